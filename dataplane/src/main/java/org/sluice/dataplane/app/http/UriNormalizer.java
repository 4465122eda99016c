package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.NativeBytes;

/**
 * What a server makes of a request target: the path with percent and {@code %u} encoding undone once, backslashes
 * turned, separators compressed, overlong UTF-8 shortened and dot segments removed (RFC 3986, 5.2.4); the query with
 * percent encoding undone once. Invalid encodings stay as they are. Defaults of Suricata's {@code IDS} personality.
 */
final class UriNormalizer {
    private UriNormalizer() {
    }

    /** Which encodings were met. */
    static final int DOUBLE_ENCODED = 1;

    /**
     * Writes the normal form of a path to {@code out}.
     *
     * @param times how often percent encoding is undone, 1 or 2
     * @param bestFit whether UTF-8 becomes the bytes that look most like it
     * @return flags: {@link #DOUBLE_ENCODED}
     */
    static int path(NativeBytes in, int start, int end, int times, boolean bestFit, NativeBytes out) {
        int base = out.length();
        int flags = decode(in, start, end, true, out);
        if (times > 1) {
            decodeInPlace(out, base, true);
        }
        int decoded = out.length();
        BestFit.foldUtf8(out, base, bestFit);
        if (out.length() < decoded) {
            joinSeparators(out, base);
        }
        removeDotSegments(out, base);
        return flags;
    }

    /** Writes the query, with percent encoding undone, to {@code out}; returns flags as {@link #path}. */
    static int query(NativeBytes in, int start, int end, int times, NativeBytes out) {
        int base = out.length();
        int flags = decode(in, start, end, false, out);
        if (times > 1) {
            decodeInPlace(out, base, false);
        }
        return flags;
    }

    private static int decode(NativeBytes in, int start, int end, boolean path, NativeBytes out) {
        int base = out.length();
        int flags = 0;
        int i = start;
        while (i < end) {
            int c = in.get(i) & 0xFF;
            int used = 1;
            if (c == '%') {
                long decoded = encoded(in, i, end);
                if (decoded >= 0) {
                    c = (int) (decoded & 0xFF);
                    used = (int) (decoded >> 8);
                    if (c == '%' && i + used + 1 < end && Ascii.hex(in.get(i + used)) >= 0
                            && Ascii.hex(in.get(i + used + 1)) >= 0) {
                        flags = DOUBLE_ENCODED;
                    }
                }
            }
            i += used;
            append(out, base, c, path);
        }
        return flags;
    }

    private static void decodeInPlace(NativeBytes out, int base, boolean path) {
        int end = out.length();
        int i = base;
        out.truncate(end);
        int write = base;
        while (i < end) {
            int c = out.get(i) & 0xFF;
            int used = 1;
            if (c == '%') {
                long decoded = encoded(out, i, end);
                if (decoded >= 0) {
                    c = (int) (decoded & 0xFF);
                    used = (int) (decoded >> 8);
                }
            }
            i += used;
            if (path && c == '\\') {
                c = '/';
            }
            if (!path || c != '/' || write == base || out.get(write - 1) != '/') {
                out.set(write++, (byte) c);
            }
        }
        out.truncate(write);
    }

    /** Byte in the low 8 bits, bytes it took above; or -1 when it is no encoding. */
    private static long encoded(NativeBytes in, int i, int end) {
        if (i + 2 < end && Ascii.hex(in.get(i + 1)) >= 0 && Ascii.hex(in.get(i + 2)) >= 0) {
            return 3 << 8 | Ascii.hex(in.get(i + 1)) << 4 | Ascii.hex(in.get(i + 2));
        }
        if (i + 5 < end && (in.get(i + 1) | 0x20) == 'u') {
            int code = 0;
            for (int k = 2; k < 6; k++) {
                int digit = Ascii.hex(in.get(i + k));
                if (digit < 0) {
                    return -1;
                }
                code = code << 4 | digit;
            }
            return 6 << 8 | BestFit.of(code);
        }
        return -1;
    }

    /** Turns backslashes, and makes one separator of several. */
    private static void joinSeparators(NativeBytes out, int base) {
        int end = out.length();
        int write = base;
        for (int i = base; i < end; i++) {
            byte b = out.get(i) == '\\' ? (byte) '/' : out.get(i);
            if (b != '/' || write == base || out.get(write - 1) != '/') {
                out.set(write++, b);
            }
        }
        out.truncate(write);
    }

    private static void append(NativeBytes out, int base, int c, boolean path) {
        int b = path && c == '\\' ? '/' : c;
        if (path && b == '/' && out.length() > base && out.get(out.length() - 1) == '/') {
            return;
        }
        out.append((byte) b);
    }

    /** RFC 3986, 5.2.4, in place: the output never grows. */
    private static void removeDotSegments(NativeBytes bytes, int base) {
        int end = bytes.length();
        int read = base;
        int write = base;
        while (read < end) {
            int segmentEnd = read;
            if (bytes.get(read) == '/') {
                segmentEnd++;
            }
            int nameStart = segmentEnd;
            while (segmentEnd < end && bytes.get(segmentEnd) != '/') {
                segmentEnd++;
            }
            int nameLength = segmentEnd - nameStart;
            boolean slash = nameStart > read;
            boolean last = segmentEnd == end;
            if (nameLength == 1 && bytes.get(nameStart) == '.') {
                write = closeSegment(bytes, write, slash, last);
            } else if (nameLength == 2 && bytes.get(nameStart) == '.' && bytes.get(nameStart + 1) == '.') {
                while (slash && write > base) {
                    write--;
                    if (bytes.get(write) == '/') {
                        break;
                    }
                }
                write = closeSegment(bytes, write, slash, last);
            } else {
                for (int i = read; i < segmentEnd; i++) {
                    bytes.set(write++, bytes.get(i));
                }
            }
            read = segmentEnd;
        }
        bytes.truncate(write);
    }

    private static int closeSegment(NativeBytes bytes, int write, boolean slash, boolean last) {
        if (slash && last) {
            bytes.set(write, (byte) '/');
            return write + 1;
        }
        return write;
    }
}
