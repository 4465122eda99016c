package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Bytes that a parser looks at by index. Reading behind the end gives 0 and is remembered: {@link #ok()} tells whether
 * all that was read was there, so a parser reads a whole structure and asks once. Reused.
 */
public final class ByteView {
    private MemorySegment memory = MemorySegment.NULL;
    private long offset;
    private int length;
    private boolean overrun;

    /** Looks at these bytes. */
    public ByteView over(MemorySegment in, long from, int count) {
        memory = in;
        offset = from;
        length = Math.max(0, count);
        overrun = false;
        return this;
    }

    /** Looks at a part of what another looks at, cut where that ends. */
    public ByteView over(ByteView other, int from, int count) {
        int start = Math.clamp(from, 0, other.length);
        return over(other.memory, other.offset + start, Math.clamp(count, 0, other.length - start));
    }

    /** What holds the bytes; read at {@link #offset()}. */
    public MemorySegment memory() {
        return memory;
    }

    /** Where byte 0 lies. */
    public long offset() {
        return offset;
    }

    /** Bytes there are. */
    public int length() {
        return length;
    }

    /** Whether nothing was read that was not there. */
    public boolean ok() {
        return !overrun;
    }

    /** Whether {@code count} bytes from {@code at} on are there. */
    public boolean has(int at, int count) {
        return at >= 0 && count >= 0 && count <= length - at;
    }

    /** Whether those bytes are there; that they are not is remembered. */
    public boolean need(int at, int count) {
        overrun |= !has(at, count);
        return !overrun;
    }

    /** Byte {@code at}, 0 to 255. */
    public int u8(int at) {
        if (at < 0 || at >= length) {
            overrun = true;
            return 0;
        }
        return memory.get(ValueLayout.JAVA_BYTE, offset + at) & 0xff;
    }

    /** Two bytes, big endian. */
    public int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    /** Four bytes, big endian. */
    public long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    /** Eight bytes, big endian. */
    public long u64(int at) {
        return u32(at) << 32 | u32(at + 4);
    }

    /** Two bytes, little endian. */
    public int le16(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    /** Four bytes, little endian. */
    public long le32(int at) {
        return le16(at) | (long) le16(at + 2) << 16;
    }

    /** Eight bytes, little endian. */
    public long le64(int at) {
        return le32(at) | le32(at + 4) << 32;
    }

    /** Whether the bytes from {@code at} on are that constant of ASCII characters. */
    public boolean is(int at, String constant) {
        if (!has(at, constant.length())) {
            return false;
        }
        for (int i = 0; i < constant.length(); i++) {
            if (u8(at + i) != constant.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Index of a byte at or behind {@code from}, or -1. */
    public int indexOf(int value, int from) {
        for (int i = Math.max(0, from); i < length; i++) {
            if (u8(i) == value) {
                return i;
            }
        }
        return -1;
    }
}
