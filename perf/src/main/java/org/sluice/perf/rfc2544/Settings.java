package org.sluice.perf.rfc2544;

import java.util.List;

/**
 * How the tests are run.
 *
 * @param trialNs how long a trial sends; RFC 2544, section 24, names 60 s
 * @param resolution where a search ends: the width of what is left, as a share of the highest rate
 * @param lossRatios accepted loss of each throughput search, 0 first
 * @param latencyShares rates of the latency test, as shares of the zero-loss throughput
 * @param repeat repetitions of the back-to-back test; the RFC names 50
 * @param attempts times a failed trial is run that other programs disturbed by taking generator or device their core
 *     for
 *     more than {@link #UNDISTURBED} of it; a trial that was let alone counts at once, as in the RFC
 * @param mostPerSecond highest rate to try in frames a second, 0 for what the generator can
 */
public record Settings(long trialNs, double resolution, List<Double> lossRatios, List<Double> latencyShares, int repeat,
        int attempts, double mostPerSecond) {
    /** Share of a trial that other programs may take. */
    static final double UNDISTURBED = 0.001;

    /** Refuses what would never end or find nothing. */
    public Settings {
        lossRatios = List.copyOf(lossRatios);
        latencyShares = List.copyOf(latencyShares);
        require(trialNs >= 10_000_000, "trial", trialNs / 1e9 + " s", "10 ms or more");
        require(resolution > 0 && resolution <= 0.5, "resolution", resolution, "more than 0, up to 0.5 (50 %)");
        require(!lossRatios.isEmpty() && lossRatios.getFirst() == 0, "loss ratios", lossRatios,
                "a list that begins with 0");
        require(lossRatios.stream().allMatch(each -> each >= 0 && each < 1), "loss ratios", lossRatios,
                "0 to less than 1");
        require(latencyShares.stream().allMatch(each -> each > 0 && each <= 2), "latency rates", latencyShares,
                "more than 0 %, up to 200 %");
        require(mostPerSecond >= 0, "highest rate", mostPerSecond, "0 or more frames a second");
        require(repeat >= 1, "repeat", repeat, "1 or more");
        require(attempts >= 1, "attempts", attempts, "1 or more");
    }

    /** The same with no rate over {@code perSecond}. */
    public Settings upTo(double perSecond) {
        double most = mostPerSecond > 0 ? Math.min(mostPerSecond, perSecond) : perSecond;
        return Double.isInfinite(most) ? this
                : new Settings(trialNs, resolution, lossRatios, latencyShares, repeat, attempts, most);
    }

    private static void require(boolean right, String what, Object value, String allowed) {
        if (!right) {
            throw new IllegalArgumentException(what + " is " + value + ", allowed is " + allowed);
        }
    }
}
