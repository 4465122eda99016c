package org.sluice.perf.rfc2544;

import java.util.List;

/**
 * The highest rate with no more than an accepted loss (RFC 2544, section 26.1; RFC 1242, section 3.17).
 *
 * @param acceptedLoss the accepted share of lost frames
 * @param framesPerSecond the rate each way, 0 when even the lowest rate that was tried lost more
 * @param bitsPerSecond the same in bits of frames with their check sequences
 * @param limitedBy what kept it from being higher: "device", or "generator" when that could not offer more
 * @param trials all trials of the search in their order
 */
public record Throughput(double acceptedLoss, double framesPerSecond, double bitsPerSecond, String limitedBy,
        List<TrialPoint> trials) {
    /** Copies the list. */
    public Throughput {
        trials = List.copyOf(trials);
    }
}
