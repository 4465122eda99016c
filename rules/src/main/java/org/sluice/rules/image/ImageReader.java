package org.sluice.rules.image;

import static org.sluice.rules.image.ImageDescriptor.INT;
import static org.sluice.rules.image.ImageDescriptor.LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Opens images, and lets none through that the engine could stumble over: magic, version, length, checksum, and every
 * offset and instruction are checked first. Cold; any thread.
 */
public final class ImageReader {
    private ImageReader() {
    }

    /**
     * Maps an image file read-only.
     *
     * @param arena owner of the mapping
     * @throws ImageException when the file is no image that this version can run
     */
    public static RuleImage open(Path file, Arena arena) throws ImageException {
        return open(file, arena, new ColumnArrays());
    }

    /**
     * Maps an image file read-only.
     *
     * @param arena owner of the mapping
     * @param arrays where those of its columns come from
     * @throws ImageException when the file is no image that this version can run
     */
    public static RuleImage open(Path file, Arena arena, ColumnArrays arrays) throws ImageException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < ImageDescriptor.firstSectionOffset()) {
                throw new ImageException(ImageException.Reason.FOREIGN, file + ": only " + channel.size() + " bytes");
            }
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), file.toString(), arrays);
        } catch (IOException e) {
            throw new ImageException(ImageException.Reason.UNREADABLE, file + ": " + e.getMessage());
        }
    }

    /**
     * Checks an image in memory.
     *
     * @param image aligned to 8 bytes
     * @param name what messages call it
     */
    public static RuleImage read(MemorySegment image, String name) throws ImageException {
        return read(image, name, new ColumnArrays());
    }

    private static RuleImage read(MemorySegment image, String name, ColumnArrays arrays) throws ImageException {
        checkHeader(image, name);
        checkTable(image, name);
        byte[] written = image.asSlice(ImageDescriptor.HASH_OFFSET, ImageDescriptor.HASH_BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
        if (!Arrays.equals(written, ImageHash.of(image.asSlice(ImageDescriptor.TABLE_OFFSET)))) {
            throw new ImageException(ImageException.Reason.CHECKSUM, name + ": the checksum differs");
        }
        RuleImage read = new RuleImage(image, arrays);
        try {
            new ImageValidator(read, name).validate();
        } catch (ImageException refused) {
            read.recycle();
            throw refused;
        }
        return read;
    }

    private static void checkHeader(MemorySegment image, String name) throws ImageException {
        if (image.byteSize() < ImageDescriptor.firstSectionOffset()
                || image.get(LONG, ImageDescriptor.MAGIC_OFFSET) != ImageDescriptor.MAGIC) {
            throw new ImageException(ImageException.Reason.FOREIGN, name + ": the magic number is missing");
        }
        int version = image.get(INT, ImageDescriptor.VERSION_OFFSET);
        int sections = image.get(INT, ImageDescriptor.SECTION_COUNT_OFFSET);
        if (version != ImageDescriptor.FORMAT_VERSION || sections != ImageSection.count()) {
            throw new ImageException(ImageException.Reason.OTHER_VERSION, name + ": format " + version + " with "
                    + sections + " sections, expected format " + ImageDescriptor.FORMAT_VERSION + " with "
                    + ImageSection.count());
        }
        long length = image.get(LONG, ImageDescriptor.FILE_LENGTH_OFFSET);
        if (length != image.byteSize()) {
            throw new ImageException(ImageException.Reason.TRUNCATED, name + ": " + image.byteSize()
                    + " bytes, its header says " + length);
        }
    }

    private static void checkTable(MemorySegment image, String name) throws ImageException {
        for (int i = 0; i < ImageSection.count(); i++) {
            ImageSection section = ImageSection.of(i);
            long entry = ImageDescriptor.TABLE_OFFSET + (long) i * ImageDescriptor.TABLE_ENTRY_BYTES;
            long offset = image.get(LONG, entry);
            long length = image.get(LONG, entry + 8);
            if (offset < ImageDescriptor.firstSectionOffset() || offset % ImageDescriptor.ALIGNMENT != 0 || length < 0
                    || length > image.byteSize() - offset || length % section.elementBytes() != 0
                    || length / section.elementBytes() > Integer.MAX_VALUE - 8) {
                throw new ImageException(ImageException.Reason.INVALID, name + ": section " + section + " at "
                        + offset + " of " + length + " bytes does not fit");
            }
        }
        if (image.get(LONG, ImageDescriptor.TABLE_OFFSET + 8) != 4L * ImageDescriptor.META_WORDS) {
            throw new ImageException(ImageException.Reason.INVALID, name + ": section META has another size");
        }
    }
}
