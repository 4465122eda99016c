package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.NativeBytes;

/**
 * Reads one level of DER values (X.690, 8.1) inside bounds: {@link #next} moves to the next value, {@link #enter}
 * narrows the reader to its content. Lengths are checked before anything is believed.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int BMP_STRING = 0x1E;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private NativeBytes bytes;
    private int position;
    private int end;
    private int tag;
    private int valueStart;
    private int start;
    private int length;
    private boolean overrun;

    DerReader over(NativeBytes in, int from, int to) {
        bytes = in;
        position = from;
        end = to;
        tag = -1;
        return this;
    }

    /** Moves to the next value; false at the end, or when its length leads outside. */
    boolean next() {
        overrun = position < end;
        if (position + 2 > end) {
            return false;
        }
        valueStart = position;
        tag = Bytes.u8(bytes, position);
        int first = Bytes.u8(bytes, position + 1);
        start = position + 2;
        if (first < 0x80) {
            length = first;
        } else {
            int octets = first & 0x7F;
            if (octets == 0 || octets > 3 || start + octets > end) {
                return false;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | Bytes.u8(bytes, start++);
            }
        }
        if (length > end - start) {
            return false;
        }
        position = start + length;
        overrun = false;
        return true;
    }

    /** Whether {@link #next} last found a value whose length leads outside, or is none. */
    boolean overrun() {
        return overrun;
    }

    /** Moves to the next value and says whether it has that tag. */
    boolean next(int wanted) {
        return next() && tag == wanted;
    }

    /** Goes on inside the value at hand. */
    DerReader enter() {
        return over(bytes, start, start + length);
    }

    /** Points {@code inner} at the content of the value at hand; this reader goes on behind it. */
    DerReader enter(DerReader inner) {
        return inner.over(bytes, start, start + length);
    }

    int tag() {
        return tag;
    }

    /** Offset of the value at hand, tag and length included. */
    int valueStart() {
        return valueStart;
    }

    /** Offset of its content. */
    int start() {
        return start;
    }

    int length() {
        return length;
    }
}
