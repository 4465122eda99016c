package org.sluice.dataplane.contract;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Short ASCII text in a fixed field: a length byte, then the characters. */
final class InlineText {
    private InlineText() {
    }

    static void put(final MutableDirectBuffer buffer, final int offset, final int maxLength, final String text) {
        final int length = Math.min(maxLength, text.length());
        buffer.putByte(offset, (byte)length);
        for (int i = 0; i < length; i++) {
            final char c = text.charAt(i);
            buffer.putByte(offset + 1 + i, c < 0x80 ? (byte)c : (byte)'?');
        }
    }

    static String get(final DirectBuffer buffer, final int offset) {
        return buffer.getStringWithoutLengthAscii(offset + 1, buffer.getByte(offset) & 0xFF);
    }
}
