package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.NativeBytes;

/**
 * Walks a hello's extensions (RFC 8446, 4.2), each checked against its bounds: call {@link #next} until it is false.
 */
final class Extensions {
    static final int SERVER_NAME = 0;
    static final int SUPPORTED_GROUPS = 10;
    static final int POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int ALPN = 16;
    static final int SUPPORTED_VERSIONS = 43;

    private NativeBytes bytes;
    private int position;
    private int end;
    private int type;
    private int start;
    private int length;

    /** Begins with the extensions in {@code [from, to)}. */
    Extensions over(NativeBytes in, int from, int to) {
        bytes = in;
        position = from;
        end = to;
        return this;
    }

    boolean next() {
        if (position + 4 > end) {
            return false;
        }
        type = Bytes.u16(bytes, position);
        length = Bytes.u16(bytes, position + 2);
        start = position + 4;
        if (start + length > end) {
            return false;
        }
        position = start + length;
        return true;
    }

    int type() {
        return type;
    }

    /** Offset of the extension's data. */
    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** Offset behind the extension's data. */
    int end() {
        return start + length;
    }

    /** Values reserved to keep receivers tolerant (RFC 8701): fingerprints leave them out. */
    static boolean isGrease(int value) {
        return (value & 0x0F0F) == 0x0A0A && value >>> 8 == (value & 0xFF);
    }
}
