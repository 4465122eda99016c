package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.Base64Digits;

/** Decodes base64 (RFC 4648, section 4) for the transform {@code from_base64}. */
final class Base64Text {
    /** How bytes outside the alphabet are taken. */
    enum Mode {
        /** They end the text. */
        STOP,
        /** They are passed over (RFC 2045, section 6.8). */
        SKIP,
        /** They make it no base64 at all; so does a length that is no multiple of four. */
        REFUSE
    }

    private static final int PADDING = '=';

    private Base64Text() {
    }

    /** Decodes {@code to - from} bytes of the subject into {@code target}; returns how many came out, 0 for none. */
    static int decode(Subject subject, int from, int to, Mode mode, MemorySegment target, long offset) {
        int length = 0;
        int bits = 0;
        int count = 0;
        int at = from;
        while (at < to) {
            int character = subject.unsigned(at);
            int value = Base64Digits.value(character);
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++count == 4) {
                    put(target, offset + length, bits >>> 16);
                    put(target, offset + length + 1, bits >>> 8);
                    put(target, offset + length + 2, bits);
                    length += 3;
                    bits = 0;
                    count = 0;
                }
            } else if (character == PADDING || mode == Mode.STOP) {
                break;
            } else if (mode == Mode.REFUSE) {
                return 0;
            }
            at++;
        }
        if (mode == Mode.REFUSE && !isPadded(subject, at, to, count)) {
            return 0;
        }
        if (count >= 2) {
            bits <<= 6 * (4 - count);
            put(target, offset + length++, bits >>> 16);
            if (count == 3) {
                put(target, offset + length++, bits >>> 8);
            }
        }
        return length;
    }

    /** Whether nothing but the right number of padding characters is left. */
    private static boolean isPadded(Subject subject, int from, int to, int count) {
        for (int at = from; at < to; at++) {
            if (subject.unsigned(at) != PADDING) {
                return false;
            }
        }
        return count != 1 && to - from == (4 - count) % 4;
    }

    private static void put(MemorySegment target, long at, int value) {
        target.set(ValueLayout.JAVA_BYTE, at, (byte) value);
    }
}
