package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;

/**
 * Bytes ahead of a hole: for each direction a list of blocks sorted by sequence number, none of which overlap. Bytes
 * already there stay; only what is new is added.
 */
final class PendingSegments {
    /** Everything was kept. */
    static final int KEPT = 0;
    /** The direction's share of memory is used up. */
    static final int LIMIT = 1;
    /** There is no free block. */
    static final int NO_BLOCK = 2;

    private static final int NONE = BlockPool.NONE;
    private static final int LARGEST_ORDER = 1;

    private final BlockPool pool;
    private final int limit;
    // By a block's first unit.
    private final int[] next;
    private final int[] sequence;
    private final int[] length;
    private final byte[] order;

    /** @param limit bytes of blocks that one direction may use */
    PendingSegments(BlockPool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
        next = new int[pool.units()];
        sequence = new int[pool.units()];
        length = new int[pool.units()];
        order = new byte[pool.units()];
    }

    int sequence(int block) {
        return sequence[block];
    }

    int length(int block) {
        return length[block];
    }

    /** Whether {@code bytes} agree with all that is kept of the same sequence numbers. */
    boolean agrees(TcpStream stream, int from, MemorySegment bytes, long offset, int count) {
        int end = from + count;
        for (int block = stream.pendingHead; block != NONE && sequence[block] - end < 0; block = next[block]) {
            int low = later(from, sequence[block]);
            int high = earlier(end, sequence[block] + length[block]);
            if (high - low > 0) {
                long mine = BlockPool.offset(block) + (low - sequence[block]);
                long theirs = offset + (low - from);
                int same = high - low;
                if (MemorySegment.mismatch(pool.memory(block), mine, mine + same, bytes, theirs, theirs + same) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Adds those of the bytes that are not there yet. */
    int insert(TcpStream stream, int from, MemorySegment bytes, long offset, int count) {
        int end = from + count;
        int at = from;
        int before = NONE;
        int block = stream.pendingHead;
        if (stream.pendingTail != NONE && from - (sequence[stream.pendingTail] + length[stream.pendingTail]) >= 0) {
            before = stream.pendingTail;
            block = NONE;
        }
        while (end - at > 0) {
            if (block == NONE || sequence[block] - at > 0) {
                int pieceEnd = block == NONE ? end : earlier(end, sequence[block]);
                int result = store(stream, before, at, bytes, offset + (at - from), pieceEnd - at);
                if (result != KEPT) {
                    return result;
                }
                before = lastBefore(before, stream, pieceEnd);
                at = pieceEnd;
            } else {
                at = later(at, sequence[block] + length[block]);
                before = block;
                block = next[block];
            }
        }
        return KEPT;
    }

    /** Takes the first block off the list and gives it back. */
    void removeFirst(TcpStream stream) {
        int block = stream.pendingHead;
        stream.pendingHead = next[block];
        if (stream.pendingHead == NONE) {
            stream.pendingTail = NONE;
        }
        stream.pendingMemory -= BlockPool.bytes(order[block]);
        pool.give(block, order[block]);
    }

    /** Gives all blocks back. */
    void clear(TcpStream stream) {
        while (stream.pendingHead != NONE) {
            removeFirst(stream);
        }
    }

    /** The block that ends at {@code end}, searching from {@code before}. */
    private int lastBefore(int before, TcpStream stream, int end) {
        int block = before == NONE ? stream.pendingHead : before;
        while (sequence[block] + length[block] != end) {
            block = next[block];
        }
        return block;
    }

    /** Stores a piece that overlaps nothing, behind block {@code before}. */
    private int store(TcpStream stream, int before, int from, MemorySegment bytes, long offset, int count) {
        int previous = before;
        int stored = 0;
        if (previous != NONE && sequence[previous] + length[previous] == from) {
            stored = Math.min(count, BlockPool.bytes(order[previous]) - length[previous]);
            append(previous, bytes, offset, stored);
        }
        while (stored < count) {
            int wanted = Math.min(LARGEST_ORDER, BlockPool.orderFor(count - stored));
            if (stream.pendingMemory + BlockPool.bytes(wanted) > limit) {
                return LIMIT;
            }
            int block = pool.take(wanted);
            if (block == NONE) {
                return NO_BLOCK;
            }
            order[block] = (byte) wanted;
            sequence[block] = from + stored;
            length[block] = 0;
            stream.pendingMemory += BlockPool.bytes(wanted);
            link(stream, previous, block);
            int piece = Math.min(count - stored, BlockPool.bytes(wanted));
            append(block, bytes, offset + stored, piece);
            stored += piece;
            previous = block;
        }
        return KEPT;
    }

    private void append(int block, MemorySegment bytes, long offset, int count) {
        MemorySegment.copy(bytes, offset, pool.memory(block), BlockPool.offset(block) + length[block], count);
        length[block] += count;
    }

    private void link(TcpStream stream, int previous, int block) {
        if (previous == NONE) {
            next[block] = stream.pendingHead;
            stream.pendingHead = block;
        } else {
            next[block] = next[previous];
            next[previous] = block;
        }
        if (next[block] == NONE) {
            stream.pendingTail = block;
        }
    }

    private static int later(int a, int b) {
        return a - b > 0 ? a : b;
    }

    private static int earlier(int a, int b) {
        return a - b < 0 ? a : b;
    }
}
