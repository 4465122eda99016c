package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;

/**
 * What was delivered of a direction, as far as it is kept: in the window, and beside it what left the window before the
 * other end acknowledged it. A second copy is compared with it.
 */
final class KeptBytes {
    private static final int NONE = BlockPool.NONE;
    /** Bytes of memory for what one direction sent and left the window unacknowledged: as much as the default depth. */
    private static final int UNACKNOWLEDGED_LIMIT = 1 << 20;

    private final StreamSettings settings;
    private final BlockPool pool;
    private final PendingSegments segments;

    // Of the call in progress.
    private TcpStream stream;
    private boolean keepsUnacknowledged;

    KeptBytes(StreamSettings settings, BlockPool pool, PendingSegments segments) {
        this.settings = settings;
        this.pool = pool;
        this.segments = segments;
    }

    /**
     * Turns to a direction.
     *
     * @param keepsUnacknowledged whether the other end is heard to acknowledge
     */
    void on(TcpStream stream, boolean keepsUnacknowledged) {
        this.stream = stream;
        this.keepsUnacknowledged = keepsUnacknowledged;
    }

    boolean keepsUnacknowledged() {
        return keepsUnacknowledged;
    }

    /** Whether bytes numbered from {@code sequence} on agree with those kept of the same numbers. */
    boolean agrees(int sequence, MemorySegment bytes, long from, int length) {
        int old = Math.min(stream.base - sequence, length);
        if (old <= 0) {
            return true;
        }
        int oldest = Math.max(0, stream.base - sequence - stream.comparable);
        if (oldest > 0 && !unacknowledgedAgrees(sequence, bytes, from, Math.min(oldest, length))) {
            return false;
        }
        long mine = BlockPool.offset(stream.block) + stream.used - (stream.base - sequence);
        return oldest >= old || MemorySegment.mismatch(
                pool.memory(stream.block), mine + oldest, mine + old, bytes, from + oldest, from + old) < 0;
    }

    /** The same, with what left the window alone. */
    boolean unacknowledgedAgrees(int sequence, MemorySegment bytes, long from, int length) {
        return segments.agrees(stream.unacknowledged, sequence, bytes, from, length);
    }

    /** Whether these numbers include some that the other end may not have, and of which no copy is left to compare. */
    boolean isUnverified(int sequence, int length) {
        int from = sequence - stream.acknowledged < 0 ? stream.acknowledged : sequence;
        int windowStart = stream.base - stream.comparable;
        int end = sequence + length - windowStart < 0 ? sequence + length : windowStart;
        return end - from > 0 && !segments.covers(stream.unacknowledged, from, end);
    }

    /** Whether there is a window, or memory for one. */
    boolean hasBlock(int wanted) {
        return stream.block != NONE || takeBlock(BlockPool.orderFor(wanted));
    }

    /** Bytes that fit behind those in the window. */
    int room() {
        return BlockPool.bytes(stream.blockOrder) - stream.used;
    }

    /** Enlarges the window, or gives up the oldest of it, all of it being delivered, for {@code wanted} more bytes. */
    void makeRoom(int wanted) {
        int size = BlockPool.bytes(stream.blockOrder);
        int keep = bytesToKeep();
        if (keep > size / 2 || keep + wanted > size) {
            grow(Math.max(2 * keep, keep + wanted));
            size = BlockPool.bytes(stream.blockOrder);
        }
        if (size - stream.used < wanted) {
            slide(Math.min(keep, keep > size / 2 ? Math.min(settings.tailBytes(), size / 2) : keep));
        }
    }

    /** Adds bytes for which there is room to the window. */
    void add(MemorySegment source, long offset, int count) {
        MemorySegment.copy(
                source, offset, pool.memory(stream.block), BlockPool.offset(stream.block) + stream.used, count);
        stream.used += count;
        stream.comparable += count;
    }

    /** Gives up all of the window but its last {@code keep} bytes. */
    void slide(int keep) {
        saveUnacknowledged(stream.used - keep);
        long start = BlockPool.offset(stream.block);
        MemorySegment memory = pool.memory(stream.block);
        MemorySegment.copy(memory, start + stream.used - keep, memory, start, keep);
        stream.beforeHole = Math.max(0, stream.beforeHole - (stream.used - keep));
        stream.deferredBeforeHole = Math.min(stream.deferredBeforeHole, stream.beforeHole);
        stream.used = keep;
        stream.deferred = Math.min(stream.deferred, keep - stream.beforeHole);
        stream.comparable = Math.min(stream.comparable, keep);
    }

    /** Keeps a copy of those of the window's first {@code count} bytes that the other end may not have got. */
    void saveUnacknowledged(int count) {
        if (!keepsUnacknowledged || stream.block == NONE) {
            return;
        }
        int start = stream.base - Math.min(stream.comparable, stream.used);
        int from = start - stream.acknowledged < 0 ? stream.acknowledged : start;
        int bytes = stream.base - stream.used + count - from;
        if (bytes > 0) {
            long at = BlockPool.offset(stream.block) + stream.used - (stream.base - from);
            segments.insert(stream.unacknowledged, UNACKNOWLEDGED_LIMIT, from, pool.memory(stream.block), at, bytes);
        }
    }

    /** The other end has all before that number. */
    void forgetAcknowledged(int acknowledged) {
        segments.removeBefore(stream.unacknowledged, acknowledged);
    }

    void releaseUnacknowledged() {
        segments.clear(stream.unacknowledged);
    }

    void releaseWindow() {
        if (stream.block != NONE) {
            pool.give(stream.block, stream.blockOrder);
            stream.block = NONE;
        }
        stream.used = 0;
        stream.deferred = 0;
        stream.deferredBeforeHole = 0;
        stream.beforeHole = 0;
        stream.comparable = 0;
    }

    /** Bytes of the window worth keeping: the tail, and what the other end may not have got. */
    private int bytesToKeep() {
        int keep = settings.tailBytes();
        if (keepsUnacknowledged) {
            keep = Math.max(keep, Math.min(stream.base - stream.acknowledged, BlockPool.LARGEST / 2));
        }
        int deferred = stream.deferredBeforeHole == 0 ? stream.deferred
                : stream.used - stream.beforeHole + stream.deferredBeforeHole;
        keep = Math.max(keep, Math.min(deferred, BlockPool.LARGEST / 2));
        return Math.min(keep, stream.used);
    }

    private boolean takeBlock(int order) {
        for (int o = order; o >= 0; o--) {
            int block = pool.take(o);
            if (block != NONE) {
                stream.block = block;
                stream.blockOrder = o;
                stream.used = 0;
                stream.beforeHole = 0;
                stream.comparable = 0;
                return true;
            }
        }
        return false;
    }

    private void grow(int bytes) {
        int order = BlockPool.orderFor(Math.min(bytes, BlockPool.LARGEST));
        if (order <= stream.blockOrder) {
            return;
        }
        int block = pool.take(order);
        if (block != NONE) {
            MemorySegment.copy(pool.memory(stream.block), BlockPool.offset(stream.block),
                    pool.memory(block), BlockPool.offset(block), stream.used);
            pool.give(stream.block, stream.blockOrder);
            stream.block = block;
            stream.blockOrder = order;
        }
    }
}
