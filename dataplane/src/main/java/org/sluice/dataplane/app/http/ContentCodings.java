package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.NativeBytes;

/** Reads {@code Content-Encoding} (RFC 9110, 8.4) as lenient clients do: what looks like a known coding is one. */
final class ContentCodings {
    private static final String[] KNOWN = {"gzip", "deflate", "x-gzip", "x-deflate", "identity", "none", "br", "lzma"};

    private ContentCodings() {
    }

    /** Layers that have to be undone. */
    static int count(HttpFields fields) {
        return layers(fields, false);
    }

    /** Which layers are brotli: a bit each, the lowest for the one named last, which is the outermost. */
    static int brotli(HttpFields fields) {
        return layers(fields, true);
    }

    private static int layers(HttpFields fields, boolean brotliBits) {
        int layers = 0;
        int field = fields.indexOf(HttpField.CONTENT_ENCODING);
        while (field >= 0) {
            NativeBytes text = fields.text();
            int end = fields.valueEnd(field);
            int i = fields.valueStart(field);
            while (i < end) {
                int start = skip(text, i, end, false);
                i = skip(text, start, end, true);
                boolean brotli = Ascii.equalsIgnoringCaseAndNul(text, start, i, "br");
                if (brotli || Ascii.containsIgnoringCaseAndNul(text, start, i, "gzip")
                        || Ascii.containsIgnoringCaseAndNul(text, start, i, "deflate")) {
                    layers = brotliBits ? layers << 1 | (brotli ? 1 : 0) : layers + 1;
                }
            }
            field = fields.nextSame(field);
        }
        return layers;
    }

    /** Whether a coding is none that is known. */
    static boolean abnormal(HttpFields fields) {
        int field = fields.indexOf(HttpField.CONTENT_ENCODING);
        while (field >= 0) {
            NativeBytes text = fields.text();
            int end = fields.valueEnd(field);
            int i = fields.valueStart(field);
            while (i < end) {
                int start = skip(text, i, end, false);
                i = skip(text, start, end, true);
                if (i > start && !known(text, start, i)) {
                    return true;
                }
            }
            field = fields.nextSame(field);
        }
        return false;
    }

    private static boolean known(NativeBytes text, int start, int end) {
        for (String coding : KNOWN) {
            if (Ascii.equalsIgnoringCaseAndNul(text, start, end, coding)) {
                return true;
            }
        }
        return false;
    }

    /** Skips bytes that are, or are not, part of a token; NUL is. */
    private static int skip(NativeBytes text, int start, int end, boolean token) {
        int i = start;
        while (i < end && isToken(text.get(i)) == token) {
            i++;
        }
        return i;
    }

    private static boolean isToken(byte b) {
        return Ascii.isLetter(b) || Ascii.isDigit(b) || b == '-' || b == 0;
    }
}
