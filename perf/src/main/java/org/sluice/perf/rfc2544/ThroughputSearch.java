package org.sluice.perf.rfc2544;

import java.util.ArrayList;
import java.util.List;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;

/**
 * Searches the throughput by halving: the highest rate is what the generator can offer (a trial as fast as can be), the
 * first guess what came through then. Each trial tells on which side of its rate the throughput lies, until what is
 * left is
 * narrower than the resolution. Trials of one search serve the next, with another accepted loss, as bounds.
 */
public final class ThroughputSearch {
    /** A trial counts only if the generator offered this share of the rate that was wished. */
    static final double LEAST_OFFERED = 0.97;
    private static final long FLOOD_NS = 1_000_000_000L;

    private final Trials trials;
    private final TrialPlan plan;
    private final Settings settings;
    private final Progress progress;
    private final List<TrialPoint> known = new ArrayList<>();
    private TrialResult flood;

    /** @param plan what to send; its phases are replaced */
    public ThroughputSearch(Trials trials, TrialPlan plan, Settings settings, Progress progress) {
        this.trials = trials;
        this.plan = plan;
        this.settings = settings;
        this.progress = progress;
    }

    /** The highest rate to try: what the generator offers, or less by the settings; in frames a second. */
    public double highest() {
        double offered = flood().offeredPerSecond();
        return settings.mostPerSecond() > 0 ? Math.min(offered, settings.mostPerSecond()) : offered;
    }

    /** Searches the throughput with {@code acceptedLoss}. */
    public Throughput find(double acceptedLoss) {
        List<TrialPoint> mine = new ArrayList<>();
        double highest = highest();
        double low = known.stream().filter(each -> passes(each, acceptedLoss)).mapToDouble(TrialPoint::targetPerSecond)
                .max().orElse(0);
        double bound = low;
        double high = known.stream().filter(each -> !passes(each, acceptedLoss))
                .mapToDouble(TrialPoint::targetPerSecond).filter(each -> each > bound).min().orElse(highest);
        boolean floodPassed = high == highest && flood().lossRatio() <= acceptedLoss;
        double rate = floodPassed ? highest * LEAST_OFFERED : firstGuess(low, high);
        while (high - low > settings.resolution() * highest) {
            TrialPoint point = attempt(rate, acceptedLoss);
            mine.add(point);
            if (passes(point, acceptedLoss)) {
                low = rate;
            } else {
                high = rate;
            }
            rate = (low + high) / 2;
        }
        double offered = offered(low, acceptedLoss);
        return new Throughput(acceptedLoss, offered, plan.mix().bitsPerSecond(offered),
                limitedByGenerator(high, highest, acceptedLoss) ? "generator" : "device", mine);
    }

    /**
     * What was really offered in the trial that passed at {@code rate}: up to that rate, and a little less at times.
     */
    private double offered(double rate, double acceptedLoss) {
        return known.stream().filter(each -> each.targetPerSecond() == rate && passes(each, acceptedLoss))
                .mapToDouble(each -> Math.min(rate, each.offeredPerSecond())).max().orElse(0);
    }

    /** Whether the lowest rate that did not pass failed for want of frames, not of frames that came back. */
    private boolean limitedByGenerator(double high, double highest, double acceptedLoss) {
        return known.stream().filter(each -> each.targetPerSecond() == high && !passes(each, acceptedLoss))
                .map(each -> each.lossRatio() <= acceptedLoss).findFirst()
                .orElse(high == highest && flood().lossRatio() <= acceptedLoss);
    }

    /** As fast as can be, for a second at most. */
    private TrialResult flood() {
        if (flood == null) {
            flood = trials.run(plan.with(Phase.of(Double.POSITIVE_INFINITY, Math.min(settings.trialNs(), FLOOD_NS))));
            progress.trial(plan, "flood", TrialPoint.of(flood.offeredPerSecond(), flood, flood.lost() == 0));
        }
        return flood;
    }

    private double firstGuess(double low, double high) {
        double through = flood().receivedPerSecond();
        return through > low && through < high ? through : (low + high) / 2;
    }

    private TrialPoint attempt(double rate, double acceptedLoss) {
        TrialPoint point = null;
        boolean counts = false;
        for (int i = 0; i < settings.attempts() && !counts; i++) {
            TrialResult result = trials.run(plan.with(Phase.of(rate, settings.trialNs())));
            boolean passed = result.lossRatio() <= acceptedLoss && result.offeredPerSecond() >= LEAST_OFFERED * rate;
            point = TrialPoint.of(rate, result, passed);
            counts = passed || result.disturbed() <= Settings.UNDISTURBED;
            progress.trial(plan, "throughput", point);
        }
        known.add(point);
        return point;
    }

    private static boolean passes(TrialPoint point, double acceptedLoss) {
        return point.lossRatio() <= acceptedLoss && point.offeredPerSecond() >= LEAST_OFFERED * point.targetPerSecond();
    }
}
