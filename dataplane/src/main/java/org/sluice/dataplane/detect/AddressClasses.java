package org.sluice.dataplane.detect;

import org.sluice.rules.image.ImageDescriptor;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.RuleImage;

/**
 * Which address sets hold an address: its class, then one bit a set. The class of an IPv4 address is found by its upper
 * half, and a binary search among the few intervals that begin there; that of an IPv6 address by a binary search.
 */
final class AddressClasses {
    private static final int HALVES = 1 << 16;

    private final long[] starts4;
    private final int[] classes4;
    /** By the upper half of an address: index of the interval that holds its first address. */
    private final int[] halves4;
    private final long[] highs6;
    private final long[] lows6;
    private final int[] classes6;
    private final long[] rows;
    private final int words;

    AddressClasses(RuleImage image) {
        rows = image.longs(ImageSection.ADDRESS_ROWS);
        words = image.meta(ImageDescriptor.META_ADDRESS_ROW_WORDS);
        long[] ipv4 = image.longColumn(ImageSection.ADDRESS4_INTERVALS);
        starts4 = new long[image.length(ImageSection.ADDRESS4_INTERVALS) / 2];
        classes4 = new int[starts4.length];
        for (int i = 0; i < starts4.length; i++) {
            starts4[i] = ipv4[2 * i];
            classes4[i] = (int) ipv4[2 * i + 1];
        }
        halves4 = halves(starts4);
        long[] ipv6 = image.longColumn(ImageSection.ADDRESS6_INTERVALS);
        highs6 = new long[image.length(ImageSection.ADDRESS6_INTERVALS) / 3];
        lows6 = new long[highs6.length];
        classes6 = new int[highs6.length];
        for (int i = 0; i < highs6.length; i++) {
            highs6[i] = ipv6[3 * i];
            lows6[i] = ipv6[3 * i + 1];
            classes6[i] = (int) ipv6[3 * i + 2];
        }
    }

    /** Class of an address, the same for all that no set tells apart. */
    int classOf(int ipVersion, long high, long low) {
        return ipVersion == 6 ? classOf6(high, low) : classOf4(low);
    }

    private static int[] halves(long[] starts) {
        int[] halves = new int[HALVES + 1];
        int interval = 0;
        for (int half = 0; half < HALVES; half++) {
            while (interval + 1 < starts.length && starts[interval + 1] <= (long) half << 16) {
                interval++;
            }
            halves[half] = interval;
        }
        halves[HALVES] = starts.length - 1;
        return halves;
    }

    private int classOf4(long address) {
        int half = (int) (address >>> 16) & HALVES - 1;
        int from = halves4[half];
        int to = halves4[half + 1];
        while (from < to) {
            int middle = from + to + 1 >>> 1;
            if (starts4[middle] <= address) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return classes4[from];
    }

    private int classOf6(long high, long low) {
        int from = 0;
        int to = highs6.length - 1;
        while (from < to) {
            int middle = from + to + 1 >>> 1;
            int order = Long.compareUnsigned(highs6[middle], high);
            if (order < 0 || order == 0 && Long.compareUnsigned(lows6[middle], low) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return classes6[from];
    }

    boolean contains(int set, int addressClass) {
        return (rows[addressClass * words + (set >>> 6)] >>> set & 1) != 0;
    }

    /** Word {@code word} of the sets that hold the addresses of a class. */
    long sets(int addressClass, int word) {
        return rows[addressClass * words + word];
    }
}
