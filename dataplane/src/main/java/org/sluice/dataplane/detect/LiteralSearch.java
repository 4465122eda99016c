package org.sluice.dataplane.detect;

import static org.sluice.bindings.literal.sluice_literal_h.sluice_literal_find;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Finds contents in a subject: looks for the content's rarest byte, then compares the whole. Short stretches are
 * searched here, eight bytes at a time; long ones by the shim, thirty-two at a time, which pays for the call. Letters
 * whose case does not matter are compared with bit 0x20 set on both sides.
 */
final class LiteralSearch {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    /** Places from which on the call into the shim, some 10 ns, pays. */
    private static final int MANY_PLACES = 96;

    private final long[] literals;
    /** The same words in native memory. */
    private final MemorySegment words;

    /**
     * @param literals words as in the image's section LITERALS
     * @param words the same in memory, where they stay while this is used
     */
    LiteralSearch(long[] literals, MemorySegment words) {
        this.literals = literals;
        this.words = words.isNative() ? words : Arena.ofAuto().allocate(Math.max(8, words.byteSize()), 8).copyFrom(words);
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
        if (last - from >= MANY_PLACES && from >= 0 && to <= subject.length) {
            return sluice_literal_find(subject.address(0), from, last, words.address() + 8L * literal, length, rare);
        }
        return findHere(subject, from, last, literal, length, rare);
    }

    private int findHere(Subject subject, int from, int last, int literal, int length, int rare) {
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
