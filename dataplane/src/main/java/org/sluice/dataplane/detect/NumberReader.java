package org.sluice.dataplane.detect;

import org.sluice.rules.image.Op;

/** Reads numbers from a subject as byte_test and its kin ask for them. */
final class NumberReader {
    /** Most bytes of a binary number. */
    private static final int MAX_BINARY = 8;

    /** The number read last. */
    long value;
    /** Bytes it took. */
    int taken;

    /**
     * Reads a number.
     *
     * @param flags of the instruction
     * @param base of digits
     * @return false when it does not lie in the subject, or has no digits
     */
    boolean read(Subject subject, long at, long bytes, int flags, int base) {
        if (at < 0 || bytes < 0 || at + bytes > subject.length) {
            return false;
        }
        return (flags & Op.TEXT) != 0 ? readText(subject, (int) at, (int) bytes, base)
                : readBinary(subject, (int) at, (int) bytes, (flags & Op.LITTLE_ENDIAN) != 0
                        || (flags & Op.DCE) != 0 && subject.littleEndian);
    }

    private boolean readBinary(Subject subject, int at, int bytes, boolean little) {
        if (bytes > MAX_BINARY) {
            return false;
        }
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            long next = subject.unsigned(at + i);
            number = little ? number | next << 8 * i : number << 8 | next;
        }
        value = number;
        taken = bytes;
        return true;
    }

    /** Blanks, an optional 0x before base 16, digits up to the first byte that is none. */
    private boolean readText(Subject subject, int at, int bytes, int base) {
        int end = at + bytes;
        int next = at;
        while (next < end && isBlank(subject.unsigned(next))) {
            next++;
        }
        if (base == 16 && next + 1 < end && subject.unsigned(next) == '0' && (subject.unsigned(next + 1) | 0x20) == 'x') {
            next += 2;
        }
        int firstDigit = next;
        long number = 0;
        while (next < end) {
            int digit = digit(subject.unsigned(next));
            if (digit < 0 || digit >= base) {
                break;
            }
            number = number * base + digit;
            next++;
        }
        value = number;
        taken = next - at;
        return next > firstDigit;
    }

    private static boolean isBlank(int value) {
        return value == ' ' || value >= '\t' && value <= '\r';
    }

    private static int digit(int value) {
        if (value >= '0' && value <= '9') {
            return value - '0';
        }
        int lower = value | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
