package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;

/**
 * Blocks of 1 KiB times a power of two, up to 64 KiB, out of a bounded number of regions of 1 MiB: a buddy allocator
 * (Knowlton 1965). A block is named by the number of its first unit. Taking and giving back are a few steps; neither
 * allocates, except that a region is added when the ones there are used up, until the bound is reached.
 */
final class BlockPool {
    /** Bytes of the smallest block. */
    static final int UNIT = 1024;
    /** No block. */
    static final int NONE = -1;

    static final int MAX_ORDER = 6;
    /** Bytes of the largest block. */
    static final int LARGEST = UNIT << MAX_ORDER;

    private static final int REGION_ORDER = 10;
    private static final int REGION_UNITS = 1 << REGION_ORDER;
    private static final byte NOT_FREE = -1;

    private final SegmentAllocator allocator;
    private final MemorySegment[] regions;
    private final int[] freeHead = new int[MAX_ORDER + 1];
    private final int[] next;
    private final int[] previous;
    /** Order of the free block that begins at a unit, or NOT_FREE. */
    private final byte[] freeOrder;
    private final int units;
    private int regionCount;
    private int unitsInUse;

    /**
     * @param bytes most bytes of all blocks
     * @param bytesAtStart how many of them to allocate now
     */
    BlockPool(long bytes, long bytesAtStart, SegmentAllocator allocator) {
        this.allocator = allocator;
        units = (int) (bytes / LARGEST) << MAX_ORDER;
        regions = new MemorySegment[(units + REGION_UNITS - 1) >>> REGION_ORDER];
        next = new int[units];
        previous = new int[units];
        freeOrder = new byte[units];
        Arrays.fill(freeOrder, NOT_FREE);
        Arrays.fill(freeHead, NONE);
        while (regionCount < regions.length && (long) regionCount * REGION_UNITS * UNIT < bytesAtStart) {
            addRegion();
        }
    }

    /** The region that a block lies in. */
    MemorySegment memory(int block) {
        return regions[block >>> REGION_ORDER];
    }

    /** Offset of a block in its region. */
    static long offset(int block) {
        return (long) (block & REGION_UNITS - 1) * UNIT;
    }

    /** Most units there can be. */
    int units() {
        return units;
    }

    /** Bytes of blocks taken. */
    long bytesInUse() {
        return (long) unitsInUse * UNIT;
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
            if (from == MAX_ORDER) {
                if (regionCount == regions.length) {
                    return NONE;
                }
                addRegion();
            } else {
                from++;
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

    private void addRegion() {
        int first = regionCount << REGION_ORDER;
        int count = Math.min(REGION_UNITS, units - first);
        regions[regionCount++] = allocator.allocate((long) count * UNIT, 64);
        for (int block = first + count - (1 << MAX_ORDER); block >= first; block -= 1 << MAX_ORDER) {
            link(block, MAX_ORDER);
        }
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
