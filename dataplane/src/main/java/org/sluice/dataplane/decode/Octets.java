package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads unsigned big-endian integers of any alignment from packet memory. The caller has checked the length. */
public final class Octets {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Octets() {}

    /** One byte, 0 to 255. */
    public static int u8(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    /** Two bytes, 0 to 65535. */
    public static int u16(MemorySegment memory, long at) {
        return memory.get(SHORT, at) & 0xffff;
    }

    /** Four bytes as a bit pattern. */
    public static int i32(MemorySegment memory, long at) {
        return memory.get(INT, at);
    }

    /** Four bytes, 0 to 2^32-1. */
    public static long u32(MemorySegment memory, long at) {
        return memory.get(INT, at) & 0xffff_ffffL;
    }

    /** Eight bytes as a bit pattern. */
    public static long i64(MemorySegment memory, long at) {
        return memory.get(LONG, at);
    }
}
