package org.sluice.dataplane.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.Base64Digits;

/**
 * What {@code base64_decode} decoded last: the buffer {@code base64_data}. Decodes up to the first byte that is none.
 */
final class Base64Buffer {
    /** Most decoded bytes kept. */
    static final int BYTES = 64 * 1024;

    private final MemorySegment memory;
    private int length;

    Base64Buffer(Arena arena) {
        memory = arena.allocate(BYTES, 64);
    }

    void clear() {
        length = 0;
    }

    /** Decodes; returns the number of bytes that came out. */
    int decode(Subject subject, int from, int bytes) {
        length = 0;
        int bits = 0;
        int count = 0;
        for (int i = from; i < from + bytes && length < BYTES - 3; i++) {
            int value = Base64Digits.value(subject.unsigned(i));
            if (value < 0) {
                break;
            }
            bits = bits << 6 | value;
            if (++count == 4) {
                append(bits >>> 16);
                append(bits >>> 8);
                append(bits);
                bits = 0;
                count = 0;
            }
        }
        if (count >= 2) {
            bits <<= 6 * (4 - count);
            append(bits >>> 16);
            if (count == 3) {
                append(bits >>> 8);
            }
        }
        return length;
    }

    private void append(int value) {
        memory.set(ValueLayout.JAVA_BYTE, length++, (byte) value);
    }

    /** Points at what was decoded; false when that is nothing. */
    boolean get(Subject out) {
        return length > 0 && out.set(memory, 0, length);
    }
}
