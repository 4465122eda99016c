package org.sluice.dataplane.app.dns;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.NativeBytes;

/**
 * Reads names (RFC 1035, 3.1 and 4.1.4) as text, labels joined by dots. Pointers may lead anywhere inside the message,
 * also forward; how many are followed, how many labels there are and how long the text gets is bounded.
 */
final class DnsNames {
    private static final int MAX_POINTERS = 127;
    private static final int MAX_LABELS = 255;
    private static final int MAX_TEXT = 1025;

    /** Bytes the name took where it stood, or -1 when it is malformed. */
    private int consumed;
    private boolean tooLong;
    private boolean tooManyLabels;
    private boolean loop;

    /**
     * Appends the name at {@code at} to {@code out}.
     *
     * @param message offset of the message in {@code memory}
     * @param length bytes of the message
     * @return offset of the byte behind the name, relative to the message, or -1 when it is malformed
     */
    int read(MemorySegment memory, long message, int length, int at, NativeBytes out) {
        consumed = -1;
        tooLong = false;
        tooManyLabels = false;
        loop = false;
        int start = out.length();
        int position = at;
        int pointers = 0;
        int labels = 0;
        while (position < length) {
            int head = byteAt(memory, message + position);
            if (head == 0) {
                return consumed >= 0 ? consumed : position + 1;
            }
            if ((head & 0xC0) == 0xC0) {
                if (position + 1 >= length) {
                    return -1;
                }
                if (consumed < 0) {
                    consumed = position + 2;
                }
                if (++pointers > MAX_POINTERS) {
                    loop = true;
                    return consumed;
                }
                position = (head & 0x3F) << 8 | byteAt(memory, message + position + 1);
            } else if (head > 63 || position + 1 + head > length) {
                return -1;
            } else if (++labels > MAX_LABELS) {
                tooManyLabels = true;
                return consumed;
            } else {
                label(memory, message + position + 1, head, start, out);
                position += 1 + head;
            }
        }
        return -1;
    }

    /** Whether the last name was cut. */
    boolean tooLong() {
        return tooLong;
    }

    /** Whether the last name had too many labels. */
    boolean tooManyLabels() {
        return tooManyLabels;
    }

    /** Whether the last name's pointers led in circles. */
    boolean loop() {
        return loop;
    }

    private void label(MemorySegment memory, long offset, int count, int start, NativeBytes out) {
        if (out.length() - start + count + 1 > MAX_TEXT) {
            tooLong = true;
            return;
        }
        if (out.length() > start) {
            out.append((byte) '.');
        }
        out.append(memory, offset, count);
    }

    private static int byteAt(MemorySegment memory, long offset) {
        return memory.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }
}
