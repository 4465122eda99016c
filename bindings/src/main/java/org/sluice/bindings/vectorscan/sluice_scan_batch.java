package org.sluice.bindings.vectorscan;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * Layout and fields of {@code struct sluice_scan_batch} in {@code sluice_vectorscan.h}; see there for what they mean.
 */
public final class sluice_scan_batch {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.ADDRESS.withName("jobs"),
            ValueLayout.ADDRESS.withName("matches"),
            ValueLayout.JAVA_INT.withName("match_capacity"),
            ValueLayout.JAVA_INT.withName("job_match_limit"),
            ValueLayout.JAVA_INT.withName("overflowed_jobs"),
            ValueLayout.JAVA_INT.withName("failed_jobs")).withName("sluice_scan_batch");
    private static final long jobs$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("jobs"));
    private static final long matches$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("matches"));
    private static final long match_capacity$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("match_capacity"));
    private static final long job_match_limit$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("job_match_limit"));
    private static final long overflowed_jobs$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("overflowed_jobs"));
    private static final long failed_jobs$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("failed_jobs"));

    private sluice_scan_batch() {
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

    /** Offset of {@code jobs} in bytes. */
    public static long jobs$offset() {
        return jobs$OFFSET;
    }

    /** Value of {@code jobs}. */
    public static MemorySegment jobs(MemorySegment struct) {
        return struct.get(ValueLayout.ADDRESS, jobs$OFFSET);
    }

    /** Sets {@code jobs}. */
    public static void jobs(MemorySegment struct, MemorySegment value) {
        struct.set(ValueLayout.ADDRESS, jobs$OFFSET, value);
    }

    /** Offset of {@code matches} in bytes. */
    public static long matches$offset() {
        return matches$OFFSET;
    }

    /** Value of {@code matches}. */
    public static MemorySegment matches(MemorySegment struct) {
        return struct.get(ValueLayout.ADDRESS, matches$OFFSET);
    }

    /** Sets {@code matches}. */
    public static void matches(MemorySegment struct, MemorySegment value) {
        struct.set(ValueLayout.ADDRESS, matches$OFFSET, value);
    }

    /** Offset of {@code match_capacity} in bytes. */
    public static long match_capacity$offset() {
        return match_capacity$OFFSET;
    }

    /** Value of {@code match_capacity}. */
    public static int match_capacity(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, match_capacity$OFFSET);
    }

    /** Sets {@code match_capacity}. */
    public static void match_capacity(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, match_capacity$OFFSET, value);
    }

    /** Offset of {@code job_match_limit} in bytes. */
    public static long job_match_limit$offset() {
        return job_match_limit$OFFSET;
    }

    /** Value of {@code job_match_limit}. */
    public static int job_match_limit(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, job_match_limit$OFFSET);
    }

    /** Sets {@code job_match_limit}. */
    public static void job_match_limit(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, job_match_limit$OFFSET, value);
    }

    /** Offset of {@code overflowed_jobs} in bytes. */
    public static long overflowed_jobs$offset() {
        return overflowed_jobs$OFFSET;
    }

    /** Value of {@code overflowed_jobs}. */
    public static int overflowed_jobs(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, overflowed_jobs$OFFSET);
    }

    /** Sets {@code overflowed_jobs}. */
    public static void overflowed_jobs(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, overflowed_jobs$OFFSET, value);
    }

    /** Offset of {@code failed_jobs} in bytes. */
    public static long failed_jobs$offset() {
        return failed_jobs$OFFSET;
    }

    /** Value of {@code failed_jobs}. */
    public static int failed_jobs(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_INT, failed_jobs$OFFSET);
    }

    /** Sets {@code failed_jobs}. */
    public static void failed_jobs(MemorySegment struct, int value) {
        struct.set(ValueLayout.JAVA_INT, failed_jobs$OFFSET, value);
    }
}
