package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Bytes in native memory that grow up to a limit: what parsers copy into, and what detection scans. Lies in one block
 * of a {@link BuddyPool}; growing moves it. What passes the limit, or finds no memory, is cut and {@link #cut()} tells.
 */
public final class NativeBytes {
    private static final int NO_BLOCK = -1;

    private final BuddyPool pool;
    private MemorySegment memory = MemorySegment.NULL;
    private int block = NO_BLOCK;
    private long offset;
    private int capacity;
    private int length;
    private int limit = BuddyPool.MAX_BLOCK;
    private boolean cut;

    /** Empty, and without memory until the first byte comes. */
    public NativeBytes(BuddyPool pool) {
        this.pool = pool;
    }

    /** Sets the most bytes it may hold. */
    public NativeBytes limit(int bytes) {
        limit = Math.min(bytes, BuddyPool.MAX_BLOCK);
        return this;
    }

    /** Where it lies now; read at {@link #offset()}. */
    public MemorySegment memory() {
        return memory;
    }

    /** Where byte 0 lies; changes as it grows. */
    public long offset() {
        return offset;
    }

    /** Bytes held. */
    public int length() {
        return length;
    }

    /** Whether it holds nothing. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether bytes were refused. */
    public boolean cut() {
        return cut;
    }

    /** Byte {@code index}, as -128 to 127. */
    public byte get(int index) {
        return memory.get(ValueLayout.JAVA_BYTE, offset + index);
    }

    /** Overwrites byte {@code index}. */
    public void set(int index, byte value) {
        memory.set(ValueLayout.JAVA_BYTE, offset + index, value);
    }

    /** Appends one byte; false when it was cut. */
    public boolean append(byte value) {
        if (length >= limit || length == capacity && !reserve(1)) {
            cut = true;
            pool.countCut(1);
            return false;
        }
        memory.set(ValueLayout.JAVA_BYTE, offset + length++, value);
        return true;
    }

    /** Appends as much as the limit and the pool allow; returns how many bytes that was. */
    public int append(MemorySegment source, long sourceOffset, int count) {
        int fits = count;
        if (fits > limit - length) {
            fits = Math.max(0, limit - length);
            cut = true;
        }
        if (fits > capacity - length && !reserve(fits)) {
            fits = capacity - length;
        }
        if (fits > 0) {
            MemorySegment.copy(source, sourceOffset, memory, offset + length, fits);
            length += fits;
        }
        if (fits < count) {
            pool.countCut(count - fits);
        }
        return fits;
    }

    /** Appends what another holds. */
    public int append(NativeBytes other) {
        return append(other.memory, other.offset, other.length);
    }

    /** Appends a constant of ASCII characters. */
    public int append(String ascii) {
        int i = 0;
        while (i < ascii.length() && append((byte) ascii.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Makes room for {@code count} more bytes without a further move; false when there is none (marks it cut). */
    public boolean reserve(int count) {
        int wanted = length + count;
        if (wanted <= capacity) {
            return true;
        }
        int larger = wanted <= BuddyPool.MAX_BLOCK ? pool.take(wanted) : NO_BLOCK;
        if (larger == NO_BLOCK) {
            cut = true;
            return false;
        }
        MemorySegment into = pool.memory(larger);
        long to = pool.offset(larger);
        if (length > 0) {
            MemorySegment.copy(memory, offset, into, to, length);
        }
        if (block != NO_BLOCK) {
            pool.free(block);
        }
        block = larger;
        memory = into;
        offset = to;
        capacity = pool.size(larger);
        return true;
    }

    /** Bytes that can come before it has to move. */
    public int room() {
        return Math.min(limit, capacity) - length;
    }

    /** Declares that {@code count} bytes were written behind the last, inside {@link #room()}. */
    public void advance(int count) {
        length += Math.clamp(count, 0, Math.max(0, room()));
    }

    /** Forgets all behind byte {@code newLength}. */
    public void truncate(int newLength) {
        length = Math.clamp(newLength, 0, length);
    }

    /** Forgets the first {@code count} bytes; the rest moves to the front. */
    public void discard(int count) {
        int gone = Math.clamp(count, 0, length);
        if (gone > 0) {
            MemorySegment.copy(memory, offset + gone, memory, offset, length - gone);
            length -= gone;
        }
    }

    /** Empties it and keeps its memory. */
    public void clear() {
        length = 0;
        cut = false;
    }

    /** Empties it and gives its memory back. */
    public void release() {
        if (block != NO_BLOCK) {
            pool.free(block);
            block = NO_BLOCK;
            memory = MemorySegment.NULL;
        }
        offset = 0;
        capacity = 0;
        length = 0;
        cut = false;
    }
}
