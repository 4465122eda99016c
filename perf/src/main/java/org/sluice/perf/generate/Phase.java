package org.sluice.perf.generate;

/**
 * A part of a trial with one rate.
 *
 * @param framesPerSecond rate each way; infinity for as fast as the generator can
 * @param durationNs how long
 * @param frames most frames each way, 0 for as many as the rate gives
 */
public record Phase(double framesPerSecond, long durationNs, long frames) {
    /** A rate for some time. */
    public static Phase of(double framesPerSecond, long durationNs) {
        return new Phase(framesPerSecond, durationNs, 0);
    }

    /** So many frames as fast as the generator can, within a time. */
    public static Phase burst(long frames, long mostNs) {
        return new Phase(Double.POSITIVE_INFINITY, mostNs, frames);
    }
}
