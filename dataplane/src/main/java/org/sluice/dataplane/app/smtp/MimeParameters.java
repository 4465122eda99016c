package org.sluice.dataplane.app.smtp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/**
 * Parameters of a header field: {@code name=value}, quoted or not (RFC 2045, 5.1); in numbered pieces, and with other
 * than ASCII characters (RFC 2231, 3 and 4), whose bytes are kept as they are.
 */
final class MimeParameters {
    private static final int MOST_PIECES = 32;
    private static final int NO_PIECE = -1;
    private static final int VALUE_LIMIT = 1024;

    private final NativeBytes value;
    private NativeBytes field;
    private int end;
    /** Where the value of the parameter that was found begins. */
    private int valueStart;
    private boolean extended;

    MimeParameters(AppRuntime runtime) {
        value = runtime.bytes(VALUE_LIMIT);
    }

    void release() {
        value.release();
    }

    /** What {@link #find} found. */
    NativeBytes value() {
        return value;
    }

    /** Looks for a parameter behind the first {@code ;}; false when it is not there, or empty. */
    boolean find(NativeBytes in, int start, int stop, String name) {
        field = in;
        end = stop;
        value.clear();
        if (locate(start, name, NO_PIECE)) {
            append(extended);
        } else {
            for (int piece = 0; piece < MOST_PIECES && locate(start, name, piece); piece++) {
                append(extended && piece == 0);
            }
        }
        return !value.isEmpty();
    }

    /** Finds {@code name}, {@code name*}, or a piece {@code name*0}, {@code name*0*}. */
    private boolean locate(int start, String name, int piece) {
        int at = nextSemicolon(start);
        while (at < end) {
            at = Text.skipBlanks(field, at + 1, end);
            int i = at + name.length();
            if (Text.begins(field, at, end, name)) {
                boolean fits = piece == NO_PIECE;
                if (!fits && i < end && field.get(i) == '*') {
                    int number = 0;
                    int digits = ++i;
                    while (i < end && field.get(i) >= '0' && field.get(i) <= '9' && number < MOST_PIECES) {
                        number = 10 * number + field.get(i++) - '0';
                    }
                    fits = i > digits && number == piece;
                }
                extended = i < end && field.get(i) == '*';
                i = Text.skipBlanks(field, extended ? i + 1 : i, end);
                if (fits && i < end && field.get(i) == '=') {
                    valueStart = Text.skipBlanks(field, i + 1, end);
                    return true;
                }
            }
            at = nextSemicolon(at);
        }
        return false;
    }

    private int nextSemicolon(int from) {
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            byte b = field.get(i);
            quoted ^= b == '"';
            if (b == ';' && !quoted) {
                return i;
            }
        }
        return end;
    }

    /** @param charset whether the value begins with {@code charset'language'}, which is no part of it */
    private void append(boolean charset) {
        boolean quoted = valueStart < end && field.get(valueStart) == '"';
        int i = quoted ? valueStart + 1 : valueStart;
        int marks = charset ? 2 : 0;
        while (i < end && field.get(i) != (quoted ? '"' : ';')) {
            byte b = field.get(i++);
            if (marks > 0) {
                marks -= b == '\'' ? 1 : 0;
            } else if (quoted && b == '\\' && i < end) {
                value.append(field.get(i++));
            } else if (extended && b == '%' && i + 1 < end && digit(i) >= 0 && digit(i + 1) >= 0) {
                value.append((byte) (digit(i) << 4 | digit(i + 1)));
                i += 2;
            } else {
                value.append(b);
            }
        }
        while (!quoted && !value.isEmpty() && Text.isBlank(value.get(value.length() - 1))) {
            value.truncate(value.length() - 1);
        }
    }

    private int digit(int at) {
        return TransferDecoder.hex(field.get(at));
    }
}
