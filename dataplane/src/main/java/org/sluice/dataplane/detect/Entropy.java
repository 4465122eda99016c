package org.sluice.dataplane.detect;

/** Shannon entropy of bytes, in bits a byte. */
final class Entropy {
    private static final double SCALE = 65536;

    private final int[] counts = new int[256];

    /** Whether a value lies in bounds given in 1/65536 bits. */
    static boolean isInside(double entropy, int low, int high) {
        double scaled = entropy * SCALE;
        return scaled >= low && scaled <= high;
    }

    /** The entropy of {@code bytes} bytes (0: all) from {@code offset}; NaN, which lies nowhere, when there are none. */
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
                entropy -= share * Math.log(share);
            }
        }
        return entropy / Math.log(2);
    }
}
