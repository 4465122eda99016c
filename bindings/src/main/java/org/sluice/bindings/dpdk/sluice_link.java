package org.sluice.bindings.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_link} in {@code sluice_dpdk.h}; see there for what they mean. */
public final class sluice_link {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("up"),
            ValueLayout.JAVA_INT.withName("speed_mbps"),
            ValueLayout.JAVA_INT.withName("full_duplex"),
            ValueLayout.JAVA_INT.withName("autoneg")).withName("sluice_link");
    private static final long up$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("up"));
    private static final long speed_mbps$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("speed_mbps"));
    private static final long full_duplex$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("full_duplex"));
    private static final long autoneg$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("autoneg"));

    private sluice_link() {
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

    /** Offset of {@code up} in bytes. */
    public static long up$offset() {
        return up$OFFSET;
    }

    /** Value of {@code up}. */
    public static int up(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, up$OFFSET);
    }

    /** Sets {@code up}. */
    public static void up(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, up$OFFSET, value);
    }

    /** Offset of {@code speed_mbps} in bytes. */
    public static long speed_mbps$offset() {
        return speed_mbps$OFFSET;
    }

    /** Value of {@code speed_mbps}. */
    public static int speed_mbps(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, speed_mbps$OFFSET);
    }

    /** Sets {@code speed_mbps}. */
    public static void speed_mbps(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, speed_mbps$OFFSET, value);
    }

    /** Offset of {@code full_duplex} in bytes. */
    public static long full_duplex$offset() {
        return full_duplex$OFFSET;
    }

    /** Value of {@code full_duplex}. */
    public static int full_duplex(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, full_duplex$OFFSET);
    }

    /** Sets {@code full_duplex}. */
    public static void full_duplex(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, full_duplex$OFFSET, value);
    }

    /** Offset of {@code autoneg} in bytes. */
    public static long autoneg$offset() {
        return autoneg$OFFSET;
    }

    /** Value of {@code autoneg}. */
    public static int autoneg(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, autoneg$OFFSET);
    }

    /** Sets {@code autoneg}. */
    public static void autoneg(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, autoneg$OFFSET, value);
    }
}
