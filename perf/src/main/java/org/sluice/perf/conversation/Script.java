package org.sluice.perf.conversation;

import java.util.List;

/**
 * What two ends say to one another.
 *
 * @param name in results
 * @param steps frames in order; where the direction changes, an end waits for all before
 * @param establishedAt number of the step whose arrival opens the connection, -1 where there is none (UDP)
 * @param attackAt number of the step that a device has to stop, -1 for ordinary traffic
 * @param sid of the rule that stops it, 0 for ordinary traffic
 */
public record Script(String name, List<Step> steps, int establishedAt, int attackAt, int sid) {
    private static final int MOST_STEPS = 60_000;

    /** Refuses what cannot be told apart by a 16-bit number. */
    public Script {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("script " + name + " has " + steps.size() + " steps, allowed is 1 to "
                    + MOST_STEPS);
        }
    }
}
