package org.sluice.rules.model;

/**
 * Moves the place of the last match by a number in the buffer ({@code byte_jump}).
 *
 * @param bytes how many bytes hold it: 0 to 8, or to 23 in digits; 0 reads nothing and jumps by {@code postOffset}
 * @param offset where it begins; may be negative
 * @param relative {@code offset} counts from the end of the last match
 * @param multiplier the number is multiplied by it
 * @param format how it is read
 * @param align the product is rounded up to a multiple of 4
 * @param from what the jump is counted from
 * @param postOffset added to the jump; may be negative
 * @param bitmask and-ed with the number, which is then shifted right by the mask's trailing zeros; 0 means none
 */
public record ByteJump(
        Operand bytes, Operand offset, boolean relative, int multiplier, NumberFormat format, boolean align,
        From from, Operand postOffset, long bitmask) implements Match {

    /** What a jump is counted from. */
    public enum From {
        /** The byte after the number. */
        NUMBER,
        /** The buffer's beginning. */
        BEGINNING,
        /** The buffer's end. */
        END
    }
}
