package org.sluice.rules.image;

import static org.sluice.rules.image.ImageDescriptor.INT;
import static org.sluice.rules.image.ImageDescriptor.LONG;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/**
 * Arrays that columns of images are copied into. Those of an image that nobody uses any more are filled again for the next
 * one, so that rule sets may follow each other without a collection that stops the packets to clear up after them. Cold;
 * one thread at a time.
 */
public final class ColumnArrays {
    /** An array is made an eighth longer than it needs to be: the next rule set may have some more rules. */
    private static final int SLACK = 8;

    private final Map<ImageSection, int[]> ints = new EnumMap<>(ImageSection.class);
    private final Map<ImageSection, long[]> longs = new EnumMap<>(ImageSection.class);

    int[] ints(ImageSection section, MemorySegment bytes) {
        int length = (int) (bytes.byteSize() / Integer.BYTES);
        int[] spare = ints.remove(section);
        int[] column = spare != null && spare.length >= length ? spare : new int[length + length / SLACK];
        MemorySegment.copy(bytes, INT, 0, column, 0, length);
        return column;
    }

    long[] longs(ImageSection section, MemorySegment bytes) {
        int length = (int) (bytes.byteSize() / Long.BYTES);
        long[] spare = longs.remove(section);
        long[] column = spare != null && spare.length >= length ? spare : new long[length + length / SLACK];
        MemorySegment.copy(bytes, LONG, 0, column, 0, length);
        return column;
    }

    void give(ImageSection section, int[] column) {
        ints.put(section, column);
    }

    void give(ImageSection section, long[] column) {
        longs.put(section, column);
    }
}
