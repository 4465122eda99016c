package org.sluice.rules.image;

import static org.sluice.rules.image.ImageDescriptor.INT;
import static org.sluice.rules.image.ImageDescriptor.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * An image that was found whole and consistent by {@link ImageReader}. Any thread, while its arena lives, but for the
 * columns, which are the one's that loads it.
 */
public final class RuleImage {
    private final MemorySegment image;
    private final int[] meta;
    private ColumnArrays arrays;
    private final Map<ImageSection, int[]> columns = new EnumMap<>(ImageSection.class);
    private final Map<ImageSection, long[]> longColumns = new EnumMap<>(ImageSection.class);

    RuleImage(MemorySegment image, ColumnArrays arrays) {
        this.image = image;
        this.arrays = arrays;
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

    /**
     * A large section of ints, copied once for all who ask: read it only, and no further than {@link #length} says; the
     * array may be longer.
     */
    public int[] column(ImageSection section) {
        return columns.computeIfAbsent(section, wanted -> arrays.ints(wanted, bytes(wanted)));
    }

    /** The same of a section of longs. */
    public long[] longColumn(ImageSection section) {
        return longColumns.computeIfAbsent(section, wanted -> arrays.longs(wanted, bytes(wanted)));
    }

    /** Makes arrays for another image of about this size, so that loading it allocates none. */
    public void reserve() {
        columns.forEach((section, column) -> arrays.give(section, new int[column.length]));
        longColumns.forEach((section, column) -> arrays.give(section, new long[column.length]));
    }

    /**
     * Gives the arrays of all columns back to where they came from, to be filled for another image: nobody may read them any
     * more.
     */
    public void recycle() {
        columns.forEach(arrays::give);
        columns.clear();
        longColumns.forEach(arrays::give);
        longColumns.clear();
        arrays = new ColumnArrays();
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
