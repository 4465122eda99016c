package org.sluice.perf.rfc2544;

import org.sluice.perf.generate.TrialPlan;

/** Is told of each trial when it is over. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (plan, test, point) -> {};

    /** A trial of {@code test} is over. */
    void trial(TrialPlan plan, String test, TrialPoint point);
}
