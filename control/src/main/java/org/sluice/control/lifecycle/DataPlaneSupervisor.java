package org.sluice.control.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a data plane process running: starts it, and starts it again when it ends unasked, at once the first time and
 * then with growing pauses. Measures the gap from its end to the moment when its successor forwards.
 */
public final class DataPlaneSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataPlaneSupervisor.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<ProcessBuilder> command;
    private final Duration firstPause;
    private final Duration longestPause;
    private final Duration healthyAfter;
    private final Consumer<String> notice;
    private final Thread thread = Thread.ofPlatform().name("sluice-supervisor").unstarted(this::run);
    private volatile Process process;
    private volatile boolean closing;
    private volatile long diedNs;
    private volatile boolean gapOpen;
    private volatile long lastGapNs;
    private volatile int restarts;

    /**
     * @param command      starts the data plane
     * @param firstPause   before the second restart in a row; doubled for each further one
     * @param longestPause at most
     * @param healthyAfter a process that lived this long starts the count anew
     * @param notice       takes what should be said in the journal
     */
    public DataPlaneSupervisor(
        final Supplier<ProcessBuilder> command, final Duration firstPause, final Duration longestPause,
        final Duration healthyAfter, final Consumer<String> notice) {
        this.command = command;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
        this.healthyAfter = healthyAfter;
        this.notice = notice;
    }

    /** Starts the data plane. */
    public void start() {
        thread.start();
    }

    private void run() {
        int failures = 0;
        while (!closing) {
            final long startedNs = System.nanoTime();
            final String end = runOnce();
            if (closing) {
                return;
            }
            failures = System.nanoTime() - startedNs > healthyAfter.toNanos() ? 0 : failures;
            final long pauseMs = pauseMs(failures++);
            final String text = "the data plane ended unasked (" + end + "); started again in " + pauseMs + " ms";
            LOG.error("{}", text);
            restarts = restarts + 1;
            notice.accept(text);
            pause(pauseMs);
        }
    }

    private String runOnce() {
        try {
            final Process started = command.get().start();
            process = started;
            if (closing) {
                started.destroy();
            }
            final int status = started.waitFor();
            diedNs = System.nanoTime();
            gapOpen = true;
            return status > 128 ? "signal " + (status - 128) : "exit status " + status;
        } catch (final IOException ex) {
            return ex.getMessage();
        } catch (final InterruptedException ex) {
            closing = true;
            return "interrupted";
        }
    }

    long pauseMs(final int failures) {
        return failures == 0 ? 0 :
            Math.min(longestPause.toMillis(), firstPause.toMillis() << Math.min(20, failures - 1));
    }

    private void pause(final long ms) {
        try {
            Thread.sleep(ms);
        } catch (final InterruptedException ex) {
            closing = true;
        }
    }

    /** To be called when the data plane forwards: closes the gap, if there was one. */
    public void onForwarding() {
        if (gapOpen) {
            gapOpen = false;
            lastGapNs = System.nanoTime() - diedNs;
            final String text = "the data plane forwards again; gap " + lastGapNs / 1_000_000 + " ms";
            LOG.warn("{}", text);
            notice.accept(text);
        }
    }

    /** @return how often it was started again */
    public int restarts() {
        return restarts;
    }

    /** @return ns from the last end to forwarding again, 0 when it never ended */
    public long lastGapNs() {
        return lastGapNs;
    }

    /** @return process id of the data plane, -1 when it is not running */
    public long pid() {
        final Process now = process;
        return now != null && now.isAlive() ? now.pid() : -1;
    }

    /** Stops the data plane in order, by force when it does not end within ten seconds. */
    @Override
    public void close() {
        closing = true;
        final Process last = process;
        if (last != null) {
            last.destroy();
            try {
                if (!last.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.error("the data plane did not end within {} s: killed", STOP_TIMEOUT.toSeconds());
                    last.destroyForcibly();
                }
            } catch (final InterruptedException ex) {
                last.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        thread.interrupt();
    }
}
