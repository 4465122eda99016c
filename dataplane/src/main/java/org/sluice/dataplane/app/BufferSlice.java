package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;

/**
 * Where a buffer's bytes lie: filled by {@link Transaction#buffer}, reused by its owner. Valid until the transaction
 * gets more data or ends.
 *
 * <p>A body comes as a window that slides: {@link #streamOffset} is its place in the body, and the bytes before
 * {@link #newOffset} were given before. All other buffers come whole: {@link #complete} is true
 * and both are 0, but for the name of a file that was given before, which has no new bytes.
 */
public final class BufferSlice {
    public MemorySegment memory = MemorySegment.NULL;
    public long offset;
    public int length;
    /** Bytes of the whole buffer that come before this window. */
    public long streamOffset;
    /** Relative to {@link #offset}: where bytes begin that no earlier inspection saw. */
    public int newOffset;
    /** No more bytes will come. */
    public boolean complete;
    /** Numbers in it are little endian, as its message says (DCE/RPC). */
    public boolean littleEndian;

    /** Absolute address of the first byte, for native scans. */
    public long address() {
        return memory.address() + offset;
    }

    /** Points at a buffer that came whole. */
    public boolean set(MemorySegment memory, long offset, int length) {
        this.memory = memory;
        this.offset = offset;
        this.length = length;
        streamOffset = 0;
        newOffset = 0;
        complete = true;
        littleEndian = false;
        return true;
    }

    /** Says whether an earlier inspection saw all of it; always true. */
    public boolean inspected(boolean before) {
        newOffset = before ? length : 0;
        return true;
    }

    /** Points at all that {@code bytes} holds, as a buffer that came whole. */
    public boolean set(NativeBytes bytes) {
        return set(bytes.memory(), bytes.offset(), bytes.length());
    }
}
