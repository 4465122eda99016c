package org.sluice.rules.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes to be found ({@code content} and its modifiers). Places are in bytes; {@code null} means not given.
 *
 * @param bytes what to find, 1 to 65535 bytes; not to be changed
 * @param nocase ASCII letters match in either case
 * @param negated matches when the bytes are not found in the range
 * @param offset first byte of the buffer where the bytes may begin
 * @param depth with {@code offset}: number of bytes from there in which the bytes must lie
 * @param distance least number of bytes between the end of the last match and the beginning of this one; may be
 *     negative
 * @param within number of bytes from (end of the last match + {@code distance}) in which the bytes must lie
 * @param startsWith must be at the buffer's beginning
 * @param endsWith must be at the buffer's end
 * @param rawBytes looked for in the packet as it came
 * @param fastPattern whether the rule chose it as its prefilter
 */
public record Content(
        byte[] bytes, boolean nocase, boolean negated,
        Operand offset, Operand depth, Operand distance, Operand within,
        boolean startsWith, boolean endsWith, boolean rawBytes, FastPattern fastPattern) implements Match {

    /**
     * A rule's choice of prefilter.
     *
     * @param kind which form was written
     * @param offset for CHOP: first byte of the part used
     * @param length for CHOP: bytes of the part used
     */
    public record FastPattern(Kind kind, int offset, int length) {
        /** Not chosen. */
        public static final FastPattern NONE = new FastPattern(Kind.NONE, 0, 0);
        /** {@code fast_pattern}. */
        public static final FastPattern CHOSEN = new FastPattern(Kind.CHOSEN, 0, 0);
        /** {@code fast_pattern:only}. */
        public static final FastPattern ONLY = new FastPattern(Kind.ONLY, 0, 0);

        /** {@code fast_pattern:offset,length}. */
        public static FastPattern chop(int offset, int length) {
            return new FastPattern(Kind.CHOP, offset, length);
        }

        /** Which form was written. */
        public enum Kind {
            /** Not chosen. */
            NONE,
            /** The whole content. */
            CHOSEN,
            /** The whole content, and there is nothing else to verify of it. */
            ONLY,
            /** A part of the content. */
            CHOP
        }
    }

    /** Whether its place depends on the match before it. */
    @Override
    public boolean relative() {
        return distance != null || within != null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that
                && Arrays.equals(bytes, that.bytes) && nocase == that.nocase && negated == that.negated
                && Objects.equals(offset, that.offset) && Objects.equals(depth, that.depth)
                && Objects.equals(distance, that.distance) && Objects.equals(within, that.within)
                && startsWith == that.startsWith && endsWith == that.endsWith && rawBytes == that.rawBytes
                && fastPattern.equals(that.fastPattern);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Objects.hash(nocase, negated, offset, depth, distance, within);
    }
}
