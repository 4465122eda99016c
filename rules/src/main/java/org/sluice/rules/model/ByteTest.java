package org.sluice.rules.model;

/**
 * Compares a number in the buffer ({@code byte_test}).
 *
 * @param bytes how many bytes hold it: 1 to 8, or to 23 in digits; 0 takes all digits there are
 * @param operator the comparison
 * @param negated matches when the comparison does not hold
 * @param value compared with, unsigned 64 bits
 * @param offset where it begins, from the buffer's beginning or the end of the last match; may be negative
 * @param relative {@code offset} counts from the end of the last match
 * @param format how it is read
 * @param bitmask and-ed with the number, which is then shifted right by the mask's trailing zeros; 0 means none
 */
public record ByteTest(
        Operand bytes, Operator operator, boolean negated, Operand value, Operand offset, boolean relative,
        NumberFormat format, long bitmask) implements Match {

    /** The comparison of the number read (left) with the rule's value (right). */
    public enum Operator {
        /** {@code =}. */
        EQUAL,
        /** {@code <}. */
        LESS,
        /** {@code <=}. */
        LESS_OR_EQUAL,
        /** {@code >}. */
        GREATER,
        /** {@code >=}. */
        GREATER_OR_EQUAL,
        /** {@code &}: some common bit. */
        AND,
        /** {@code ^}: no common bit. */
        NOT_AND
    }
}
