package org.sluice.rules.compile;

/**
 * How rare each byte is in traffic, in tenths of a bit: 10 times -log2 of its share. Counted over a mix of captures,
 * text payloads and all payloads weighed equally, because what is rare in random bytes may be common in text.
 */
final class ByteRarity {
    private static final int[] TENTHS = {
        45, 74, 83, 85, 84, 91, 88, 92, 90, 80, 62, 91, 91, 71, 94, 92, 89, 93, 94, 93, 91, 94, 93, 92, 92, 94, 93, 93,
        92, 93, 93, 93, 44, 92, 74, 91, 86, 91, 89, 82, 79, 79, 89, 90, 76, 68, 56, 69, 54, 57, 60, 65, 64, 65, 66, 68,
        67, 66, 71, 79, 75, 71, 76, 91, 88, 65, 78, 78, 80, 75, 80, 83, 85, 80, 89, 88, 82, 80, 79, 84, 80, 86, 81, 74,
        70, 77, 84, 85, 74, 88, 89, 92, 92, 92, 95, 83, 94, 57, 70, 61, 63, 52, 68, 70, 71, 59, 83, 81, 63, 68, 60, 59,
        67, 87, 62, 61, 56, 71, 79, 78, 77, 78, 86, 87, 88, 87, 93, 94, 90, 94, 93, 92, 91, 94, 94, 95, 95, 93, 95, 91,
        94, 94, 95, 95, 94, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 94, 96, 95, 96, 95, 96, 95, 96, 95, 96, 96, 96,
        95, 96, 88, 96, 96, 95, 96, 95, 96, 96, 96, 96, 95, 96, 96, 96, 94, 96, 96, 96, 95, 96, 96, 96, 92, 96, 96, 96,
        93, 97, 96, 96, 96, 95, 97, 96, 94, 97, 95, 96, 96, 96, 96, 97, 95, 88, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96,
        95, 96, 96, 96, 96, 95, 96, 95, 93, 95, 93, 94, 93, 94, 93, 92, 91, 92, 92, 91, 91, 93, 93, 93, 92, 94, 94, 94,
        92, 94, 92, 76,
    };

    /** The same where the case of letters does not matter. */
    private static final int[] NOCASE_TENTHS = nocaseTenths();

    private ByteRarity() {
    }

    private static int[] nocaseTenths() {
        int[] tenths = TENTHS.clone();
        for (int value = 0; value < tenths.length; value++) {
            if (isLetter((byte) value)) {
                double share = Math.pow(2, -TENTHS[value] / 10.0) + Math.pow(2, -TENTHS[value ^ 0x20] / 10.0);
                tenths[value] = (int) (-10 * Math.log(share) / Math.log(2));
            }
        }
        return tenths;
    }

    /** Rarity of a byte; with {@code nocase} that of a letter in either case. */
    static int tenths(byte value, boolean nocase) {
        return (nocase ? NOCASE_TENTHS : TENTHS)[value & 0xff];
    }

    static boolean isLetter(byte value) {
        int lower = value | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** Index of the rarest byte. */
    static int rarest(byte[] bytes, boolean nocase) {
        int best = 0;
        for (int i = 1; i < bytes.length; i++) {
            if (tenths(bytes[i], nocase) > tenths(bytes[best], nocase)) {
                best = i;
            }
        }
        return best;
    }
}
