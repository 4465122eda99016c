package org.sluice.perf.rfc2544;

import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;

/**
 * System recovery (RFC 2544, section 26.5): after overload at 110 % of the throughput the rate falls to half of it; how
 * long until the last frame that is lost.
 *
 * @param overloadPerSecond rate of the overload, in frames a second
 * @param loadPerSecond rate after it
 * @param recoveredAfterMs how long after the fall the last lost frame was sent, 0 when none was
 * @param lossRatio share of all frames that were lost
 */
public record Recovery(double overloadPerSecond, double loadPerSecond, double recoveredAfterMs, double lossRatio) {
    private static final double OVERLOAD = 1.1;
    private static final double LOAD = 0.5;

    /** Measures around {@code throughput}. */
    public static Recovery measure(Trials trials, TrialPlan plan, Settings settings, double throughput,
            Progress progress) {
        double overload = OVERLOAD * throughput;
        double load = LOAD * throughput;
        TrialResult result = trials.run(plan.with(Phase.of(overload, settings.trialNs()), Phase.of(load,
                settings.trialNs())));
        progress.trial(plan, "recovery", TrialPoint.of(overload, result, result.lost() == 0));
        return new Recovery(overload, load, result.recoveredAfterNs() / 1e6, result.lossRatio());
    }
}
