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
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** Collects sections and writes them as one image: see {@link ImageDescriptor}. Cold; one thread. */
public final class ImageWriter {
    private static final int CHUNK_BYTES = 1 << 24;

    private final Map<ImageSection, MemorySegment> sections = new EnumMap<>(ImageSection.class);

    /** Sets a section of ints. */
    public ImageWriter put(ImageSection section, int[] values) {
        check(section, Integer.BYTES);
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, Integer.BYTES)]);
        MemorySegment.copy(values, 0, bytes, INT.withByteAlignment(1), 0, values.length);
        sections.put(section, bytes);
        return this;
    }

    /** Sets a section of longs. */
    public ImageWriter put(ImageSection section, long[] values) {
        check(section, Long.BYTES);
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, Long.BYTES)]);
        MemorySegment.copy(values, 0, bytes, LONG.withByteAlignment(1), 0, values.length);
        sections.put(section, bytes);
        return this;
    }

    /** Sets a section of bytes; the array is not copied. */
    public ImageWriter put(ImageSection section, byte[] values) {
        check(section, 1);
        sections.put(section, MemorySegment.ofArray(values));
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
        for (MemorySegment section : sections.values()) {
            length += ImageDescriptor.aligned(section.byteSize());
        }
        MemorySegment image = arena.allocate(length, ImageDescriptor.ALIGNMENT);
        long at = ImageDescriptor.firstSectionOffset();
        for (int i = 0; i < ImageSection.count(); i++) {
            MemorySegment section = sections.getOrDefault(ImageSection.of(i), MemorySegment.NULL);
            long entry = ImageDescriptor.TABLE_OFFSET + (long) i * ImageDescriptor.TABLE_ENTRY_BYTES;
            image.set(LONG, entry, at);
            image.set(LONG, entry + 8, section.byteSize());
            MemorySegment.copy(section, 0, image, at, section.byteSize());
            at += ImageDescriptor.aligned(section.byteSize());
        }
        image.set(INT, ImageDescriptor.VERSION_OFFSET, ImageDescriptor.FORMAT_VERSION);
        image.set(INT, ImageDescriptor.SECTION_COUNT_OFFSET, ImageSection.count());
        image.set(LONG, ImageDescriptor.FILE_LENGTH_OFFSET, length);
        byte[] hash = ImageHash.of(image.asSlice(ImageDescriptor.TABLE_OFFSET));
        MemorySegment.copy(hash, 0, image, ValueLayout.JAVA_BYTE, ImageDescriptor.HASH_OFFSET, hash.length);
        image.set(LONG, ImageDescriptor.MAGIC_OFFSET, ImageDescriptor.MAGIC);
        return image;
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
