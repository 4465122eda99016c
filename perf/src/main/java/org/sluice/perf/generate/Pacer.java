package org.sluice.perf.generate;

/**
 * Says how many frames are due: a bucket that fills with {@code rate} tokens a second, emptied once a burst. Frame k
 * of a
 * phase is due at {@code start + k / rate}, whatever happened before, so a generator that falls behind catches up and
 * the
 * delay shows in its frames' latency. When it was not asked for longer than {@code catchUpNs} (another program had its
 * core), the rest of that time is forgiven and counted: sending all that in one heap would test something else.
 *
 * <p>Hot; one thread; time is handed in.
 */
public final class Pacer {
    private static final double NS = 1e9;

    private final long catchUpNs;
    private double rate;
    private long startNs;
    private long askedNs;
    private long issued;
    private long stalls;
    private long stalledNs;

    /** @param catchUpNs longest time without being asked that is caught up with */
    public Pacer(long catchUpNs) {
        this.catchUpNs = catchUpNs;
    }

    /**
     * Begins a phase.
     *
     * @param framesPerSecond the rate; infinity for as fast as can be
     */
    public void begin(long nowNs, double framesPerSecond) {
        rate = framesPerSecond;
        startNs = nowNs;
        askedNs = nowNs;
        issued = 0;
    }

    /** Frames due now, {@code most} at most. They count as sent. */
    public int due(long nowNs, int most) {
        if (Double.isInfinite(rate)) {
            startNs = nowNs;
            return most;
        }
        long gapNs = nowNs - askedNs;
        askedNs = nowNs;
        if (gapNs > catchUpNs) {
            stalls++;
            stalledNs += gapNs - catchUpNs;
            startNs += gapNs - catchUpNs;
        }
        long total = (long) Math.floor((nowNs - startNs) * rate / NS) + 1;
        return (int) Math.clamp(total - issued, 0, most);
    }

    /** Takes {@code count} frames as sent. */
    public void issued(int count) {
        issued += count;
    }

    /** When the frame {@code ahead} after those issued is due. */
    public long dueNs(int ahead) {
        return Double.isInfinite(rate) ? startNs : startNs + (long) ((issued + ahead) * NS / rate);
    }

    /** Times it was held up for longer than can be caught up with. */
    public long stalls() {
        return stalls;
    }

    /** How long of that is forgiven, in ns. */
    public long stalledNs() {
        return stalledNs;
    }
}
