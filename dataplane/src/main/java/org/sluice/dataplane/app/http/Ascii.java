package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.NativeBytes;

/** Bytes read as ASCII, by the tolerance HTTP needs. */
final class Ascii {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SPACE = ' ';
    static final byte TAB = '\t';

    private Ascii() {
    }

    static byte at(MemorySegment memory, long offset) {
        return memory.get(ValueLayout.JAVA_BYTE, offset);
    }

    static boolean isBlank(byte b) {
        return b == SPACE || b == TAB;
    }

    /** Blank, line end, vertical tab, form feed or NUL. */
    static boolean isSpace(byte b) {
        return b == SPACE || b >= 9 && b <= 13 || b == 0;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** Value of a hexadecimal digit, or -1. */
    static int hex(byte b) {
        if (isDigit(b)) {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Offset of the first {@code wanted} in the range, or {@code end}. */
    static long find(MemorySegment memory, long offset, long end, byte wanted) {
        long pattern = (wanted & 0xFFL) * 0x0101010101010101L;
        long at = offset;
        while (at + 8 <= end) {
            long different = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at) ^ pattern;
            if ((different - 0x0101010101010101L & ~different & 0x8080808080808080L) != 0) {
                break;
            }
            at += 8;
        }
        while (at < end && at(memory, at) != wanted) {
            at++;
        }
        return at;
    }

    /** Whether the range is this lower-case constant, letters of any case; NUL bytes do not count. */
    static boolean equalsIgnoringCaseAndNul(NativeBytes bytes, int start, int end, String lower) {
        int matched = 0;
        for (int i = start; i < end; i++) {
            byte b = bytes.get(i);
            if (b == 0) {
                continue;
            }
            if (matched == lower.length() || lower(b) != lower.charAt(matched)) {
                return false;
            }
            matched++;
        }
        return matched == lower.length();
    }

    /** Whether the range contains this lower-case constant, letters of any case; NUL bytes do not count. */
    static boolean containsIgnoringCaseAndNul(NativeBytes bytes, int start, int end, String lower) {
        for (int i = start; i < end; i++) {
            int matched = 0;
            for (int j = i; j < end && matched < lower.length(); j++) {
                byte b = bytes.get(j);
                if (b == 0) {
                    continue;
                }
                if (lower(b) != lower.charAt(matched)) {
                    break;
                }
                matched++;
            }
            if (matched == lower.length()) {
                return true;
            }
        }
        return false;
    }

    /** The first decimal number in the range, or -1 when there is none; capped at a long's half. */
    static long firstNumber(NativeBytes bytes, int start, int end) {
        int i = start;
        while (i < end && !isDigit(bytes.get(i))) {
            i++;
        }
        if (i == end) {
            return -1;
        }
        long value = 0;
        while (i < end && isDigit(bytes.get(i))) {
            value = Math.min(value * 10 + bytes.get(i) - '0', Long.MAX_VALUE / 20);
            i++;
        }
        return value;
    }
}
