package org.sluice.perf.generate;

import org.HdrHistogram.Histogram;

/**
 * Latency of a stream's frames, in two histograms of 3 digits: from the moment a frame should have been sent by the
 * schedule, which is free of coordinated omission, and from the moment it was sent. Hot; no allocation; one thread.
 */
public final class LatencyRecorder {
    private static final long MOST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram corrected = new Histogram(MOST_NS, DIGITS);
    private final Histogram raw = new Histogram(MOST_NS, DIGITS);

    /**
     * A frame has arrived.
     *
     * @param lateUs how long after its time it was sent
     */
    public void record(long sentNs, int lateUs, long receivedNs) {
        long underWay = Math.clamp(receivedNs - sentNs, 0, MOST_NS);
        raw.recordValue(underWay);
        corrected.recordValue(Math.min(underWay + lateUs * 1_000L, MOST_NS));
    }

    /** Forgets everything. */
    public void reset() {
        corrected.reset();
        raw.reset();
    }

    /** From the moment a frame should have been sent. */
    public Histogram corrected() {
        return corrected;
    }

    /** From the moment a frame was sent. */
    public Histogram raw() {
        return raw;
    }
}
