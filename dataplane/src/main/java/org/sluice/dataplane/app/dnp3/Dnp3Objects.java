package org.sluice.dataplane.app.dnp3;

import java.util.Arrays;
import org.sluice.dataplane.app.ByteView;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;

/** Steps over the objects of a fragment: headers of group, variation, qualifier and range, and the data behind each. */
final class Dnp3Objects {
    private static final int MAX_OBJECTS = 2048;
    private static final int MAX_POINTS = 16_384;
    private static final int READ = 1;
    private static final int FREE_FORMAT = 0x5b;
    private static final int UNKNOWN = -1;
    /** Bits of a point by group and variation. */
    private static final short[] BITS = bits();

    private Dnp3Objects() {
    }

    private static short[] bits() {
        short[] bits = new short[1 << 16];
        Arrays.fill(bits, (short) UNKNOWN);
        String[] rows = {
            "1 1 8", "2 8 56 24", "3 2 8", "4 8 56 24", "10 1 8", "11 8 56", "12 88 88 1", "13 8 56",
            "20 40 24 40 24 32 16 32 16", "21 40 24 40 24 88 72 88 72 32 16 32 16", "22 40 24 40 24 88 72 88 72",
            "23 40 24 40 24 88 72 88 72", "30 40 24 32 16 40 72", "31 40 24 88 72 32 16 40 72",
            "32 40 24 88 72 40 72 88 120", "33 40 24 88 72 40 72 88 120", "34 16 32 32", "40 40 24 40 72", "41 40 24 40 72",
            "42 40 24 88 72 40 72 88 120", "43 40 24 88 72 40 72 88 120", "50 48 80 48 88", "51 48 48", "52 16 16",
            "60 0 0 0 0", "80 1", "102 8",
        };
        for (String row : rows) {
            String[] words = row.split(" ");
            for (int variation = 1; variation < words.length; variation++) {
                bits[Integer.parseInt(words[0]) << 8 | variation] = Short.parseShort(words[variation]);
            }
        }
        for (int length = 1; length < 256; length++) {
            bits[110 << 8 | length] = (short) (8 * length);
            bits[111 << 8 | length] = (short) (8 * length);
        }
        return bits;
    }

    static void read(Dnp3Transaction fragment, int direction, int function, ByteView data, int from) {
        int at = from;
        long points = 0;
        for (int count = 0; data.has(at, 3); count++) {
            if (count == MAX_OBJECTS) {
                fragment.event(direction, AppEvent.DNP3_TOO_MANY_OBJECTS);
                return;
            }
            int group = data.u8(at);
            int variation = data.u8(at + 1);
            int qualifier = data.u8(at + 2);
            fragment.put(direction, AppField.DNP3_OBJ, group << 8 | variation);
            at += 3;
            int prefix = prefixBytes(qualifier >> 4 & 7);
            int range = rangeBytes(qualifier & 0xf);
            if (prefix < 0 || range < 0 || !data.has(at, range)) {
                fragment.event(direction, AppEvent.DNP3_UNKNOWN_OBJECT);
                return;
            }
            long number = points(qualifier & 0xf, data, at);
            at += range;
            points += number;
            if (number < 0 || points > MAX_POINTS) {
                fragment.event(direction, AppEvent.DNP3_TOO_MANY_POINTS);
                return;
            }
            if (function == READ) {
                continue;
            }
            if (qualifier == FREE_FORMAT) {
                for (long i = 0; i < number && data.has(at, 2); i++) {
                    at += 2 + data.le16(at);
                }
                continue;
            }
            int bits = BITS[group << 8 | variation];
            if (bits == UNKNOWN) {
                fragment.event(direction, AppEvent.DNP3_UNKNOWN_OBJECT);
                return;
            }
            at += (int) ((bits * number + 7) / 8 + prefix * number);
        }
    }

    /** Bytes before each point, by the prefix code; -1 where it is none of ours. */
    private static int prefixBytes(int code) {
        return switch (code) {
            case 0 -> 0;
            case 1, 2 -> code;
            case 3 -> 4;
            case 5 -> 2;
            default -> -1;
        };
    }

    /** Bytes of the range, by its code. */
    private static int rangeBytes(int code) {
        return switch (code) {
            case 0, 8 -> 2;
            case 1, 9 -> 4;
            case 2 -> 8;
            case 6 -> 0;
            case 7, 11 -> 1;
            default -> -1;
        };
    }

    private static long points(int code, ByteView data, int at) {
        return switch (code) {
            case 0 -> data.u8(at + 1) - data.u8(at) + 1;
            case 1 -> data.le16(at + 2) - data.le16(at) + 1;
            case 2 -> data.le32(at + 4) - data.le32(at) + 1;
            case 7, 11 -> data.u8(at);
            case 8 -> data.le16(at);
            case 9 -> data.le32(at);
            default -> 0;
        };
    }
}
