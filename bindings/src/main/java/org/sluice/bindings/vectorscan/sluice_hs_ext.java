package org.sluice.bindings.vectorscan;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_hs_ext} in {@code sluice_vectorscan.h}; see there for what they mean. */
public final class sluice_hs_ext {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_LONG.withName("flags"),
            ValueLayout.JAVA_LONG.withName("min_offset"),
            ValueLayout.JAVA_LONG.withName("max_offset"),
            ValueLayout.JAVA_LONG.withName("min_length"),
            ValueLayout.JAVA_INT.withName("edit_distance"),
            ValueLayout.JAVA_INT.withName("hamming_distance")).withName("sluice_hs_ext");
    private static final long flags$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("flags"));
    private static final long min_offset$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("min_offset"));
    private static final long max_offset$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("max_offset"));
    private static final long min_length$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("min_length"));
    private static final long edit_distance$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("edit_distance"));
    private static final long hamming_distance$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("hamming_distance"));

    private sluice_hs_ext() {
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

    /** Offset of {@code flags} in bytes. */
    public static long flags$offset() {
        return flags$OFFSET;
    }

    /** Value of {@code flags}. */
    public static long flags(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, flags$OFFSET);
    }

    /** Sets {@code flags}. */
    public static void flags(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, flags$OFFSET, value);
    }

    /** Offset of {@code min_offset} in bytes. */
    public static long min_offset$offset() {
        return min_offset$OFFSET;
    }

    /** Value of {@code min_offset}. */
    public static long min_offset(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, min_offset$OFFSET);
    }

    /** Sets {@code min_offset}. */
    public static void min_offset(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, min_offset$OFFSET, value);
    }

    /** Offset of {@code max_offset} in bytes. */
    public static long max_offset$offset() {
        return max_offset$OFFSET;
    }

    /** Value of {@code max_offset}. */
    public static long max_offset(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, max_offset$OFFSET);
    }

    /** Sets {@code max_offset}. */
    public static void max_offset(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, max_offset$OFFSET, value);
    }

    /** Offset of {@code min_length} in bytes. */
    public static long min_length$offset() {
        return min_length$OFFSET;
    }

    /** Value of {@code min_length}. */
    public static long min_length(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, min_length$OFFSET);
    }

    /** Sets {@code min_length}. */
    public static void min_length(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, min_length$OFFSET, value);
    }

    /** Offset of {@code edit_distance} in bytes. */
    public static long edit_distance$offset() {
        return edit_distance$OFFSET;
    }

    /** Value of {@code edit_distance}. */
    public static int edit_distance(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, edit_distance$OFFSET);
    }

    /** Sets {@code edit_distance}. */
    public static void edit_distance(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, edit_distance$OFFSET, value);
    }

    /** Offset of {@code hamming_distance} in bytes. */
    public static long hamming_distance$offset() {
        return hamming_distance$OFFSET;
    }

    /** Value of {@code hamming_distance}. */
    public static int hamming_distance(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, hamming_distance$OFFSET);
    }

    /** Sets {@code hamming_distance}. */
    public static void hamming_distance(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, hamming_distance$OFFSET, value);
    }
}
