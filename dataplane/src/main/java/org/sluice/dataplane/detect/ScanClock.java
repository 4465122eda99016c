package org.sluice.dataplane.detect;

/**
 * Time spent in the pattern matcher: the calls of one worker and how long they took, while it is running. Taking the
 * time costs some 50 ns a call, so it is done on demand only.
 */
public final class ScanClock {
    private boolean running;
    private long calls;
    private long nanoseconds;

    /** Begins anew. */
    public void start() {
        calls = 0;
        nanoseconds = 0;
        running = true;
    }

    /** From here on calls cost what they did before. */
    public void stop() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    void add(long ns) {
        calls++;
        nanoseconds += ns;
    }

    /** Calls since {@link #start()}. */
    public long calls() {
        return calls;
    }

    /** What they took in ns, each with one reading of the clock in it. */
    public long nanoseconds() {
        return nanoseconds;
    }
}
