package org.sluice.rules.model;

/**
 * How {@code byte_*} keywords read a number from bytes.
 *
 * @param order byte order of a binary number
 * @param base 0 for a binary number, else the base (8, 10, 16) of one written in digits
 */
public record NumberFormat(Order order, int base) {
    /** A binary number, most significant byte first. */
    public static final NumberFormat BIG_ENDIAN = new NumberFormat(Order.BIG, 0);

    /** Byte order. */
    public enum Order {
        /** Most significant byte first. */
        BIG,
        /** Least significant byte first. */
        LITTLE,
        /** What the DCERPC header of the message says. */
        DCE
    }

    /** Whether the number is written in digits. */
    public boolean isText() {
        return base != 0;
    }
}
