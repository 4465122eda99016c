package org.sluice.dataplane.detect;

import org.sluice.rules.image.Op;

/**
 * Walks BER (X.690, 8.1) for elements that only an attack has. Bounded in elements and in depth; what goes past the bytes
 * at hand ends the walk, after its header was judged.
 *
 * <pre>
 *   class 2 bits | constructed 1 | tag 5 (31: more bytes follow) | length 1 (or 0x80 + n, then n bytes) | contents
 * </pre>
 */
final class BerWalk {
    private static final int MAX_ELEMENTS = 256;
    private static final int MAX_DEPTH = 32;
    private static final int CONSTRUCTED = 0x20;
    private static final int CLASS_AND_FORM = 0xe0;
    private static final int TAG = 0x1f;
    private static final int BIT_STRING = 3;
    private static final int REAL = 9;
    private static final int REAL_ENCODING = 0xc0;
    /** Bytes that decoders of decimal reals have room for. */
    private static final int DECIMAL_ROOM = 256;
    private static final int INDEFINITE = 0x80;

    private final long[] ends = new long[MAX_DEPTH];
    private int elements;
    // The element at hand.
    private int identifier;
    private long contents;
    private long length;
    private boolean indefinite;

    /** Elements that the last walk read. */
    int elements() {
        return elements;
    }

    /**
     * Whether an element from {@code from} on is malformed.
     *
     * @param kinds bits of {@code Op.BIT_STRING_OVERFLOW} and {@code Op.DECIMAL_OVERFLOW}
     * @param longest bytes that an element may have, -1 for any number
     */
    boolean findsMalformed(Subject subject, long from, int kinds, long longest) {
        elements = 0;
        int depth = 0;
        long end = subject.length;
        long at = from;
        while (elements < MAX_ELEMENTS && at >= 0) {
            while (depth > 0 && at >= end) {
                end = ends[--depth];
            }
            if (!readHeader(subject, at, end)) {
                return false;
            }
            elements++;
            if (longest >= 0 && length > longest || isMalformed(subject, kinds)) {
                return true;
            }
            boolean inside = (identifier & CONSTRUCTED) != 0;
            if (inside && depth < MAX_DEPTH) {
                ends[depth++] = end;
                end = indefinite ? end : Math.min(end, contents + length);
            }
            at = inside ? contents : contents + length;
        }
        return false;
    }

    /** Reads tag and length at {@code at}; false when they do not lie before {@code end}. */
    private boolean readHeader(Subject subject, long at, long end) {
        long next = at;
        if (next >= end) {
            return false;
        }
        identifier = subject.unsigned((int) next++);
        if ((identifier & TAG) == TAG) {
            while (next < end && (subject.unsigned((int) next) & 0x80) != 0) {
                next++;
            }
            next++;
        }
        if (next >= end) {
            return false;
        }
        int first = subject.unsigned((int) next++);
        indefinite = first == INDEFINITE;
        length = first;
        if (first >= INDEFINITE) {
            int bytes = first & 0x7f;
            if (bytes > 4 || next + bytes > end) {
                return false;
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | subject.unsigned((int) next++);
            }
        }
        contents = next;
        return true;
    }

    private boolean isMalformed(Subject subject, int kinds) {
        if ((identifier & CLASS_AND_FORM) != 0 || length == 0 || contents >= subject.length) {
            return false;
        }
        int first = subject.unsigned((int) contents);
        return switch (identifier & TAG) {
            case BIT_STRING -> (kinds & Op.BIT_STRING_OVERFLOW) != 0 && (length - 1) * 8 < first;
            case REAL -> (kinds & Op.DECIMAL_OVERFLOW) != 0 && (first & REAL_ENCODING) == 0 && length > DECIMAL_ROOM;
            default -> false;
        };
    }
}
