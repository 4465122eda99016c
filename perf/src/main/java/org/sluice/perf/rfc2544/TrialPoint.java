package org.sluice.perf.rfc2544;

import org.sluice.perf.generate.TrialResult;

/**
 * One trial of a test, as results keep it.
 *
 * @param targetPerSecond frames a second each way that were wished
 * @param offeredPerSecond what the generator gave
 * @param receivedPerSecond what came back
 * @param sent frames sent
 * @param lost frames of those that did not come back
 * @param lossRatio their share
 * @param reordered frames that came after a later one
 * @param duplicates frames that came twice
 * @param stalls times the generator itself was held up for more than it catches up with
 * @param longestPauseUs its longest pause, in microseconds
 * @param waitedMs how long generator and device had no core, in milliseconds
 * @param passed whether it met what was asked for
 */
public record TrialPoint(double targetPerSecond, double offeredPerSecond, double receivedPerSecond, long sent,
        long lost,
        double lossRatio, long reordered, long duplicates, long stalls, double longestPauseUs, double waitedMs,
                boolean passed) {
    static TrialPoint of(double target, TrialResult result, boolean passed) {
        return new TrialPoint(target, result.offeredPerSecond(), result.receivedPerSecond(), result.sent(),
                result.lost(),
                result.lossRatio(), result.reordered(), result.duplicates(), result.stalls(),
                result.longestPauseNs() / 1e3,
                result.waitedNs() / 1e6, passed);
    }
}
