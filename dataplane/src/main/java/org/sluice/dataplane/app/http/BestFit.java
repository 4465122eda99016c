package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.NativeBytes;

/**
 * What servers that think in one byte a character make of others: the byte that looks most like it. And UTF-8 (RFC
 * 3629) that says an ASCII character in more bytes than it needs, which only attackers write, and which old decoders
 * believe.
 */
final class BestFit {
    private BestFit() {
    }

    /** The byte a code page would make of a code point: Latin-1 as it is, full-width forms as ASCII, others '?'. */
    static int of(int code) {
        if (code < 0x100) {
            return code;
        }
        if (code >= 0xFF01 && code <= 0xFF5E) {
            return code - 0xFEE0;
        }
        return switch (code) {
            case 0x2044, 0x2215 -> '/';
            case 0x2216 -> '\\';
            case 0x2018, 0x2019, 0x2032, 0x02B9 -> '\'';
            case 0x201C, 0x201D, 0x2033 -> '"';
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014 -> '-';
            case 0x2024 -> '.';
            case 0x2039, 0x3008 -> '<';
            case 0x203A, 0x3009 -> '>';
            default -> '?';
        };
    }

    /**
     * Makes one byte of each overlong UTF-8 sequence for ASCII among the bytes from {@code base} on, in place.
     *
     * @param all of every other sequence of several bytes too
     */
    static void foldUtf8(NativeBytes bytes, int base, boolean all) {
        int end = bytes.length();
        int read = base;
        while (read < end && bytes.get(read) >= 0) {
            read++;
        }
        int write = read;
        while (read < end) {
            int length = length(bytes.get(read) & 0xFF);
            int code = length == 1 || read + length > end ? -1 : decode(bytes, read, length);
            if (code >= 0 && (all || code < 0x80)) {
                bytes.set(write++, (byte) of(code));
                read += length;
            } else {
                bytes.set(write++, bytes.get(read++));
            }
        }
        bytes.truncate(write);
    }

    /** Bytes of the sequence that a byte begins, 1 when it begins none. */
    private static int length(int first) {
        return first >= 0xF8 || first < 0xC0 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    }

    /** The code point of a sequence, overlong or not, or -1 when a continuation byte is missing. */
    private static int decode(NativeBytes bytes, int at, int length) {
        int code = bytes.get(at) & 0xFF >>> length + 1;
        for (int i = 1; i < length; i++) {
            int next = bytes.get(at + i) & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return -1;
            }
            code = code << 6 | next & 0x3F;
        }
        return code;
    }
}
