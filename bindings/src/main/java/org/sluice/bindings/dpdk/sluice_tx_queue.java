package org.sluice.bindings.dpdk;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_tx_queue} in {@code sluice_dpdk.h}; see there for what they mean. */
public final class sluice_tx_queue {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("port"),
            ValueLayout.JAVA_INT.withName("queue"),
            ValueLayout.JAVA_INT.withName("attempts"),
            ValueLayout.JAVA_INT.withName("reserved"),
            ValueLayout.JAVA_LONG.withName("frames"),
            ValueLayout.JAVA_LONG.withName("bytes"),
            ValueLayout.JAVA_LONG.withName("dropped"),
            ValueLayout.JAVA_LONG.withName("refused")).withName("sluice_tx_queue");
    private static final long port$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("port"));
    private static final long queue$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("queue"));
    private static final long attempts$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("attempts"));
    private static final long reserved$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("reserved"));
    private static final long frames$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("frames"));
    private static final long bytes$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("bytes"));
    private static final long dropped$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("dropped"));
    private static final long refused$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("refused"));

    private sluice_tx_queue() {
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

    /** Offset of {@code attempts} in bytes. */
    public static long attempts$offset() {
        return attempts$OFFSET;
    }

    /** Value of {@code attempts}. */
    public static int attempts(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, attempts$OFFSET);
    }

    /** Sets {@code attempts}. */
    public static void attempts(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, attempts$OFFSET, value);
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

    /** Offset of {@code dropped} in bytes. */
    public static long dropped$offset() {
        return dropped$OFFSET;
    }

    /** Value of {@code dropped}. */
    public static long dropped(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, dropped$OFFSET);
    }

    /** Sets {@code dropped}. */
    public static void dropped(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, dropped$OFFSET, value);
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
