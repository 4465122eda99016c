package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;

/**
 * Blocks of 1 KiB times a power of two, up to 64 KiB, out of one region of fixed size: a buddy allocator (Knowlton
 * 1965). A block is named by the number of its first unit. Taking and giving back are a few steps; neither allocates.
 */
final class BlockPool {
    /** Bytes of the smallest block. */
    static final int UNIT = 1024;
    /** Bytes of the largest block. */
    static final int LARGEST = UNIT << BlockPool.MAX_ORDER;
    /** No block. */
    static final int NONE = -1;

    static final int MAX_ORDER = 6;
    private static final byte NOT_FREE = -1;

    private final MemorySegment memory;
    private final int[] freeHead = new int[MAX_ORDER + 1];
    private final int[] next;
    private final int[] previous;
    /** Order of the free block that begins at a unit, or NOT_FREE. */
    private final byte[] freeOrder;
    private int unitsInUse;

    BlockPool(long bytes, SegmentAllocator allocator) {
        int largest = (int) (bytes / LARGEST);
        int units = largest << MAX_ORDER;
        memory = allocator.allocate((long) units * UNIT, 64);
        next = new int[units];
        previous = new int[units];
        freeOrder = new byte[units];
        Arrays.fill(freeOrder, NOT_FREE);
        Arrays.fill(freeHead, NONE);
        for (int i = largest - 1; i >= 0; i--) {
            link(i << MAX_ORDER, MAX_ORDER);
        }
    }

    /** The region all blocks lie in. */
    MemorySegment memory() {
        return memory;
    }

    /** Units in the region. */
    int units() {
        return next.length;
    }

    /** Bytes of blocks taken. */
    long bytesInUse() {
        return (long) unitsInUse * UNIT;
    }

    /** Offset of a block in {@link #memory()}. */
    static long offset(int block) {
        return (long) block * UNIT;
    }

    /** The order of the smallest block of at least {@code bytes}, at most {@link #MAX_ORDER}. */
    static int orderFor(int bytes) {
        int units = (bytes + UNIT - 1) / UNIT;
        return units <= 1 ? 0 : Math.min(MAX_ORDER, 32 - Integer.numberOfLeadingZeros(units - 1));
    }

    /** Bytes of a block of {@code order}. */
    static int bytes(int order) {
        return UNIT << order;
    }

    /** Takes a block, or {@link #NONE} when there is none that large. */
    int take(int order) {
        int from = order;
        while (freeHead[from] == NONE) {
            if (++from > MAX_ORDER) {
                return NONE;
            }
        }
        int block = freeHead[from];
        unlink(block, from);
        while (from > order) {
            from--;
            link(block + (1 << from), from);
        }
        unitsInUse += 1 << order;
        return block;
    }

    /** Gives a block back. */
    void give(int block, int order) {
        unitsInUse -= 1 << order;
        int merged = block;
        int mergedOrder = order;
        while (mergedOrder < MAX_ORDER) {
            int buddy = merged ^ 1 << mergedOrder;
            if (freeOrder[buddy] != mergedOrder) {
                break;
            }
            unlink(buddy, mergedOrder);
            merged = Math.min(merged, buddy);
            mergedOrder++;
        }
        link(merged, mergedOrder);
    }

    private void link(int block, int order) {
        int head = freeHead[order];
        next[block] = head;
        previous[block] = NONE;
        if (head != NONE) {
            previous[head] = block;
        }
        freeHead[order] = block;
        freeOrder[block] = (byte) order;
    }

    private void unlink(int block, int order) {
        if (next[block] != NONE) {
            previous[next[block]] = previous[block];
        }
        if (previous[block] != NONE) {
            next[previous[block]] = next[block];
        } else {
            freeHead[order] = next[block];
        }
        freeOrder[block] = NOT_FREE;
    }
}
