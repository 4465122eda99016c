package org.sluice.control.journal;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

/** How long one file of the journal serves. */
public enum JournalRoll {
    /** A minute. */
    MINUTELY(LegacyRollCycles.MINUTELY),
    /** An hour. */
    HOURLY(RollCycles.FAST_HOURLY),
    /** A day. */
    DAILY(RollCycles.FAST_DAILY);

    private final RollCycle cycle;

    JournalRoll(final RollCycle cycle) {
        this.cycle = cycle;
    }

    RollCycle cycle() {
        return cycle;
    }
}
