package org.sluice.rules.image;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of an image file. Little endian throughout.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                       Magic "SLUICIMG"                        |
 *  |                    (8 bytes, written last)                    |
 *  +---------------------------------------------------------------+
 *  |                        Format version                         |
 *  +---------------------------------------------------------------+
 *  |                      Number of sections                       |
 *  +---------------------------------------------------------------+
 *  |                         File length                           |
 *  |                          (8 bytes)                            |
 *  +---------------------------------------------------------------+
 *  |                 Hash of all that follows, see                 |
 *  |                     ImageHash (32 bytes)                      |
 *  +---------------------------------------------------------------+
 *  |   Section 0: offset (8 bytes, multiple of 64), length (8)     |
 *  +---------------------------------------------------------------+
 *  |   Section 1 ...                                               |
 *  +---------------------------------------------------------------+
 *  |   Sections, each padded to a multiple of 64 bytes            ...
 * </pre>
 *
 * <p>The file is named by its hash, so equal rule sets make one file. A reader sees either no magic or a whole image.
 */
public final class ImageDescriptor {
    /** "SLUICIMG" read as a little-endian long. */
    public static final long MAGIC = 0x474D494349554C53L;
    /** Raised with every incompatible change of the layout, of {@link Op}, {@link Facts} or any table. */
    public static final int FORMAT_VERSION = 4;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int SECTION_COUNT_OFFSET = 12;
    static final int FILE_LENGTH_OFFSET = 16;
    static final int HASH_OFFSET = 24;
    static final int HASH_BYTES = 32;
    static final int TABLE_OFFSET = HASH_OFFSET + HASH_BYTES;
    static final int TABLE_ENTRY_BYTES = 16;
    static final int ALIGNMENT = 64;

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** {@link ImageSection#META}: number of rules. */
    public static final int META_RULES = 0;
    /** Words in a row of {@link ImageSection#PORT_ROWS}. */
    public static final int META_PORT_ROW_WORDS = 1;
    /** Words in a row of {@link ImageSection#ADDRESS_ROWS}. */
    public static final int META_ADDRESS_ROW_WORDS = 2;
    /** Number of address sets. */
    public static final int META_ADDRESS_SETS = 3;
    /** Elements of {@link ImageSection#META}. */
    public static final int META_WORDS = 8;

    private ImageDescriptor() {
    }

    static long aligned(long offset) {
        return (offset + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static long firstSectionOffset() {
        return aligned(TABLE_OFFSET + (long) ImageSection.count() * TABLE_ENTRY_BYTES);
    }
}
