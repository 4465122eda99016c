package org.sluice.dataplane.app.nfs;

import org.sluice.dataplane.app.ByteView;

/** Reads what follows what in XDR (RFC 4506): units of four bytes, and opaque data padded to such. */
final class XdrReader {
    private ByteView bytes;
    private int at;
    private int opaqueAt;
    private int opaqueLength;

    XdrReader over(ByteView view, int from) {
        bytes = view;
        at = from;
        return this;
    }

    /** Whether all that was read was there. */
    boolean ok() {
        return bytes.ok() && at >= 0 && at <= bytes.length();
    }

    /** Where the next byte lies. */
    int at() {
        return at;
    }

    long u32() {
        long value = bytes.u32(at);
        at += 4;
        return value;
    }

    long u64() {
        long value = bytes.u64(at);
        at += 8;
        return value;
    }

    XdrReader skip(int count) {
        at += count;
        return this;
    }

    /** Data of the length that comes first; then see {@link #opaqueAt} and {@link #opaqueLength}. */
    XdrReader opaque() {
        long length = u32();
        return fixed(length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE / 2 : (int) length);
    }

    /** Data of a length that is known. */
    XdrReader fixed(int length) {
        opaqueAt = at;
        opaqueLength = length;
        at = length > bytes.length() - at ? Integer.MAX_VALUE / 2 : at + (length + 3 & ~3);
        return this;
    }

    int opaqueAt() {
        return opaqueAt;
    }

    int opaqueLength() {
        return opaqueLength;
    }

    /** Skips words that a count comes before. */
    XdrReader words() {
        long count = u32();
        at = count > bytes.length() ? Integer.MAX_VALUE / 2 : at + 4 * (int) count;
        return this;
    }

    ByteView bytes() {
        return bytes;
    }
}
