package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A hand that goes round all records, for a table that is nearly full: to find flows that the shorter timeouts have
 * ended, and whom to end for a new one.
 */
final class FlowSweep {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final int SAMPLE = 16;

    private final MemorySegment records;
    private final int capacity;
    private int hand;

    FlowSweep(MemorySegment records, int capacity) {
        this.records = records;
        this.capacity = capacity;
    }

    /** The next record's index. */
    int next() {
        int index = hand;
        hand = index + 1 == capacity ? 0 : index + 1;
        return index;
    }

    /**
     * Of the next records, all in use, the one whose flow is missed least: unfinished and closed flows before
     * established ones, then the longest silent.
     */
    int oldestOfSample() {
        int victim = hand;
        long victimScore = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLE; i++) {
            int index = next();
            long record = (long) index * FlowRecord.BYTES;
            boolean established = records.get(BYTE, record + FlowRecord.STATE) == FlowState.ESTABLISHED.ordinal();
            long lastSeen = records.get(LONG, record + FlowRecord.LAST_SEEN_NS);
            long score = established ? lastSeen : lastSeen + Long.MIN_VALUE;
            if (score < victimScore) {
                victim = index;
                victimScore = score;
            }
        }
        return victim;
    }
}
