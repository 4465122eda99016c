package org.sluice.dataplane.detect;

/**
 * Finds contents in a subject, eight bytes at a time: looks for the content's rarest byte, then compares words. Letters
 * whose case does not matter are compared with bit 0x20 set on both sides.
 */
final class LiteralSearch {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final long[] literals;

    /** @param literals words as in the image's section LITERALS */
    LiteralSearch(long[] literals) {
        this.literals = literals;
    }

    /** Whether the content lies at {@code at}; the caller has checked that it fits into the subject. */
    boolean matchesAt(Subject subject, int at, int literal, int length) {
        int masks = literal + (length + 7 >>> 3);
        int words = length >>> 3;
        for (int i = 0; i < words; i++) {
            if ((subject.word(at + 8 * i) | literals[masks + i]) != literals[literal + i]) {
                return false;
            }
        }
        int rest = length & 7;
        if (rest == 0) {
            return true;
        }
        long keep = (1L << 8 * rest) - 1;
        return (((subject.word(at + 8 * words) | literals[masks + words]) ^ literals[literal + words]) & keep) == 0;
    }

    /**
     * First place at or after {@code from} where the content lies and ends at or before {@code to}, or -1.
     *
     * @param rare index of the content's byte to look for
     */
    int find(Subject subject, int from, int to, int literal, int length, int rare) {
        int last = to - length;
        if (from > last) {
            return -1;
        }
        int masks = literal + (length + 7 >>> 3);
        long value = (literals[literal + (rare >>> 3)] >>> 8 * (rare & 7) & 0xff) * ONES;
        long mask = (literals[masks + (rare >>> 3)] >>> 8 * (rare & 7) & 0xff) * ONES;
        for (int at = from; at <= last; at += 8) {
            long difference = (subject.word(at + rare) | mask) ^ value;
            long zeros = difference - ONES & ~difference & HIGHS;
            while (zeros != 0) {
                int place = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
                if (place > last) {
                    return -1;
                }
                if (matchesAt(subject, place, literal, length)) {
                    return place;
                }
                zeros &= zeros - 1;
            }
        }
        return -1;
    }
}
