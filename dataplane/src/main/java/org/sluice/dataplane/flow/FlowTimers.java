package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A timer wheel whose slots are lists through the flows' records. A flow's packets do not move it: when its slot comes
 * round, the owner looks at when the flow was last seen and puts it further on. A deadline past the wheel's horizon
 * waits in the furthest slot. Due up to two ticks late, never early.
 */
final class FlowTimers {
    /** No flow. */
    static final int NONE = -1;
    /** A tick is 2^29 ns, about half a second. */
    static final int TICK_SHIFT = 29;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int SLOTS = 2048;

    private final MemorySegment records;
    private final int[] heads = new int[SLOTS];
    private long tick = Long.MIN_VALUE;

    FlowTimers(MemorySegment records) {
        this.records = records;
        Arrays.fill(heads, NONE);
    }

    /** Puts a flow that has no timer on the wheel. */
    void schedule(int index, long deadlineNs, long nowNs) {
        if (tick == Long.MIN_VALUE) {
            tick = nowNs >> TICK_SHIFT;
        }
        long due = Math.clamp((deadlineNs >> TICK_SHIFT) + 1, tick + 1, tick + SLOTS - 1);
        int slot = (int) due & SLOTS - 1;
        int next = heads[slot];
        long record = record(index);
        records.set(INT, record + FlowRecord.TIMER_SLOT, slot);
        records.set(INT, record + FlowRecord.TIMER_PREVIOUS, NONE);
        records.set(INT, record + FlowRecord.TIMER_NEXT, next);
        if (next != NONE) {
            records.set(INT, record(next) + FlowRecord.TIMER_PREVIOUS, index);
        }
        heads[slot] = index;
    }

    /** Takes a flow off the wheel, if it is on it. */
    void cancel(int index) {
        long record = record(index);
        int slot = records.get(INT, record + FlowRecord.TIMER_SLOT);
        if (slot == NONE) {
            return;
        }
        int next = records.get(INT, record + FlowRecord.TIMER_NEXT);
        int previous = records.get(INT, record + FlowRecord.TIMER_PREVIOUS);
        if (next != NONE) {
            records.set(INT, record(next) + FlowRecord.TIMER_PREVIOUS, previous);
        }
        if (previous != NONE) {
            records.set(INT, record(previous) + FlowRecord.TIMER_NEXT, next);
        } else {
            heads[slot] = next;
        }
        records.set(INT, record + FlowRecord.TIMER_SLOT, NONE);
    }

    /** Takes the next flow whose slot has come by {@code nowNs} off the wheel, or {@link #NONE}. */
    int poll(long nowNs) {
        long now = nowNs >> TICK_SHIFT;
        if (tick == Long.MIN_VALUE) {
            return NONE;
        }
        if (now - tick > SLOTS) {
            tick = now - SLOTS;
        }
        while (tick <= now) {
            int head = heads[(int) tick & SLOTS - 1];
            if (head != NONE) {
                cancel(head);
                return head;
            }
            if (tick == now) {
                return NONE;
            }
            tick++;
        }
        return NONE;
    }

    private static long record(int index) {
        return (long) index * FlowRecord.BYTES;
    }
}
