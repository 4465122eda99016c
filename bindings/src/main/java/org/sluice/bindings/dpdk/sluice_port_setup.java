package org.sluice.bindings.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_port_setup} in {@code sluice_dpdk.h}; see there for what they mean. */
public final class sluice_port_setup {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("rx_queues"),
            ValueLayout.JAVA_INT.withName("tx_queues"),
            ValueLayout.JAVA_INT.withName("rx_descriptors"),
            ValueLayout.JAVA_INT.withName("tx_descriptors"),
            ValueLayout.JAVA_INT.withName("mtu"),
            ValueLayout.JAVA_INT.withName("rss"),
            ValueLayout.JAVA_INT.withName("scatter"),
            ValueLayout.JAVA_INT.withName("promiscuous"),
            ValueLayout.JAVA_INT.withName("checksum"),
            ValueLayout.JAVA_INT.withName("rss_key_length"),
            MemoryLayout.sequenceLayout(64, ValueLayout.JAVA_BYTE).withName("rss_key"),
            ValueLayout.JAVA_INT.withName("clamped"),
            ValueLayout.JAVA_INT.withName("failed_step"),
            ValueLayout.JAVA_INT.withName("effective_rx_queues"),
            ValueLayout.JAVA_INT.withName("effective_tx_queues"),
            ValueLayout.JAVA_INT.withName("effective_rx_descriptors"),
            ValueLayout.JAVA_INT.withName("effective_tx_descriptors"),
            ValueLayout.JAVA_INT.withName("effective_mtu"),
            ValueLayout.JAVA_INT.withName("effective_rss"),
            ValueLayout.JAVA_INT.withName("effective_scatter"),
            ValueLayout.JAVA_INT.withName("effective_promiscuous"),
            ValueLayout.JAVA_INT.withName("effective_checksum"),
            ValueLayout.JAVA_INT.withName("reserved"),
            ValueLayout.JAVA_LONG.withName("effective_rss_types")).withName("sluice_port_setup");
    private static final long rx_queues$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_queues"));
    private static final long tx_queues$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("tx_queues"));
    private static final long rx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_descriptors"));
    private static final long tx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("tx_descriptors"));
    private static final long mtu$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("mtu"));
    private static final long rss$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rss"));
    private static final long scatter$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("scatter"));
    private static final long promiscuous$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("promiscuous"));
    private static final long checksum$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("checksum"));
    private static final long rss_key_length$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rss_key_length"));
    private static final long rss_key$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rss_key"));
    private static final long clamped$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("clamped"));
    private static final long failed_step$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("failed_step"));
    private static final long effective_rx_queues$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_rx_queues"));
    private static final long effective_tx_queues$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_tx_queues"));
    private static final long effective_rx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_rx_descriptors"));
    private static final long effective_tx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_tx_descriptors"));
    private static final long effective_mtu$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_mtu"));
    private static final long effective_rss$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_rss"));
    private static final long effective_scatter$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_scatter"));
    private static final long effective_promiscuous$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_promiscuous"));
    private static final long effective_checksum$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_checksum"));
    private static final long reserved$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("reserved"));
    private static final long effective_rss_types$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("effective_rss_types"));

    private sluice_port_setup() {
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

    /** Offset of {@code rx_queues} in bytes. */
    public static long rx_queues$offset() {
        return rx_queues$OFFSET;
    }

    /** Value of {@code rx_queues}. */
    public static int rx_queues(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, rx_queues$OFFSET);
    }

    /** Sets {@code rx_queues}. */
    public static void rx_queues(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, rx_queues$OFFSET, value);
    }

    /** Offset of {@code tx_queues} in bytes. */
    public static long tx_queues$offset() {
        return tx_queues$OFFSET;
    }

    /** Value of {@code tx_queues}. */
    public static int tx_queues(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, tx_queues$OFFSET);
    }

    /** Sets {@code tx_queues}. */
    public static void tx_queues(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, tx_queues$OFFSET, value);
    }

    /** Offset of {@code rx_descriptors} in bytes. */
    public static long rx_descriptors$offset() {
        return rx_descriptors$OFFSET;
    }

    /** Value of {@code rx_descriptors}. */
    public static int rx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, rx_descriptors$OFFSET);
    }

    /** Sets {@code rx_descriptors}. */
    public static void rx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, rx_descriptors$OFFSET, value);
    }

    /** Offset of {@code tx_descriptors} in bytes. */
    public static long tx_descriptors$offset() {
        return tx_descriptors$OFFSET;
    }

    /** Value of {@code tx_descriptors}. */
    public static int tx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, tx_descriptors$OFFSET);
    }

    /** Sets {@code tx_descriptors}. */
    public static void tx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, tx_descriptors$OFFSET, value);
    }

    /** Offset of {@code mtu} in bytes. */
    public static long mtu$offset() {
        return mtu$OFFSET;
    }

    /** Value of {@code mtu}. */
    public static int mtu(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, mtu$OFFSET);
    }

    /** Sets {@code mtu}. */
    public static void mtu(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, mtu$OFFSET, value);
    }

    /** Offset of {@code rss} in bytes. */
    public static long rss$offset() {
        return rss$OFFSET;
    }

    /** Value of {@code rss}. */
    public static int rss(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, rss$OFFSET);
    }

    /** Sets {@code rss}. */
    public static void rss(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, rss$OFFSET, value);
    }

    /** Offset of {@code scatter} in bytes. */
    public static long scatter$offset() {
        return scatter$OFFSET;
    }

    /** Value of {@code scatter}. */
    public static int scatter(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, scatter$OFFSET);
    }

    /** Sets {@code scatter}. */
    public static void scatter(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, scatter$OFFSET, value);
    }

    /** Offset of {@code promiscuous} in bytes. */
    public static long promiscuous$offset() {
        return promiscuous$OFFSET;
    }

    /** Value of {@code promiscuous}. */
    public static int promiscuous(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, promiscuous$OFFSET);
    }

    /** Sets {@code promiscuous}. */
    public static void promiscuous(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, promiscuous$OFFSET, value);
    }

    /** Offset of {@code checksum} in bytes. */
    public static long checksum$offset() {
        return checksum$OFFSET;
    }

    /** Value of {@code checksum}. */
    public static int checksum(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, checksum$OFFSET);
    }

    /** Sets {@code checksum}. */
    public static void checksum(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, checksum$OFFSET, value);
    }

    /** Offset of {@code rss_key_length} in bytes. */
    public static long rss_key_length$offset() {
        return rss_key_length$OFFSET;
    }

    /** Value of {@code rss_key_length}. */
    public static int rss_key_length(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, rss_key_length$OFFSET);
    }

    /** Sets {@code rss_key_length}. */
    public static void rss_key_length(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, rss_key_length$OFFSET, value);
    }

    /** Offset of {@code rss_key} in bytes. */
    public static long rss_key$offset() {
        return rss_key$OFFSET;
    }

    /** The array {@code rss_key} of {@code struct}: 64 elements. */
    public static MemorySegment rss_key(MemorySegment struct) {
        return struct.asSlice(rss_key$OFFSET, 64L);
    }

    /** Offset of {@code clamped} in bytes. */
    public static long clamped$offset() {
        return clamped$OFFSET;
    }

    /** Value of {@code clamped}. */
    public static int clamped(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, clamped$OFFSET);
    }

    /** Sets {@code clamped}. */
    public static void clamped(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, clamped$OFFSET, value);
    }

    /** Offset of {@code failed_step} in bytes. */
    public static long failed_step$offset() {
        return failed_step$OFFSET;
    }

    /** Value of {@code failed_step}. */
    public static int failed_step(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, failed_step$OFFSET);
    }

    /** Sets {@code failed_step}. */
    public static void failed_step(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, failed_step$OFFSET, value);
    }

    /** Offset of {@code effective_rx_queues} in bytes. */
    public static long effective_rx_queues$offset() {
        return effective_rx_queues$OFFSET;
    }

    /** Value of {@code effective_rx_queues}. */
    public static int effective_rx_queues(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_rx_queues$OFFSET);
    }

    /** Sets {@code effective_rx_queues}. */
    public static void effective_rx_queues(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_rx_queues$OFFSET, value);
    }

    /** Offset of {@code effective_tx_queues} in bytes. */
    public static long effective_tx_queues$offset() {
        return effective_tx_queues$OFFSET;
    }

    /** Value of {@code effective_tx_queues}. */
    public static int effective_tx_queues(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_tx_queues$OFFSET);
    }

    /** Sets {@code effective_tx_queues}. */
    public static void effective_tx_queues(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_tx_queues$OFFSET, value);
    }

    /** Offset of {@code effective_rx_descriptors} in bytes. */
    public static long effective_rx_descriptors$offset() {
        return effective_rx_descriptors$OFFSET;
    }

    /** Value of {@code effective_rx_descriptors}. */
    public static int effective_rx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_rx_descriptors$OFFSET);
    }

    /** Sets {@code effective_rx_descriptors}. */
    public static void effective_rx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_rx_descriptors$OFFSET, value);
    }

    /** Offset of {@code effective_tx_descriptors} in bytes. */
    public static long effective_tx_descriptors$offset() {
        return effective_tx_descriptors$OFFSET;
    }

    /** Value of {@code effective_tx_descriptors}. */
    public static int effective_tx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_tx_descriptors$OFFSET);
    }

    /** Sets {@code effective_tx_descriptors}. */
    public static void effective_tx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_tx_descriptors$OFFSET, value);
    }

    /** Offset of {@code effective_mtu} in bytes. */
    public static long effective_mtu$offset() {
        return effective_mtu$OFFSET;
    }

    /** Value of {@code effective_mtu}. */
    public static int effective_mtu(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_mtu$OFFSET);
    }

    /** Sets {@code effective_mtu}. */
    public static void effective_mtu(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_mtu$OFFSET, value);
    }

    /** Offset of {@code effective_rss} in bytes. */
    public static long effective_rss$offset() {
        return effective_rss$OFFSET;
    }

    /** Value of {@code effective_rss}. */
    public static int effective_rss(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_rss$OFFSET);
    }

    /** Sets {@code effective_rss}. */
    public static void effective_rss(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_rss$OFFSET, value);
    }

    /** Offset of {@code effective_scatter} in bytes. */
    public static long effective_scatter$offset() {
        return effective_scatter$OFFSET;
    }

    /** Value of {@code effective_scatter}. */
    public static int effective_scatter(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_scatter$OFFSET);
    }

    /** Sets {@code effective_scatter}. */
    public static void effective_scatter(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_scatter$OFFSET, value);
    }

    /** Offset of {@code effective_promiscuous} in bytes. */
    public static long effective_promiscuous$offset() {
        return effective_promiscuous$OFFSET;
    }

    /** Value of {@code effective_promiscuous}. */
    public static int effective_promiscuous(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_promiscuous$OFFSET);
    }

    /** Sets {@code effective_promiscuous}. */
    public static void effective_promiscuous(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_promiscuous$OFFSET, value);
    }

    /** Offset of {@code effective_checksum} in bytes. */
    public static long effective_checksum$offset() {
        return effective_checksum$OFFSET;
    }

    /** Value of {@code effective_checksum}. */
    public static int effective_checksum(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, effective_checksum$OFFSET);
    }

    /** Sets {@code effective_checksum}. */
    public static void effective_checksum(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, effective_checksum$OFFSET, value);
    }

    /** Offset of {@code reserved} in bytes. */
    public static long reserved$offset() {
        return reserved$OFFSET;
    }

    /** Value of {@code reserved}. */
    public static int reserved(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, reserved$OFFSET);
    }

    /** Sets {@code reserved}. */
    public static void reserved(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, reserved$OFFSET, value);
    }

    /** Offset of {@code effective_rss_types} in bytes. */
    public static long effective_rss_types$offset() {
        return effective_rss_types$OFFSET;
    }

    /** Value of {@code effective_rss_types}. */
    public static long effective_rss_types(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, effective_rss_types$OFFSET);
    }

    /** Sets {@code effective_rss_types}. */
    public static void effective_rss_types(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, effective_rss_types$OFFSET, value);
    }
}
