package org.sluice.dataplane.pipeline;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Polls on while more frames are likely to come, and leaves the core alone when none are.
 *
 * <pre>
 *   a frame -> polls, up to its patience -> parks, from {@value #LEAST_PARK_NS} to {@value #MOST_PARK_NS} ns
 *           -> after {@value #LONG_SILENCE_NS} ns of silence parks for {@value #LONG_PARK_NS} ns
 * </pre>
 *
 * Its patience is twice the pause after which the last frame came, within bounds: a frame that comes as soon as the one
 * before it did finds the thread awake, so that steady traffic is met as by busy spinning, while a machine that has a
 * frame now and then hardly notices. It does not yield: who yields gets the core back when the others' slices are over, some
 * milliseconds later. A parked thread wakes as exactly as its timer slack allows. For one thread.
 */
public final class BackoffIdle implements IdleStrategy {
    /** Least and most time awake without a frame. */
    static final long LEAST_PATIENCE_NS = 500_000;
    static final long MOST_PATIENCE_NS = 4_000_000;
    static final long LEAST_PARK_NS = 10_000;
    static final long MOST_PARK_NS = 100_000;
    static final long LONG_SILENCE_NS = 1_000_000_000;
    static final long LONG_PARK_NS = 250_000;
    /** A power of two: the clock is read once in so many polls. */
    private static final int POLLS_A_LOOK = 8;

    private boolean idle;
    private long sinceNs;
    private long patienceNs = LEAST_PATIENCE_NS;
    private long parkNs = LEAST_PARK_NS;
    private long nextParkNs;
    private int polls;

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (nextParkNs > 0 || (++polls & POLLS_A_LOOK - 1) == 0) {
            nextParkNs = onNothing(System.nanoTime());
        }
        if (nextParkNs > 0) {
            LockSupport.parkNanos(nextParkNs);
        } else {
            Thread.onSpinWait();
        }
    }

    @Override
    public void reset() {
        if (idle) {
            onFrame(System.nanoTime());
        }
    }

    /** Returns how long to park, 0 to poll on. */
    long onNothing(long nowNs) {
        if (!idle) {
            idle = true;
            sinceNs = nowNs;
        }
        long silentNs = nowNs - sinceNs;
        if (silentNs < patienceNs) {
            return 0;
        }
        if (silentNs > LONG_SILENCE_NS) {
            return LONG_PARK_NS;
        }
        long park = parkNs;
        parkNs = Math.min(2 * parkNs, MOST_PARK_NS);
        return park;
    }

    /** Takes note of how long it was silent. */
    void onFrame(long nowNs) {
        long silentNs = nowNs - sinceNs;
        patienceNs = silentNs > MOST_PATIENCE_NS ? Math.max(LEAST_PATIENCE_NS, patienceNs / 2)
                : Math.clamp(Math.max(2 * silentNs, patienceNs - patienceNs / 64), LEAST_PATIENCE_NS, MOST_PATIENCE_NS);
        idle = false;
        parkNs = LEAST_PARK_NS;
        nextParkNs = 0;
    }

    @Override
    public String alias() {
        return "backoff";
    }
}
