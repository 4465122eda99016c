package org.sluice.perf.rfc2544;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;

/**
 * Latency at a fixed rate. RFC 2544, section 26.2, tags one frame a trial; here every frame counts, and counts from its
 * time by the schedule.
 *
 * @param share of the throughput, 1 for all of it
 * @param point the trial
 * @param latency from a frame's time by the schedule, in ns
 * @param rawLatency from its sending, in ns
 */
public record LatencyAtRate(double share, TrialPoint point, Histogram latency, Histogram rawLatency) {
    /** Measures at the settings' shares of {@code throughput}. */
    public static List<LatencyAtRate> measure(Trials trials, TrialPlan plan, Settings settings, double throughput,
            Progress progress) {
        List<LatencyAtRate> all = new ArrayList<>();
        for (double share : settings.latencyShares()) {
            double rate = share * throughput;
            TrialResult result = trials.run(plan.with(Phase.of(rate, settings.trialNs())));
            TrialPoint point = TrialPoint.of(rate, result, result.lost() == 0);
            progress.trial(plan, "latency", point);
            all.add(new LatencyAtRate(share, point, result.latency(), result.rawLatency()));
        }
        return List.copyOf(all);
    }
}
