package org.sluice.dataplane.detect;

/** Shannon entropy of bytes, in bits a byte. */
final class Entropy {
    private static final double SCALE = 65536;

    private static final double ROOT_OF_TWO = 1.4142135623730951;
    /** 1 / ln 2: what a double holds of it, and the rest. */
    private static final double PER_NATURAL = 1.4426950408889634;
    private static final double PER_NATURAL_REST = 2.0355273740931033e-17;

    private final int[] counts = new int[256];

    /** Whether a value lies in bounds given in 1/65536 bits. */
    static boolean isInside(double entropy, int low, int high) {
        double scaled = entropy * SCALE;
        return scaled >= low && scaled <= high;
    }

    /**
     * The entropy of {@code bytes} bytes (0: all) from {@code offset}; NaN, which lies nowhere, when there are none.
     */
    double of(Subject subject, int offset, int bytes) {
        if (offset < 0 || offset >= subject.length) {
            return Double.NaN;
        }
        int end = bytes <= 0 ? subject.length : (int) Math.min(subject.length, (long) offset + bytes);
        java.util.Arrays.fill(counts, 0);
        for (int i = offset; i < end; i++) {
            counts[subject.unsigned(i)]++;
        }
        double total = end - offset;
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = count / total;
                entropy -= share * log2(share);
            }
        }
        return entropy;
    }

    /** Logarithm to the base of 2, in most cases to the last bit: exponent and fraction apart. */
    private static double log2(double value) {
        int exponent = Math.getExponent(value);
        double fraction = Math.scalb(value, -exponent);
        if (fraction > ROOT_OF_TWO) {
            fraction /= 2;
            exponent++;
        }
        double natural = Math.log(fraction);
        return exponent + (natural * PER_NATURAL + natural * PER_NATURAL_REST);
    }
}
