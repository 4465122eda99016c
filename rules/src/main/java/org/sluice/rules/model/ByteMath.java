package org.sluice.rules.model;

/**
 * Calculates with a number in the buffer, the result kept in a variable ({@code byte_math}).
 *
 * @param bytes how many bytes hold it: 1 to 10
 * @param offset where it begins; may be negative
 * @param operator the operation
 * @param right its right side, unsigned 32 bits
 * @param variable the variable that takes the result
 * @param relative {@code offset} counts from the end of the last match
 * @param format how it is read
 * @param bitmask and-ed with the number read, which is then shifted right by the mask's trailing zeros; 0 means none
 */
public record ByteMath(
        Operand bytes, int offset, Operator operator, Operand right, String variable, boolean relative,
        NumberFormat format, long bitmask) implements Match {

    /** The operation. */
    public enum Operator {
        /** {@code +}. */
        ADD,
        /** {@code -}. */
        SUBTRACT,
        /** {@code *}. */
        MULTIPLY,
        /** {@code /}; by zero there is no match. */
        DIVIDE,
        /** {@code <<}. */
        SHIFT_LEFT,
        /** {@code >>}. */
        SHIFT_RIGHT
    }
}
