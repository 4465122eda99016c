package org.sluice.perf.generate;

import org.HdrHistogram.Histogram;

/**
 * What became of a trial's frames, both ways together.
 *
 * @param offeredPerSecond frames a second each way that the generator gave to its ports
 * @param receivedPerSecond frames a second each way that came out of the device
 * @param sent frames given to the ports
 * @param refused frames of those that a port did not take, which are lost, too: the wire into the device was full
 * @param received different frames that came back
 * @param duplicates frames that came back again
 * @param reordered frames that came after a later one
 * @param durationNs how long it sent, {@code stalledNs} left out
 * @param recoveredAfterNs for a trial of two phases, how long after the second began the last lost frame was sent; 0
 *     when
 *     none was
 * @param stalls times the generator was had no core for so long that it did not catch up
 * @param stalledNs how long that was, beyond what it catches up with
 * @param longestPauseNs longest time between two looks of the generator at its ports: what the machine adds to latency
 * @param waitedNs how long generator and device wanted to run and had no core, because other programs did
 * @param latency from a frame's time by the schedule, in ns
 * @param rawLatency from its sending, in ns
 */
public record TrialResult(double offeredPerSecond, double receivedPerSecond, long sent, long refused, long received,
        long duplicates, long reordered, long durationNs, long recoveredAfterNs, long stalls, long stalledNs,
        long longestPauseNs, long waitedNs, Histogram latency, Histogram rawLatency) {
    /** Frames that did not come back. */
    public long lost() {
        return sent - received;
    }

    /** Share of the trial that other programs took from generator and device: what failed then may not be theirs. */
    public double disturbed() {
        return (double) waitedNs / durationNs;
    }

    /** Share of the frames that did not come back, 0 to 1. */
    public double lossRatio() {
        return sent == 0 ? 0 : (double) lost() / sent;
    }
}
