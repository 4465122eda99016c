package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * When flows end that have gone silent: timers on the packets' own clock, and the emergency of a table that is nearly
 * full, in which shorter timeouts hold and a hand goes round the records.
 */
final class FlowExpiry {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final FlowTable table;
    private final MemorySegment records;
    private final FlowStatistics statistics;
    private final FlowTimeouts timeouts;
    private final FlowTimers timers;
    private final FlowSweep sweep;
    private final int workPerAdvance;
    private final int emergencyOverAt;

    private boolean emergency;
    private long clockNs = Long.MIN_VALUE;

    FlowExpiry(FlowTable table, FlowSettings settings, MemorySegment records, FlowStatistics statistics) {
        this.table = table;
        this.records = records;
        this.statistics = statistics;
        timeouts = settings.timeouts();
        timers = new FlowTimers(records);
        int capacity = settings.capacity();
        sweep = new FlowSweep(records, capacity);
        workPerAdvance = settings.workPerAdvance();
        emergencyOverAt = (int) ((long) capacity * (100 - settings.emergencyRecoveryPercent()) / 100);
    }

    /** Whether the shorter timeouts are in force. */
    boolean isEmergency() {
        return emergency;
    }

    /** There is no room for a new flow. */
    void onFull() {
        if (!emergency) {
            emergency = true;
            statistics.emergencies++;
        }
    }

    /** Moves the clock and ends flows whose time is over: a bounded number a call, the rest at the next. */
    void advance(long nowNs) {
        clockNs = Math.max(clockNs, nowNs);
        for (int work = workPerAdvance; work > 0; work--) {
            int index = timers.poll(clockNs);
            if (index == FlowTimers.NONE) {
                break;
            }
            if (isTimedOut(record(index), clockNs)) {
                table.end(index, FlowEnd.TIMEOUT);
            } else {
                schedule(index);
            }
        }
        if (emergency) {
            sweep();
        }
    }

    private void sweep() {
        if (table.size() <= emergencyOverAt) {
            emergency = false;
            return;
        }
        for (int i = 0; i < workPerAdvance; i++) {
            int index = sweep.next();
            if (table.isUsed(index) && isTimedOut(record(index), clockNs)) {
                table.end(index, FlowEnd.TIMEOUT);
            }
        }
    }

    /** Of some flows of a full table, the one that is missed least. */
    int oldestOfSample() {
        return sweep.oldestOfSample();
    }

    /** Begins to watch a flow, or goes on with one whose timer is not set. */
    void schedule(int index) {
        long lastSeenNs = records.get(LONG, record(index) + FlowRecord.LAST_SEEN_NS);
        timers.schedule(index, lastSeenNs + timeoutNs(record(index)), Math.max(clockNs, lastSeenNs));
    }

    /** Watches a flow by another timeout, that of its new state. */
    void reschedule(int index) {
        timers.cancel(index);
        schedule(index);
    }

    /** Watches a flow no more. */
    void cancel(int index) {
        timers.cancel(index);
    }

    /** Whether the flow at {@code record} has been silent for its timeout. */
    boolean isTimedOut(long record, long nowNs) {
        return nowNs - records.get(LONG, record + FlowRecord.LAST_SEEN_NS) >= timeoutNs(record);
    }

    private long timeoutNs(long record) {
        return timeouts.timeoutNs(records.get(INT, record + FlowRecord.TIMEOUT_KIND),
                records.get(BYTE, record + FlowRecord.STATE), emergency);
    }

    private static long record(int index) {
        return (long) index * FlowRecord.BYTES;
    }
}
