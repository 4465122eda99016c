package org.sluice.bindings.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_port_info} in {@code sluice_dpdk.h}; see there for what they mean. */
public final class sluice_port_info {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(64, ValueLayout.JAVA_BYTE).withName("name"),
            MemoryLayout.sequenceLayout(64, ValueLayout.JAVA_BYTE).withName("driver"),
            MemoryLayout.sequenceLayout(64, ValueLayout.JAVA_BYTE).withName("interface_name"),
            MemoryLayout.sequenceLayout(6, ValueLayout.JAVA_BYTE).withName("mac"),
            MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_BYTE).withName("reserved"),
            ValueLayout.JAVA_INT.withName("numa_node"),
            ValueLayout.JAVA_INT.withName("max_rx_queues"),
            ValueLayout.JAVA_INT.withName("max_tx_queues"),
            ValueLayout.JAVA_INT.withName("min_rx_descriptors"),
            ValueLayout.JAVA_INT.withName("max_rx_descriptors"),
            ValueLayout.JAVA_INT.withName("min_tx_descriptors"),
            ValueLayout.JAVA_INT.withName("max_tx_descriptors"),
            ValueLayout.JAVA_INT.withName("min_mtu"),
            ValueLayout.JAVA_INT.withName("max_mtu"),
            ValueLayout.JAVA_INT.withName("max_frame"),
            ValueLayout.JAVA_INT.withName("min_rx_buffer"),
            ValueLayout.JAVA_INT.withName("reta_size"),
            ValueLayout.JAVA_INT.withName("rss_key_size"),
            ValueLayout.JAVA_INT.withName("detects_link"),
            ValueLayout.JAVA_LONG.withName("rss_types"),
            ValueLayout.JAVA_LONG.withName("rx_offloads"),
            ValueLayout.JAVA_LONG.withName("tx_offloads")).withName("sluice_port_info");
    private static final long name$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("name"));
    private static final long driver$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("driver"));
    private static final long interface_name$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("interface_name"));
    private static final long mac$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("mac"));
    private static final long reserved$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("reserved"));
    private static final long numa_node$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("numa_node"));
    private static final long max_rx_queues$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_rx_queues"));
    private static final long max_tx_queues$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_tx_queues"));
    private static final long min_rx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("min_rx_descriptors"));
    private static final long max_rx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_rx_descriptors"));
    private static final long min_tx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("min_tx_descriptors"));
    private static final long max_tx_descriptors$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_tx_descriptors"));
    private static final long min_mtu$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("min_mtu"));
    private static final long max_mtu$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_mtu"));
    private static final long max_frame$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_frame"));
    private static final long min_rx_buffer$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("min_rx_buffer"));
    private static final long reta_size$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("reta_size"));
    private static final long rss_key_size$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rss_key_size"));
    private static final long detects_link$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("detects_link"));
    private static final long rss_types$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rss_types"));
    private static final long rx_offloads$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("rx_offloads"));
    private static final long tx_offloads$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("tx_offloads"));

    private sluice_port_info() {
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

    /** Offset of {@code name} in bytes. */
    public static long name$offset() {
        return name$OFFSET;
    }

    /** The array {@code name} of {@code struct}: 64 elements. */
    public static MemorySegment name(MemorySegment struct) {
        return struct.asSlice(name$OFFSET, 64L);
    }

    /** Offset of {@code driver} in bytes. */
    public static long driver$offset() {
        return driver$OFFSET;
    }

    /** The array {@code driver} of {@code struct}: 64 elements. */
    public static MemorySegment driver(MemorySegment struct) {
        return struct.asSlice(driver$OFFSET, 64L);
    }

    /** Offset of {@code interface_name} in bytes. */
    public static long interface_name$offset() {
        return interface_name$OFFSET;
    }

    /** The array {@code interface_name} of {@code struct}: 64 elements. */
    public static MemorySegment interface_name(MemorySegment struct) {
        return struct.asSlice(interface_name$OFFSET, 64L);
    }

    /** Offset of {@code mac} in bytes. */
    public static long mac$offset() {
        return mac$OFFSET;
    }

    /** The array {@code mac} of {@code struct}: 6 elements. */
    public static MemorySegment mac(MemorySegment struct) {
        return struct.asSlice(mac$OFFSET, 6L);
    }

    /** Offset of {@code reserved} in bytes. */
    public static long reserved$offset() {
        return reserved$OFFSET;
    }

    /** The array {@code reserved} of {@code struct}: 2 elements. */
    public static MemorySegment reserved(MemorySegment struct) {
        return struct.asSlice(reserved$OFFSET, 2L);
    }

    /** Offset of {@code numa_node} in bytes. */
    public static long numa_node$offset() {
        return numa_node$OFFSET;
    }

    /** Value of {@code numa_node}. */
    public static int numa_node(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, numa_node$OFFSET);
    }

    /** Sets {@code numa_node}. */
    public static void numa_node(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, numa_node$OFFSET, value);
    }

    /** Offset of {@code max_rx_queues} in bytes. */
    public static long max_rx_queues$offset() {
        return max_rx_queues$OFFSET;
    }

    /** Value of {@code max_rx_queues}. */
    public static int max_rx_queues(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, max_rx_queues$OFFSET);
    }

    /** Sets {@code max_rx_queues}. */
    public static void max_rx_queues(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, max_rx_queues$OFFSET, value);
    }

    /** Offset of {@code max_tx_queues} in bytes. */
    public static long max_tx_queues$offset() {
        return max_tx_queues$OFFSET;
    }

    /** Value of {@code max_tx_queues}. */
    public static int max_tx_queues(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, max_tx_queues$OFFSET);
    }

    /** Sets {@code max_tx_queues}. */
    public static void max_tx_queues(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, max_tx_queues$OFFSET, value);
    }

    /** Offset of {@code min_rx_descriptors} in bytes. */
    public static long min_rx_descriptors$offset() {
        return min_rx_descriptors$OFFSET;
    }

    /** Value of {@code min_rx_descriptors}. */
    public static int min_rx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, min_rx_descriptors$OFFSET);
    }

    /** Sets {@code min_rx_descriptors}. */
    public static void min_rx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, min_rx_descriptors$OFFSET, value);
    }

    /** Offset of {@code max_rx_descriptors} in bytes. */
    public static long max_rx_descriptors$offset() {
        return max_rx_descriptors$OFFSET;
    }

    /** Value of {@code max_rx_descriptors}. */
    public static int max_rx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, max_rx_descriptors$OFFSET);
    }

    /** Sets {@code max_rx_descriptors}. */
    public static void max_rx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, max_rx_descriptors$OFFSET, value);
    }

    /** Offset of {@code min_tx_descriptors} in bytes. */
    public static long min_tx_descriptors$offset() {
        return min_tx_descriptors$OFFSET;
    }

    /** Value of {@code min_tx_descriptors}. */
    public static int min_tx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, min_tx_descriptors$OFFSET);
    }

    /** Sets {@code min_tx_descriptors}. */
    public static void min_tx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, min_tx_descriptors$OFFSET, value);
    }

    /** Offset of {@code max_tx_descriptors} in bytes. */
    public static long max_tx_descriptors$offset() {
        return max_tx_descriptors$OFFSET;
    }

    /** Value of {@code max_tx_descriptors}. */
    public static int max_tx_descriptors(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, max_tx_descriptors$OFFSET);
    }

    /** Sets {@code max_tx_descriptors}. */
    public static void max_tx_descriptors(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, max_tx_descriptors$OFFSET, value);
    }

    /** Offset of {@code min_mtu} in bytes. */
    public static long min_mtu$offset() {
        return min_mtu$OFFSET;
    }

    /** Value of {@code min_mtu}. */
    public static int min_mtu(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, min_mtu$OFFSET);
    }

    /** Sets {@code min_mtu}. */
    public static void min_mtu(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, min_mtu$OFFSET, value);
    }

    /** Offset of {@code max_mtu} in bytes. */
    public static long max_mtu$offset() {
        return max_mtu$OFFSET;
    }

    /** Value of {@code max_mtu}. */
    public static int max_mtu(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, max_mtu$OFFSET);
    }

    /** Sets {@code max_mtu}. */
    public static void max_mtu(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, max_mtu$OFFSET, value);
    }

    /** Offset of {@code max_frame} in bytes. */
    public static long max_frame$offset() {
        return max_frame$OFFSET;
    }

    /** Value of {@code max_frame}. */
    public static int max_frame(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, max_frame$OFFSET);
    }

    /** Sets {@code max_frame}. */
    public static void max_frame(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, max_frame$OFFSET, value);
    }

    /** Offset of {@code min_rx_buffer} in bytes. */
    public static long min_rx_buffer$offset() {
        return min_rx_buffer$OFFSET;
    }

    /** Value of {@code min_rx_buffer}. */
    public static int min_rx_buffer(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, min_rx_buffer$OFFSET);
    }

    /** Sets {@code min_rx_buffer}. */
    public static void min_rx_buffer(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, min_rx_buffer$OFFSET, value);
    }

    /** Offset of {@code reta_size} in bytes. */
    public static long reta_size$offset() {
        return reta_size$OFFSET;
    }

    /** Value of {@code reta_size}. */
    public static int reta_size(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, reta_size$OFFSET);
    }

    /** Sets {@code reta_size}. */
    public static void reta_size(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, reta_size$OFFSET, value);
    }

    /** Offset of {@code rss_key_size} in bytes. */
    public static long rss_key_size$offset() {
        return rss_key_size$OFFSET;
    }

    /** Value of {@code rss_key_size}. */
    public static int rss_key_size(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, rss_key_size$OFFSET);
    }

    /** Sets {@code rss_key_size}. */
    public static void rss_key_size(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, rss_key_size$OFFSET, value);
    }

    /** Offset of {@code detects_link} in bytes. */
    public static long detects_link$offset() {
        return detects_link$OFFSET;
    }

    /** Value of {@code detects_link}. */
    public static int detects_link(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, detects_link$OFFSET);
    }

    /** Sets {@code detects_link}. */
    public static void detects_link(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, detects_link$OFFSET, value);
    }

    /** Offset of {@code rss_types} in bytes. */
    public static long rss_types$offset() {
        return rss_types$OFFSET;
    }

    /** Value of {@code rss_types}. */
    public static long rss_types(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rss_types$OFFSET);
    }

    /** Sets {@code rss_types}. */
    public static void rss_types(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rss_types$OFFSET, value);
    }

    /** Offset of {@code rx_offloads} in bytes. */
    public static long rx_offloads$offset() {
        return rx_offloads$OFFSET;
    }

    /** Value of {@code rx_offloads}. */
    public static long rx_offloads(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, rx_offloads$OFFSET);
    }

    /** Sets {@code rx_offloads}. */
    public static void rx_offloads(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, rx_offloads$OFFSET, value);
    }

    /** Offset of {@code tx_offloads} in bytes. */
    public static long tx_offloads$offset() {
        return tx_offloads$OFFSET;
    }

    /** Value of {@code tx_offloads}. */
    public static long tx_offloads(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, tx_offloads$OFFSET);
    }

    /** Sets {@code tx_offloads}. */
    public static void tx_offloads(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, tx_offloads$OFFSET, value);
    }
}
