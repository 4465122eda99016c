package org.sluice.rules.image;

import static org.sluice.rules.image.ImageDescriptor.INT;
import static org.sluice.rules.image.ImageDescriptor.LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Collects sections and writes them as one image: see {@link ImageDescriptor}. Cold; one thread. */
public final class ImageWriter {
    private static final int CHUNK_BYTES = 1 << 24;

    /**
     * A run of a section's elements.
     *
     * @param array of ints, longs or bytes
     * @param count how many of them
     * @param layout how each is written
     */
    private record Part(Object array, int count, ValueLayout layout) {
        long byteSize() {
            return count * layout.byteSize();
        }
    }

    private final Map<ImageSection, List<Part>> sections = new EnumMap<>(ImageSection.class);

    /** Sets a section of ints. As with all sections, the array is read when the image is assembled. */
    public ImageWriter put(ImageSection section, int[] values) {
        check(section, Integer.BYTES);
        sections.put(section, List.of(new Part(values, values.length, INT)));
        return this;
    }

    /** Sets a section of longs. */
    public ImageWriter put(ImageSection section, long[] values) {
        check(section, Long.BYTES);
        sections.put(section, List.of(new Part(values, values.length, LONG)));
        return this;
    }

    /** Adds the first {@code count} bytes of an array to a section of bytes. */
    public ImageWriter append(ImageSection section, byte[] values, int count) {
        check(section, 1);
        sections.computeIfAbsent(section, unused -> new ArrayList<>())
                .add(new Part(values, count, ValueLayout.JAVA_BYTE));
        return this;
    }

    private static void check(ImageSection section, int elementBytes) {
        if (section.elementBytes() != elementBytes) {
            throw new IllegalArgumentException(section + " has elements of " + section.elementBytes() + " bytes");
        }
    }

    /** Lays the image out in memory that {@code arena} owns. Sections that were not set are empty. */
    public MemorySegment assemble(Arena arena) {
        long length = ImageDescriptor.firstSectionOffset();
        for (List<Part> section : sections.values()) {
            length += ImageDescriptor.aligned(byteSize(section));
        }
        MemorySegment image = arena.allocate(length, ImageDescriptor.ALIGNMENT);
        long at = ImageDescriptor.firstSectionOffset();
        for (int i = 0; i < ImageSection.count(); i++) {
            List<Part> section = sections.getOrDefault(ImageSection.of(i), List.of());
            long entry = ImageDescriptor.TABLE_OFFSET + (long) i * ImageDescriptor.TABLE_ENTRY_BYTES;
            image.set(LONG, entry, at);
            image.set(LONG, entry + 8, byteSize(section));
            long end = at;
            for (Part part : section) {
                MemorySegment.copy(part.array, 0, image, part.layout, end, part.count);
                end += part.byteSize();
            }
            at = ImageDescriptor.aligned(end);
        }
        image.set(INT, ImageDescriptor.VERSION_OFFSET, ImageDescriptor.FORMAT_VERSION);
        image.set(INT, ImageDescriptor.SECTION_COUNT_OFFSET, ImageSection.count());
        image.set(LONG, ImageDescriptor.FILE_LENGTH_OFFSET, length);
        byte[] hash = ImageHash.of(image.asSlice(ImageDescriptor.TABLE_OFFSET));
        MemorySegment.copy(hash, 0, image, ValueLayout.JAVA_BYTE, ImageDescriptor.HASH_OFFSET, hash.length);
        image.set(LONG, ImageDescriptor.MAGIC_OFFSET, ImageDescriptor.MAGIC);
        return image;
    }

    private static long byteSize(List<Part> section) {
        long size = 0;
        for (Part part : section) {
            size += part.byteSize();
        }
        return size;
    }

    /**
     * Writes an assembled image into a directory under the name of its hash. The magic is written last, and the file
     * gets its name after that; a file that is there already is the same image and is left alone.
     *
     * @return the image's file
     */
    public static Path write(MemorySegment image, Path directory) throws IOException {
        byte[] hash = image.asSlice(ImageDescriptor.HASH_OFFSET, ImageDescriptor.HASH_BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
        String name = HexFormat.of().formatHex(hash, 0, ImageHash.NAME_BYTES);
        Path file = directory.resolve(name + ".image");
        if (Files.exists(file) && Files.size(file) == image.byteSize()) {
            return file;
        }
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, name, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                for (long at = Long.BYTES; at < image.byteSize(); at += CHUNK_BYTES) {
                    write(channel, image, at, Math.min(CHUNK_BYTES, image.byteSize() - at));
                }
                channel.force(true);
                write(channel, image, 0, Long.BYTES);
                channel.force(true);
            }
            moveInto(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return file;
    }

    private static void write(FileChannel channel, MemorySegment image, long at, long bytes) throws IOException {
        ByteBuffer buffer = image.asSlice(at, bytes).asByteBuffer();
        long position = at;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }

    private static void moveInto(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
