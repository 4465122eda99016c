package org.sluice.bindings.brotli;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_brotli_budget} in {@code sluice_brotli.h}; see there for what they mean. */
public final class sluice_brotli_budget {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_LONG.withName("limit"),
            ValueLayout.JAVA_LONG.withName("used"),
            ValueLayout.JAVA_LONG.withName("peak"),
            ValueLayout.JAVA_LONG.withName("refused")).withName("sluice_brotli_budget");
    private static final long limit$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("limit"));
    private static final long used$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("used"));
    private static final long peak$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("peak"));
    private static final long refused$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("refused"));

    private sluice_brotli_budget() {
    }

    /** Layout of the struct. */
    public static StructLayout layout() {
        return LAYOUT;
    }

    /** Bytes of one struct. */
    public static long sizeof() {
        return LAYOUT.byteSize();
    }

    /** A zeroed struct. */
    public static MemorySegment allocate(SegmentAllocator allocator) {
        return allocator.allocate(LAYOUT).fill((byte) 0);
    }

    /** Offset of {@code limit} in bytes. */
    public static long limit$offset() {
        return limit$OFFSET;
    }

    /** Value of {@code limit}. */
    public static long limit(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, limit$OFFSET);
    }

    /** Sets {@code limit}. */
    public static void limit(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, limit$OFFSET, value);
    }

    /** Offset of {@code used} in bytes. */
    public static long used$offset() {
        return used$OFFSET;
    }

    /** Value of {@code used}. */
    public static long used(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, used$OFFSET);
    }

    /** Sets {@code used}. */
    public static void used(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, used$OFFSET, value);
    }

    /** Offset of {@code peak} in bytes. */
    public static long peak$offset() {
        return peak$OFFSET;
    }

    /** Value of {@code peak}. */
    public static long peak(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, peak$OFFSET);
    }

    /** Sets {@code peak}. */
    public static void peak(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, peak$OFFSET, value);
    }

    /** Offset of {@code refused} in bytes. */
    public static long refused$offset() {
        return refused$OFFSET;
    }

    /** Value of {@code refused}. */
    public static long refused(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, refused$OFFSET);
    }

    /** Sets {@code refused}. */
    public static void refused(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, refused$OFFSET, value);
    }
}
