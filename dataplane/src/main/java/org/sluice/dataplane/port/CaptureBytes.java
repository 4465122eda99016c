package org.sluice.dataplane.port;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A sliding window over a stream of bytes: fixed memory, numbers in the byte order the file turned out to have.
 * Allocates nothing after construction.
 */
final class CaptureBytes implements AutoCloseable {
    private static final VarHandle SHORT_LITTLE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BIG = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LITTLE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BIG = view(int[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream stream;
    private final byte[] window;
    private int position;
    private int limit;
    private boolean bigEndian;

    /** A window of {@code capacity} bytes: the most that {@link #has} can be asked for. */
    CaptureBytes(final InputStream stream, final int capacity) {
        this.stream = stream;
        this.window = new byte[capacity];
    }

    private static VarHandle view(final Class<?> elements, final ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(elements, order);
    }

    /** The byte order of the numbers from here on. */
    void bigEndian(final boolean isBig) {
        bigEndian = isBig;
    }

    /** True when {@code length} more bytes are there, after waiting for them; false when the stream ends before. */
    boolean has(final int length) throws IOException {
        if (limit - position >= length) {
            return true;
        }
        System.arraycopy(window, position, window, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit < length) {
            final int got = stream.read(window, limit, window.length - limit);
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }

    /** How many bytes are left in the window: after {@link #has} said no, all there are. */
    int left() {
        return limit - position;
    }

    /** The 16-bit number {@code offset} bytes ahead; {@link #has} must have covered it. */
    int uint16(final int offset) {
        return ((short) (bigEndian ? SHORT_BIG : SHORT_LITTLE).get(window, position + offset)) & 0xffff;
    }

    /** The 32-bit number {@code offset} bytes ahead, as its bits. */
    int int32(final int offset) {
        return (int) (bigEndian ? INT_BIG : INT_LITTLE).get(window, position + offset);
    }

    /** The 32-bit number {@code offset} bytes ahead, unsigned. */
    long uint32(final int offset) {
        return int32(offset) & 0xffff_ffffL;
    }

    /** The 64-bit number {@code offset} bytes ahead. */
    long int64(final int offset) {
        return bigEndian ? uint32(offset) << 32 | uint32(offset + 4) : uint32(offset + 4) << 32 | uint32(offset);
    }

    /** The byte {@code offset} bytes ahead. */
    int uint8(final int offset) {
        return window[position + offset] & 0xff;
    }

    /** Copies {@code length} bytes, {@code offset} bytes ahead, to {@code targetOffset} of {@code target}. */
    void copy(final int offset, final MemorySegment target, final long targetOffset, final int length) {
        MemorySegment.copy(window, position + offset, target, ValueLayout.JAVA_BYTE, targetOffset, length);
    }

    /** Moves on over {@code length} bytes that {@link #has} has covered. */
    void advance(final int length) {
        position += length;
    }

    /** Moves on over {@code length} bytes, however many; false when the stream ends before. */
    boolean skip(final long length) throws IOException {
        long rest = length;
        while (rest > left()) {
            rest -= left();
            position = limit;
            if (!has(1)) {
                return false;
            }
        }
        position += (int) rest;
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
