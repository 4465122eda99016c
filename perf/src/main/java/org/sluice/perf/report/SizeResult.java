package org.sluice.perf.report;

import java.util.List;
import org.sluice.perf.rfc2544.BackToBack;
import org.sluice.perf.rfc2544.LossCurve;
import org.sluice.perf.rfc2544.Recovery;
import org.sluice.perf.rfc2544.Throughput;
import org.sluice.perf.rfc2544.TrialPoint;

/**
 * All that was found for one size of frames, as {@code result.json} keeps it. A test that was not asked for is null or
 * empty.
 *
 * @param frame {@code "64"} or {@code "imix"}
 * @param meanBytes bytes of a frame with its check sequence
 * @param highestPerSecond what the generator could offer, in frames a second each way
 * @param throughput for each accepted loss
 * @param latency for each rate
 */
public record SizeResult(String frame, double meanBytes, double highestPerSecond, List<Throughput> throughput,
        List<Latency> latency, LossCurve loss, BackToBack backToBack, Recovery recovery) {
    /**
     * Latency at a rate.
     *
     * @param share of the zero-loss throughput
     * @param latency counted from a frame's time by the schedule
     * @param rawLatency counted from its sending
     * @param file of the first, in HdrHistogram's format
     * @param rawFile of the second
     */
    public record Latency(double share, TrialPoint trial, LatencySummary latency, LatencySummary rawLatency,
            String file,
            String rawFile) {}

    /** Copies the lists. */
    public SizeResult {
        throughput = List.copyOf(throughput);
        latency = List.copyOf(latency);
    }
}
