package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * From a hash to records: an array of buckets of one cache line each.
 *
 * <pre>
 *   +0   byte[12]  tags: the hash's highest byte, 1 for 0; 0 in a free entry
 *   +12  int       head of the chain of records that found the bucket full (index + 1), 0 when there is none
 *   +16  int[12]   indices of the records
 * </pre>
 *
 * With four to eight flows a bucket when the table is full, one flow in fifty is in a chain at most. All tags are
 * compared at once, and one in a hundred buckets looked at has a second flow of the same tag.
 */
final class FlowBuckets {
    /** No record. */
    static final int NONE = -1;

    // All fields are aligned; layouts that say so would have it checked at every access.
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final int ENTRIES = 12;
    private static final int FLOWS_PER_BUCKET = 8;
    private static final int CHAIN = 12;
    private static final int INDICES = 16;
    private static final int BUCKET_SHIFT = 6;
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHEST = 0x8080_8080_8080_8080L;
    /** Brings the highest bit of byte n to bit 56 + n. */
    private static final long GATHER = 0x0002_0408_1020_4081L;

    private final MemorySegment buckets;
    private final MemorySegment records;
    private final int mask;

    FlowBuckets(int capacity, MemorySegment records, SegmentAllocator allocator) {
        int count = Math.max(8, Integer.highestOneBit(Math.max(1, capacity / FLOWS_PER_BUCKET - 1)) << 1);
        this.records = records;
        mask = count - 1;
        buckets = allocator.allocate((long) count << BUCKET_SHIFT, 64);
    }

    /** The memory that {@link #offset} is of. */
    MemorySegment memory() {
        return buckets;
    }

    /** Where the hash's bucket lies. */
    long offset(long hash) {
        return bucket(hash);
    }

    /** The record of the first entry that has the hash's tag, or {@link #NONE}: most often the only one. */
    int first(long hash) {
        long bucket = bucket(hash);
        long tags = tag(hash) * EACH;
        long low = zeroes(buckets.get(LONG, bucket) ^ tags);
        if (low != 0) {
            return buckets.get(INT, bucket + INDICES + (Long.numberOfTrailingZeros(low) >>> 3 << 2));
        }
        int high = (int) zeroes(buckets.get(LONG, bucket + 8) ^ tags);
        return high == 0 ? NONE
                : buckets.get(INT, bucket + INDICES + 32 + (Integer.numberOfTrailingZeros(high) >>> 3 << 2));
    }

    /** Bit n of the result: entry n has the hash's tag. */
    int matches(long hash) {
        long bucket = bucket(hash);
        long tags = tag(hash) * EACH;
        long low = exactZeroes(buckets.get(LONG, bucket) ^ tags);
        long high = exactZeroes(buckets.get(LONG, bucket + 8) ^ tags) & 0xffff_ffffL;
        return (int) (low * GATHER >>> 56 | high * GATHER >>> 56 << 8);
    }

    /** The record of entry {@code entry}, which has to be in use. */
    int entry(long hash, int entry) {
        return buckets.get(INT, bucket(hash) + INDICES + 4L * entry);
    }

    /** The first record that found the bucket full, or {@link #NONE}. */
    int chain(long hash) {
        return buckets.get(INT, bucket(hash) + CHAIN) - 1;
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
            if (buckets.get(BYTE, bucket + i) == 0) {
                put(bucket, i, hash, index);
                return;
            }
        }
        records.set(INT, record(index) + FlowRecord.CHAIN_NEXT, buckets.get(INT, bucket + CHAIN) - 1);
        buckets.set(INT, bucket + CHAIN, index + 1);
    }

    /** Removes a record; one of the chain takes its place. */
    void remove(long hash, int index) {
        long bucket = bucket(hash);
        for (int i = 0; i < ENTRIES; i++) {
            if (buckets.get(BYTE, bucket + i) != 0 && buckets.get(INT, bucket + INDICES + 4L * i) == index) {
                refill(bucket, i);
                return;
            }
        }
        removeFromChain(bucket, index);
    }

    private void put(long bucket, int entry, long hash, int index) {
        buckets.set(BYTE, bucket + entry, (byte) tag(hash));
        buckets.set(INT, bucket + INDICES + 4L * entry, index);
    }

    private void refill(long bucket, int entry) {
        int head = buckets.get(INT, bucket + CHAIN) - 1;
        if (head == NONE) {
            buckets.set(BYTE, bucket + entry, (byte) 0);
            return;
        }
        buckets.set(INT, bucket + CHAIN, chainNext(head) + 1);
        records.set(INT, record(head) + FlowRecord.CHAIN_NEXT, NONE);
        put(bucket, entry, records.get(LONG, record(head) + FlowRecord.HASH), head);
    }

    private void removeFromChain(long bucket, int index) {
        int previous = NONE;
        for (int i = buckets.get(INT, bucket + CHAIN) - 1; i != NONE; i = chainNext(i)) {
            if (i == index) {
                if (previous == NONE) {
                    buckets.set(INT, bucket + CHAIN, chainNext(index) + 1);
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

    private static int tag(long hash) {
        int highest = (int) (hash >>> 56);
        return highest + (highest - 1 >>> 31);
    }

    /** The highest bit of each byte that is 0; those of bytes above the first such may be set wrongly. */
    private static long zeroes(long word) {
        return word - EACH & ~word & HIGHEST;
    }

    /** The highest bit of each byte that is 0. */
    private static long exactZeroes(long word) {
        return ~((word & ~HIGHEST) + ~HIGHEST | word | ~HIGHEST);
    }

    private static long record(int index) {
        return (long) index * FlowRecord.BYTES;
    }
}
