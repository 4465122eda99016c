package org.sluice.control.export;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes off the wire as text. */
final class Printable {
    private final CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);

    /** Lossy: printable ASCII, CR and LF stay, all else becomes a dot. */
    static String lossy(final byte[] bytes) {
        final StringBuilder text = new StringBuilder(bytes.length);
        for (final byte b : bytes) {
            final boolean printable = b >= 0x20 && b < 0x7F || b == '\r' || b == '\n';
            text.append(printable ? (char)b : '.');
        }
        return text.toString();
    }

    /** UTF-8 where it is that, else with each byte outside ASCII as {@code \xHH}. */
    String text(final byte[] bytes) {
        strict.reset();
        final CharBuffer chars = CharBuffer.allocate(bytes.length);
        final boolean valid = !strict.decode(ByteBuffer.wrap(bytes), chars, true).isError();
        return valid ? chars.flip().toString() : escaped(bytes);
    }

    private static String escaped(final byte[] bytes) {
        final StringBuilder text = new StringBuilder(bytes.length + 16);
        for (final byte b : bytes) {
            if (b >= 0) {
                text.append((char)b);
            } else {
                text.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return text.toString();
    }
}
