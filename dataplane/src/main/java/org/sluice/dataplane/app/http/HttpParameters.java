package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;

/** Finds a parameter in a field value (RFC 9110, 5.6.6): {@code form-data; name="a"; filename=b}. */
final class HttpParameters {
    private HttpParameters() {
    }

    /** Points {@code out} at the value of parameter {@code lower}, quotes taken off; false when there is none. */
    static boolean find(NativeBytes bytes, int start, int end, String lower, BufferSlice out) {
        int i = start;
        while (i < end) {
            while (i < end && bytes.get(i) != ';') {
                i++;
            }
            i++;
            while (i < end && Ascii.isSpace(bytes.get(i))) {
                i++;
            }
            int nameStart = i;
            while (i < end && bytes.get(i) != '=' && bytes.get(i) != ';') {
                i++;
            }
            int nameEnd = i;
            while (nameEnd > nameStart && Ascii.isSpace(bytes.get(nameEnd - 1))) {
                nameEnd--;
            }
            if (i < end && bytes.get(i) == '='
                    && Ascii.equalsIgnoringCaseAndNul(bytes, nameStart, nameEnd, lower)) {
                return value(bytes, i + 1, end, out);
            }
        }
        return false;
    }

    private static boolean value(NativeBytes bytes, int start, int end, BufferSlice out) {
        int from = start;
        while (from < end && Ascii.isSpace(bytes.get(from))) {
            from++;
        }
        boolean quoted = from < end && bytes.get(from) == '"';
        if (quoted) {
            from++;
        }
        int to = from;
        while (to < end && bytes.get(to) != (quoted ? '"' : ';')) {
            to++;
        }
        while (!quoted && to > from && Ascii.isSpace(bytes.get(to - 1))) {
            to--;
        }
        return to > from && out.set(bytes.memory(), bytes.offset() + from, to - from);
    }
}
