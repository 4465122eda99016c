package org.sluice.rules.image;

import static org.sluice.rules.image.ImageDescriptor.INT;
import static org.sluice.rules.image.ImageDescriptor.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An image that was found whole and consistent by {@link ImageReader}. Immutable; any thread, while its arena lives.
 */
public final class RuleImage {
    private final MemorySegment image;
    private final int[] meta;

    RuleImage(MemorySegment image) {
        this.image = image;
        meta = ints(ImageSection.META);
    }

    /** Number of rules: ids are 0 up to it, in order of evaluation. */
    public int ruleCount() {
        return meta[ImageDescriptor.META_RULES];
    }

    /** One of the {@code META_...} numbers. */
    public int meta(int index) {
        return meta[index];
    }

    /** The hash that names the image, in hexadecimal. */
    public String hash() {
        return HexFormat.of().formatHex(image.asSlice(ImageDescriptor.HASH_OFFSET, ImageHash.NAME_BYTES)
                .toArray(ValueLayout.JAVA_BYTE));
    }

    /** Bytes of the whole image. */
    public long sizeBytes() {
        return image.byteSize();
    }

    /**
     * Says that the image will hardly be read from now on: its pages need not stay in memory. They come back from the
     * file when they are read after all.
     */
    public void unload() {
        if (image.isMapped()) {
            image.unload();
        }
    }

    /** The bytes of a section; valid as long as the image's arena. */
    public MemorySegment bytes(ImageSection section) {
        long entry = ImageDescriptor.TABLE_OFFSET + (long) section.ordinal() * ImageDescriptor.TABLE_ENTRY_BYTES;
        return image.asSlice(image.get(LONG, entry), image.get(LONG, entry + 8));
    }

    /** A copy of a section of ints. */
    public int[] ints(ImageSection section) {
        return bytes(section).toArray(INT);
    }

    /** A copy of a section of longs. */
    public long[] longs(ImageSection section) {
        return bytes(section).toArray(LONG);
    }

    /** Number of elements in a section. */
    public int length(ImageSection section) {
        long entry = ImageDescriptor.TABLE_OFFSET + (long) section.ordinal() * ImageDescriptor.TABLE_ENTRY_BYTES;
        return (int) (image.get(LONG, entry + 8) / section.elementBytes());
    }

    /** Bytes of row {@code row} of a CSR pair. */
    public byte[] row(ImageSection offsets, ImageSection values, int row) {
        MemorySegment at = bytes(offsets);
        long from = offsets.elementBytes() == 8 ? at.getAtIndex(LONG, row) : at.getAtIndex(INT, row);
        long to = offsets.elementBytes() == 8 ? at.getAtIndex(LONG, row + 1L) : at.getAtIndex(INT, row + 1L);
        return bytes(values).asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Kind of variable {@code index}. */
    public VariableKind variableKind(int index) {
        return VariableKind.of(row(ImageSection.VARIABLES, ImageSection.VARIABLE_BYTES, index)[0]);
    }

    /** Name of variable {@code index}. */
    public String variableName(int index) {
        byte[] row = row(ImageSection.VARIABLES, ImageSection.VARIABLE_BYTES, index);
        return new String(row, 1, row.length - 1, StandardCharsets.UTF_8);
    }

    /** What an operator reads about a rule. */
    public Catalog.Entry catalog(int rule) {
        return Catalog.decode(row(ImageSection.CATALOG, ImageSection.CATALOG_BYTES, rule));
    }
}
