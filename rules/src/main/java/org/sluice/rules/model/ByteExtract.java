package org.sluice.rules.model;

/**
 * Keeps a number in the buffer in a variable ({@code byte_extract}).
 *
 * @param bytes how many bytes hold it: 1 to 8, or to 23 in digits
 * @param offset where it begins; may be negative
 * @param variable the variable's name
 * @param relative {@code offset} counts from the end of the last match
 * @param multiplier the number is multiplied by it
 * @param format how it is read
 * @param align the product is rounded up to a multiple of this (2 or 4); 0 means none
 */
public record ByteExtract(
        int bytes, int offset, String variable, boolean relative, int multiplier, NumberFormat format, int align)
        implements Match {}
