package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;

/**
 * Bytes kept by sequence number: for each direction those ahead of a hole, and those that left the window before the
 * other end acknowledged them. Lists of blocks sorted by sequence number, none of which overlap. Bytes already there
 * stay; only what is new is added.
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
    // By a block's first unit.
    private final int[] next;
    private final int[] sequence;
    private final int[] length;
    private final byte[] order;
    /** First and last number of the segment that brought a block's bytes; empty when nobody asks. */
    private final int[] segmentStart;
    private final int[] segmentEnd;
    // Of the segment being inserted.
    private int start;
    private int end;

    /** @param apart whether segments are told apart, for {@link #overwrite} */
    PendingSegments(BlockPool pool, boolean apart) {
        this.pool = pool;
        segmentStart = new int[apart ? pool.units() : 0];
        segmentEnd = new int[apart ? pool.units() : 0];
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
    boolean agrees(SegmentList list, int from, MemorySegment bytes, long offset, int count) {
        int end = from + count;
        for (int block = list.head; block != NONE && sequence[block] - end < 0; block = next[block]) {
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

    /**
     * Adds those of the bytes that are not there yet.
     *
     * @param limit bytes of memory that the list may use
     */
    int insert(SegmentList list, int limit, int from, MemorySegment bytes, long offset, int count) {
        start = from;
        end = from + count;
        int at = from;
        int before = NONE;
        int block = list.head;
        if (list.tail != NONE && from - (sequence[list.tail] + length[list.tail]) >= 0) {
            before = list.tail;
            block = NONE;
        }
        while (end - at > 0) {
            if (block == NONE || sequence[block] - at > 0) {
                int pieceEnd = block == NONE ? end : earlier(end, sequence[block]);
                int result = store(list, limit, before, at, bytes, offset + (at - from), pieceEnd - at);
                if (result != KEPT) {
                    return result;
                }
                before = lastBefore(before, list, pieceEnd);
                at = pieceEnd;
            } else {
                at = later(at, sequence[block] + length[block]);
                before = block;
                block = next[block];
            }
        }
        return KEPT;
    }

    /** Puts a segment's bytes over those kept of the same numbers, where its receiver prefers them. */
    void overwrite(SegmentList list, ReceiverPolicy policy, int from, MemorySegment bytes, long offset, int count) {
        int to = from + count;
        for (int block = list.head; block != NONE && sequence[block] - to < 0; block = next[block]) {
            int low = later(from, sequence[block]);
            int high = earlier(to, sequence[block] + length[block]);
            if (high - low > 0 && policy.newWins(from, to, segmentStart[block], segmentEnd[block])) {
                MemorySegment.copy(bytes, offset + (low - from), pool.memory(block),
                        BlockPool.offset(block) + (low - sequence[block]), high - low);
            }
        }
    }

    /** Whether all bytes from {@code from} to before {@code end} are kept. */
    boolean covers(SegmentList list, int from, int end) {
        int at = from;
        for (int block = list.head; block != NONE && end - at > 0 && sequence[block] - at <= 0; block = next[block]) {
            at = later(at, sequence[block] + length[block]);
        }
        return end - at <= 0;
    }

    /** The number behind all that is kept without a hole from {@code from} on. */
    int endOfRun(SegmentList list, int from) {
        if (list.tail != NONE && sequence[list.tail] - from <= 0) {
            return later(from, sequence[list.tail] + length[list.tail]);
        }
        int end = from;
        for (int block = list.head; block != NONE && sequence[block] - end <= 0; block = next[block]) {
            end = later(end, sequence[block] + length[block]);
        }
        return end;
    }

    /** Gives back the blocks that end at {@code number} or before. */
    void removeBefore(SegmentList list, int number) {
        while (list.head != NONE && sequence[list.head] + length[list.head] - number <= 0) {
            removeFirst(list);
        }
    }

    /** Takes the first block off the list and gives it back. */
    void removeFirst(SegmentList list) {
        int block = list.head;
        list.head = next[block];
        if (list.head == NONE) {
            list.tail = NONE;
        }
        list.memory -= BlockPool.bytes(order[block]);
        pool.give(block, order[block]);
    }

    /** Gives all blocks back. */
    void clear(SegmentList list) {
        while (list.head != NONE) {
            removeFirst(list);
        }
    }

    /** The block that ends at {@code end}, searching from {@code before}. */
    private int lastBefore(int before, SegmentList list, int end) {
        int block = before == NONE ? list.head : before;
        while (sequence[block] + length[block] != end) {
            block = next[block];
        }
        return block;
    }

    /** Stores a piece that overlaps nothing, behind block {@code before}. */
    private int store(SegmentList list, int limit, int before, int from, MemorySegment bytes, long offset, int count) {
        int previous = before;
        int stored = 0;
        boolean apart = segmentStart.length > 0;
        if (!apart && previous != NONE && sequence[previous] + length[previous] == from) {
            stored = Math.min(count, BlockPool.bytes(order[previous]) - length[previous]);
            append(previous, bytes, offset, stored);
        }
        while (stored < count) {
            int wanted = Math.min(LARGEST_ORDER, BlockPool.orderFor(count - stored));
            if (list.memory + BlockPool.bytes(wanted) > limit) {
                return LIMIT;
            }
            int block = pool.take(wanted);
            if (block == NONE) {
                return NO_BLOCK;
            }
            order[block] = (byte) wanted;
            sequence[block] = from + stored;
            length[block] = 0;
            if (apart) {
                segmentStart[block] = start;
                segmentEnd[block] = end;
            }
            list.memory += BlockPool.bytes(wanted);
            link(list, previous, block);
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

    private void link(SegmentList list, int previous, int block) {
        if (previous == NONE) {
            next[block] = list.head;
            list.head = block;
        } else {
            next[block] = next[previous];
            next[previous] = block;
        }
        if (next[block] == NONE) {
            list.tail = block;
        }
    }

    private static int later(int a, int b) {
        return a - b > 0 ? a : b;
    }

    private static int earlier(int a, int b) {
        return a - b < 0 ? a : b;
    }
}
