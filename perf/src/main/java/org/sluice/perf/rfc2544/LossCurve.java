package org.sluice.perf.rfc2544;

import java.util.ArrayList;
import java.util.List;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;

/**
 * Frame loss rate (RFC 2544, section 26.3): from the highest rate down in steps of a tenth of it, until two trials in a
 * row lose nothing. A trial in which the generator did not offer its rate proves nothing of it, and is not one of the
 * two.
 *
 * @param points trials from the highest rate down
 */
public record LossCurve(List<TrialPoint> points) {
    private static final int STEPS = 10;

    /** Copies the list. */
    public LossCurve {
        points = List.copyOf(points);
    }

    /** Measures from {@code highest} frames a second down. */
    public static LossCurve measure(Trials trials, TrialPlan plan, Settings settings, double highest,
            Progress progress) {
        List<TrialPoint> points = new ArrayList<>();
        int lossless = 0;
        for (int step = STEPS; step > 0 && lossless < 2; step--) {
            double rate = highest * step / STEPS;
            TrialResult result = trials.run(plan.with(Phase.of(rate, settings.trialNs())));
            boolean offered = result.offeredPerSecond() >= ThroughputSearch.LEAST_OFFERED * rate;
            lossless = result.lost() > 0 ? 0 : offered ? lossless + 1 : lossless;
            points.add(TrialPoint.of(rate, result, result.lost() == 0));
            progress.trial(plan, "loss", points.getLast());
        }
        return new LossCurve(points);
    }
}
