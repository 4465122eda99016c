package org.sluice.bindings.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_port_stats} in {@code sluice_dpdk.h}; see there for what they mean. */
public final class sluice_port_stats {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_LONG.withName("rx_frames"),
            ValueLayout.JAVA_LONG.withName("tx_frames"),
            ValueLayout.JAVA_LONG.withName("rx_bytes"),
            ValueLayout.JAVA_LONG.withName("tx_bytes"),
            ValueLayout.JAVA_LONG.withName("rx_missed"),
            ValueLayout.JAVA_LONG.withName("rx_errors"),
            ValueLayout.JAVA_LONG.withName("tx_errors"),
            ValueLayout.JAVA_LONG.withName("rx_no_buffer")).withName("sluice_port_stats");
    private static final long rx_frames$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_frames"));
    private static final long tx_frames$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("tx_frames"));
    private static final long rx_bytes$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_bytes"));
    private static final long tx_bytes$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("tx_bytes"));
    private static final long rx_missed$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_missed"));
    private static final long rx_errors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_errors"));
    private static final long tx_errors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("tx_errors"));
    private static final long rx_no_buffer$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_no_buffer"));

    private sluice_port_stats() {
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

    /** Offset of {@code rx_frames} in bytes. */
    public static long rx_frames$offset() {
        return rx_frames$OFFSET;
    }

    /** Value of {@code rx_frames}. */
    public static long rx_frames(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rx_frames$OFFSET);
    }

    /** Sets {@code rx_frames}. */
    public static void rx_frames(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rx_frames$OFFSET, value);
    }

    /** Offset of {@code tx_frames} in bytes. */
    public static long tx_frames$offset() {
        return tx_frames$OFFSET;
    }

    /** Value of {@code tx_frames}. */
    public static long tx_frames(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, tx_frames$OFFSET);
    }

    /** Sets {@code tx_frames}. */
    public static void tx_frames(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, tx_frames$OFFSET, value);
    }

    /** Offset of {@code rx_bytes} in bytes. */
    public static long rx_bytes$offset() {
        return rx_bytes$OFFSET;
    }

    /** Value of {@code rx_bytes}. */
    public static long rx_bytes(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rx_bytes$OFFSET);
    }

    /** Sets {@code rx_bytes}. */
    public static void rx_bytes(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rx_bytes$OFFSET, value);
    }

    /** Offset of {@code tx_bytes} in bytes. */
    public static long tx_bytes$offset() {
        return tx_bytes$OFFSET;
    }

    /** Value of {@code tx_bytes}. */
    public static long tx_bytes(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, tx_bytes$OFFSET);
    }

    /** Sets {@code tx_bytes}. */
    public static void tx_bytes(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, tx_bytes$OFFSET, value);
    }

    /** Offset of {@code rx_missed} in bytes. */
    public static long rx_missed$offset() {
        return rx_missed$OFFSET;
    }

    /** Value of {@code rx_missed}. */
    public static long rx_missed(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rx_missed$OFFSET);
    }

    /** Sets {@code rx_missed}. */
    public static void rx_missed(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rx_missed$OFFSET, value);
    }

    /** Offset of {@code rx_errors} in bytes. */
    public static long rx_errors$offset() {
        return rx_errors$OFFSET;
    }

    /** Value of {@code rx_errors}. */
    public static long rx_errors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rx_errors$OFFSET);
    }

    /** Sets {@code rx_errors}. */
    public static void rx_errors(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rx_errors$OFFSET, value);
    }

    /** Offset of {@code tx_errors} in bytes. */
    public static long tx_errors$offset() {
        return tx_errors$OFFSET;
    }

    /** Value of {@code tx_errors}. */
    public static long tx_errors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, tx_errors$OFFSET);
    }

    /** Sets {@code tx_errors}. */
    public static void tx_errors(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, tx_errors$OFFSET, value);
    }

    /** Offset of {@code rx_no_buffer} in bytes. */
    public static long rx_no_buffer$offset() {
        return rx_no_buffer$OFFSET;
    }

    /** Value of {@code rx_no_buffer}. */
    public static long rx_no_buffer(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rx_no_buffer$OFFSET);
    }

    /** Sets {@code rx_no_buffer}. */
    public static void rx_no_buffer(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rx_no_buffer$OFFSET, value);
    }
}
