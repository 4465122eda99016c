package org.sluice.dataplane.app;

/**
 * Steps through BER and DER (X.690) in a {@link ByteView}: one element at a time, by its header. Lengths of up to four
 * bytes; the indefinite form is not known.
 */
public final class BerView {
    private final ByteView bytes;
    /** The element's first byte: class, form and number. */
    public int tag;
    /** Where its content begins. */
    public int from;
    /** Where its content ends, and the next element begins. */
    public int to;

    /** @param bytes to step through */
    public BerView(ByteView bytes) {
        this.bytes = bytes;
    }

    /** Reads the element at {@code at}, which must lie before {@code end}; false when there is none. */
    public boolean at(int at, int end) {
        if (at < 0 || at + 2 > end || !bytes.has(at, 2)) {
            return false;
        }
        tag = bytes.u8(at);
        int length = bytes.u8(at + 1);
        from = at + 2;
        if (length >= 0x80) {
            int count = length & 0x7f;
            if (count == 0 || count > 4 || !bytes.has(from, count)) {
                return false;
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes.u8(from + i);
            }
            from += count;
        }
        to = from + length;
        return length >= 0 && to <= end && to >= from;
    }

    /** Reads the element at {@code at} if it has that tag. */
    public boolean is(int at, int end, int wanted) {
        return at(at, end) && tag == wanted;
    }

    /** Bytes of the content. */
    public int length() {
        return to - from;
    }

    /** The content as a signed number of up to eight bytes. */
    public long integer() {
        long value = length() > 0 && bytes.u8(from) >= 0x80 ? -1 : 0;
        for (int i = from; i < to && i < from + 8; i++) {
            value = value << 8 | bytes.u8(i);
        }
        return value;
    }
}
