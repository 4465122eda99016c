package org.sluice.bindings.vectorscan;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_scan_job} in {@code sluice_vectorscan.h}; see there for what they mean. */
public final class sluice_scan_job {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_LONG.withName("database"),
            ValueLayout.JAVA_LONG.withName("data"),
            ValueLayout.JAVA_INT.withName("length"),
            ValueLayout.JAVA_INT.withName("status")).withName("sluice_scan_job");
    private static final long database$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("database"));
    private static final long data$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("data"));
    private static final long length$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("length"));
    private static final long status$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("status"));

    private sluice_scan_job() {
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

    /** Offset of {@code database} in bytes. */
    public static long database$offset() {
        return database$OFFSET;
    }

    /** Value of {@code database}. */
    public static long database(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, database$OFFSET);
    }

    /** Sets {@code database}. */
    public static void database(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, database$OFFSET, value);
    }

    /** Offset of {@code data} in bytes. */
    public static long data$offset() {
        return data$OFFSET;
    }

    /** Value of {@code data}. */
    public static long data(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, data$OFFSET);
    }

    /** Sets {@code data}. */
    public static void data(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, data$OFFSET, value);
    }

    /** Offset of {@code length} in bytes. */
    public static long length$offset() {
        return length$OFFSET;
    }

    /** Value of {@code length}. */
    public static int length(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, length$OFFSET);
    }

    /** Sets {@code length}. */
    public static void length(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, length$OFFSET, value);
    }

    /** Offset of {@code status} in bytes. */
    public static long status$offset() {
        return status$OFFSET;
    }

    /** Value of {@code status}. */
    public static int status(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, status$OFFSET);
    }

    /** Sets {@code status}. */
    public static void status(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, status$OFFSET, value);
    }
}
