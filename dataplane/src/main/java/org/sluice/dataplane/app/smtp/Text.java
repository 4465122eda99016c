package org.sluice.dataplane.app.smtp;

import org.sluice.dataplane.app.NativeBytes;

/** Bytes compared with lower-case constants, letters of any case. */
final class Text {
    private Text() {
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static boolean begins(NativeBytes bytes, int start, int end, String lower) {
        if (end - start < lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (lower(bytes.get(start + i)) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Offset of the constant in the range, or -1. */
    static int find(NativeBytes bytes, int start, int end, String lower) {
        for (int i = start; i + lower.length() <= end; i++) {
            if (begins(bytes, i, end, lower)) {
                return i;
            }
        }
        return -1;
    }

    static int skipBlanks(NativeBytes bytes, int start, int end) {
        int i = start;
        while (i < end && isBlank(bytes.get(i))) {
            i++;
        }
        return i;
    }
}
