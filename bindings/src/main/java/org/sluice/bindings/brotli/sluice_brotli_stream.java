package org.sluice.bindings.brotli;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Layout and fields of {@code struct sluice_brotli_stream} in {@code sluice_brotli.h}; see there for what they mean. */
public final class sluice_brotli_stream {
    private static final StructLayout LAYOUT = MemoryLayout.structLayout(
            ValueLayout.JAVA_LONG.withName("input"),
            ValueLayout.JAVA_LONG.withName("input_left"),
            ValueLayout.JAVA_LONG.withName("output"),
            ValueLayout.JAVA_LONG.withName("output_left")).withName("sluice_brotli_stream");
    private static final long input$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("input"));
    private static final long input_left$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("input_left"));
    private static final long output$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("output"));
    private static final long output_left$OFFSET =
            LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("output_left"));

    private sluice_brotli_stream() {
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

    /** Offset of {@code input} in bytes. */
    public static long input$offset() {
        return input$OFFSET;
    }

    /** Value of {@code input}. */
    public static long input(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, input$OFFSET);
    }

    /** Sets {@code input}. */
    public static void input(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, input$OFFSET, value);
    }

    /** Offset of {@code input_left} in bytes. */
    public static long input_left$offset() {
        return input_left$OFFSET;
    }

    /** Value of {@code input_left}. */
    public static long input_left(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, input_left$OFFSET);
    }

    /** Sets {@code input_left}. */
    public static void input_left(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, input_left$OFFSET, value);
    }

    /** Offset of {@code output} in bytes. */
    public static long output$offset() {
        return output$OFFSET;
    }

    /** Value of {@code output}. */
    public static long output(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, output$OFFSET);
    }

    /** Sets {@code output}. */
    public static void output(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, output$OFFSET, value);
    }

    /** Offset of {@code output_left} in bytes. */
    public static long output_left$offset() {
        return output_left$OFFSET;
    }

    /** Value of {@code output_left}. */
    public static long output_left(MemorySegment struct) {
        return struct.get(ValueLayout.JAVA_LONG, output_left$OFFSET);
    }

    /** Sets {@code output_left}. */
    public static void output_left(MemorySegment struct, long value) {
        struct.set(ValueLayout.JAVA_LONG, output_left$OFFSET, value);
    }
}
