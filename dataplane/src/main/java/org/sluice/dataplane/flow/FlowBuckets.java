package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * From a hash to records: an array of buckets of one cache line each.
 *
 * <pre>
 *   8 longs:  7 entries (tag: high half of the hash | index + 1), 0 when empty
 *             1 head of the chain of records that found the bucket full (index + 1), 0 when there is none
 * </pre>
 *
 * With two to four flows a bucket one in twenty overflows at most, so a hit reads one line before the record.
 */
final class FlowBuckets {
    /** No record. */
    static final int NONE = -1;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int ENTRIES = 7;
    private static final int CHAIN = 56;
    private static final int BUCKET_SHIFT = 6;

    private final MemorySegment buckets;
    private final MemorySegment records;
    private final int mask;

    FlowBuckets(int capacity, MemorySegment records, SegmentAllocator allocator) {
        int count = Math.max(8, Integer.highestOneBit(Math.max(1, capacity / 4 - 1)) << 1);
        this.records = records;
        mask = count - 1;
        buckets = allocator.allocate((long) count << BUCKET_SHIFT, 64);
    }

    /** Reads one word of the bucket, so that it is in the cache soon. */
    long touch(long hash) {
        return buckets.get(LONG, bucket(hash) + CHAIN);
    }

    /** Bit n of the result: entry n has the hash's tag. */
    int matches(long hash) {
        long bucket = bucket(hash);
        int tag = (int) (hash >>> 32);
        int matches = 0;
        for (int i = 0; i < ENTRIES; i++) {
            int difference = (int) (buckets.get(LONG, bucket + 8L * i) >>> 32) ^ tag;
            matches |= ((difference | -difference) >>> 31 ^ 1) << i;
        }
        return matches;
    }

    /** The record of entry {@code entry}, or {@link #NONE}. */
    int entry(long hash, int entry) {
        return (int) buckets.get(LONG, bucket(hash) + 8L * entry) - 1;
    }

    /** The first record that found the bucket full, or {@link #NONE}. */
    int chain(long hash) {
        return (int) buckets.get(LONG, bucket(hash) + CHAIN) - 1;
    }

    /** The record after {@code index} in a chain, or {@link #NONE}. */
    int chainNext(int index) {
        return records.get(INT, record(index) + FlowRecord.CHAIN_NEXT);
    }

    /** Adds a record; its chain link is set. */
    void insert(long hash, int index) {
        long bucket = bucket(hash);
        records.set(INT, record(index) + FlowRecord.CHAIN_NEXT, NONE);
        for (int i = 0; i < ENTRIES; i++) {
            if (buckets.get(LONG, bucket + 8L * i) == 0) {
                buckets.set(LONG, bucket + 8L * i, entryOf(hash, index));
                return;
            }
        }
        records.set(INT, record(index) + FlowRecord.CHAIN_NEXT, (int) buckets.get(LONG, bucket + CHAIN) - 1);
        buckets.set(LONG, bucket + CHAIN, index + 1L);
    }

    /** Removes a record; one of the chain takes its place. */
    void remove(long hash, int index) {
        long bucket = bucket(hash);
        long entry = entryOf(hash, index);
        for (int i = 0; i < ENTRIES; i++) {
            if (buckets.get(LONG, bucket + 8L * i) == entry) {
                buckets.set(LONG, bucket + 8L * i, takeFromChain(bucket));
                return;
            }
        }
        removeFromChain(bucket, index);
    }

    private long takeFromChain(long bucket) {
        int head = (int) buckets.get(LONG, bucket + CHAIN) - 1;
        if (head == NONE) {
            return 0;
        }
        buckets.set(LONG, bucket + CHAIN, chainNext(head) + 1L);
        records.set(INT, record(head) + FlowRecord.CHAIN_NEXT, NONE);
        return entryOf(records.get(LONG, record(head) + FlowRecord.HASH), head);
    }

    private void removeFromChain(long bucket, int index) {
        int previous = NONE;
        for (int i = (int) buckets.get(LONG, bucket + CHAIN) - 1; i != NONE; i = chainNext(i)) {
            if (i == index) {
                if (previous == NONE) {
                    buckets.set(LONG, bucket + CHAIN, chainNext(index) + 1L);
                } else {
                    records.set(INT, record(previous) + FlowRecord.CHAIN_NEXT, chainNext(index));
                }
                return;
            }
            previous = i;
        }
    }

    private long bucket(long hash) {
        return (long) ((int) hash & mask) << BUCKET_SHIFT;
    }

    private static long entryOf(long hash, int index) {
        return hash & 0xffff_ffff_0000_0000L | index + 1L;
    }

    private static long record(int index) {
        return (long) index * FlowRecord.BYTES;
    }
}
