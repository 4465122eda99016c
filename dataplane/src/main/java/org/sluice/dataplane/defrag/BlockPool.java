package org.sluice.dataplane.defrag;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * Off-heap blocks, each for 2 KiB of one datagram, and for whose bytes they are.
 *
 * <pre>
 *   0                     2048                            3072
 *  +---------------------+-------------------------------+
 *  | bytes of the        | owner of each 8 bytes:        |   owner 0: no fragment has brought these bytes
 *  | datagram            | start/8 (high 16) | end (low) |
 *  +---------------------+-------------------------------+
 * </pre>
 */
final class BlockPool {
    static final int UNIT = 8;
    static final int DATA = 2048;
    static final int UNITS = DATA / UNIT;
    static final int SIZE = DATA + UNITS * Integer.BYTES;
    static final int NONE = -1;

    /** The region of all blocks. */
    final MemorySegment memory;
    private final int[] free;
    private int freeCount;

    BlockPool(SegmentAllocator allocator, long bytes) {
        int blocks = (int) Math.max(1, bytes / SIZE);
        memory = allocator.allocate((long) blocks * SIZE, 64);
        free = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            free[i] = blocks - 1 - i;
        }
        freeCount = blocks;
    }

    /** Blocks not in use. */
    int freeCount() {
        return freeCount;
    }

    /** Bytes in use. */
    long bytesInUse() {
        return (long) (free.length - freeCount) * SIZE;
    }

    /** A block without owners. There must be a free one. */
    int take() {
        int block = free[--freeCount];
        long at = ownersAt(block);
        for (int i = 0; i < UNITS; i++) {
            memory.set(ValueLayout.JAVA_INT, at + (long) i * Integer.BYTES, 0);
        }
        return block;
    }

    void giveBack(int block) {
        free[freeCount++] = block;
    }

    /** Where a block's byte {@code i} lies in {@link #memory}. */
    static long dataAt(int block, int i) {
        return (long) block * SIZE + i;
    }

    /** Whether none of a block's units {@code from..to-1} has an owner. */
    boolean isFree(int block, int from, int to) {
        int any = 0;
        long at = ownersAt(block);
        for (int unit = from; unit < to; unit++) {
            any |= memory.get(ValueLayout.JAVA_INT, at + (long) unit * Integer.BYTES);
        }
        return any == 0;
    }

    int owner(int block, int unit) {
        return memory.get(ValueLayout.JAVA_INT, ownersAt(block) + (long) unit * Integer.BYTES);
    }

    void owner(int block, int unit, int owner) {
        memory.set(ValueLayout.JAVA_INT, ownersAt(block) + (long) unit * Integer.BYTES, owner);
    }

    private static long ownersAt(int block) {
        return (long) block * SIZE + DATA;
    }
}
