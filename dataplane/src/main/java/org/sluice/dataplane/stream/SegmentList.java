package org.sluice.dataplane.stream;

/** Blocks of one direction, sorted by sequence number: see {@link PendingSegments}. */
final class SegmentList {
    /** First and last block. */
    int head = BlockPool.NONE;
    int tail = BlockPool.NONE;
    /** Bytes of memory in use for them. */
    int memory;

    boolean isEmpty() {
        return head == BlockPool.NONE;
    }
}
