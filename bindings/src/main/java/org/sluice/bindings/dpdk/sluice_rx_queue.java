package org.sluice.bindings.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_rx_queue} in {@code sluice_dpdk.h}; see there for what they mean. */
public final class sluice_rx_queue {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("port"),
            ValueLayout.JAVA_INT.withName("queue"),
            ValueLayout.JAVA_LONG.withName("base"),
            ValueLayout.JAVA_LONG.withName("frames"),
            ValueLayout.JAVA_LONG.withName("bytes"),
            ValueLayout.JAVA_LONG.withName("linearised"),
            ValueLayout.JAVA_LONG.withName("truncated"),
            ValueLayout.JAVA_LONG.withName("received_ns")).withName("sluice_rx_queue");
    private static final long port$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("port"));
    private static final long queue$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("queue"));
    private static final long base$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("base"));
    private static final long frames$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("frames"));
    private static final long bytes$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("bytes"));
    private static final long linearised$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("linearised"));
    private static final long truncated$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("truncated"));
    private static final long received_ns$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("received_ns"));

    private sluice_rx_queue() {
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

    /** Offset of {@code port} in bytes. */
    public static long port$offset() {
        return port$OFFSET;
    }

    /** Value of {@code port}. */
    public static int port(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, port$OFFSET);
    }

    /** Sets {@code port}. */
    public static void port(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, port$OFFSET, value);
    }

    /** Offset of {@code queue} in bytes. */
    public static long queue$offset() {
        return queue$OFFSET;
    }

    /** Value of {@code queue}. */
    public static int queue(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, queue$OFFSET);
    }

    /** Sets {@code queue}. */
    public static void queue(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, queue$OFFSET, value);
    }

    /** Offset of {@code base} in bytes. */
    public static long base$offset() {
        return base$OFFSET;
    }

    /** Value of {@code base}. */
    public static long base(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, base$OFFSET);
    }

    /** Sets {@code base}. */
    public static void base(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, base$OFFSET, value);
    }

    /** Offset of {@code frames} in bytes. */
    public static long frames$offset() {
        return frames$OFFSET;
    }

    /** Value of {@code frames}. */
    public static long frames(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, frames$OFFSET);
    }

    /** Sets {@code frames}. */
    public static void frames(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, frames$OFFSET, value);
    }

    /** Offset of {@code bytes} in bytes. */
    public static long bytes$offset() {
        return bytes$OFFSET;
    }

    /** Value of {@code bytes}. */
    public static long bytes(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, bytes$OFFSET);
    }

    /** Sets {@code bytes}. */
    public static void bytes(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, bytes$OFFSET, value);
    }

    /** Offset of {@code linearised} in bytes. */
    public static long linearised$offset() {
        return linearised$OFFSET;
    }

    /** Value of {@code linearised}. */
    public static long linearised(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, linearised$OFFSET);
    }

    /** Sets {@code linearised}. */
    public static void linearised(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, linearised$OFFSET, value);
    }

    /** Offset of {@code truncated} in bytes. */
    public static long truncated$offset() {
        return truncated$OFFSET;
    }

    /** Value of {@code truncated}. */
    public static long truncated(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, truncated$OFFSET);
    }

    /** Sets {@code truncated}. */
    public static void truncated(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, truncated$OFFSET, value);
    }

    /** Offset of {@code received_ns} in bytes. */
    public static long received_ns$offset() {
        return received_ns$OFFSET;
    }

    /** Value of {@code received_ns}. */
    public static long received_ns(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, received_ns$OFFSET);
    }

    /** Sets {@code received_ns}. */
    public static void received_ns(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, received_ns$OFFSET, value);
    }
}
