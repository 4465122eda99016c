package org.sluice.control.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Settings of the journal. */
public final class JournalContext {
    private Path directory = Path.of("/var/lib/sluice/journal");
    private Duration maxAge = Duration.ofDays(14);
    private long maxBytes = 10L << 30;
    private long reserveBytes = 256L << 20;
    private Duration retryAfter = Duration.ofSeconds(5);
    private JournalRoll roll = JournalRoll.HOURLY;
    private LongSupplier clockMs = System::currentTimeMillis;
    private FreeSpace freeSpace = FreeSpace.OF_FILE_SYSTEM;

    /** @return default /var/lib/sluice/journal */
    public Path directory() {
        return directory;
    }

    /**
     * @param directory of the queue's files
     * @return this
     */
    public JournalContext directory(final Path directory) {
        this.directory = directory;
        return this;
    }

    /** @return files older than this are deleted, default 14 days */
    public Duration maxAge() {
        return maxAge;
    }

    /**
     * @param maxAge above 0
     * @return this
     */
    public JournalContext maxAge(final Duration maxAge) {
        this.maxAge = maxAge;
        return this;
    }

    /**
     * @return the oldest files are deleted while all take more than this, default 10 GiB: 20 million alerts of 500
     *     bytes
     */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * @param maxBytes at least 16 MiB
     * @return this
     */
    public JournalContext maxBytes(final long maxBytes) {
        this.maxBytes = maxBytes;
        return this;
    }

    /**
     * @return free space below which the journal halts, default 256 MiB: a page fault in a mapped file on a full disk
     *     would kill the process, so it stops well before
     */
    public long reserveBytes() {
        return reserveBytes;
    }

    /**
     * @param reserveBytes at least 1 MiB, what may be written between two looks at the disk
     * @return this
     */
    public JournalContext reserveBytes(final long reserveBytes) {
        this.reserveBytes = reserveBytes;
        return this;
    }

    /** @return how long a halted journal waits before it tries again, default 5 s */
    public Duration retryAfter() {
        return retryAfter;
    }

    /**
     * @param retryAfter above 0
     * @return this
     */
    public JournalContext retryAfter(final Duration retryAfter) {
        this.retryAfter = retryAfter;
        return this;
    }

    /** @return how long one file serves, default an hour: what retention deletes at a time */
    public JournalRoll roll() {
        return roll;
    }

    /**
     * @param roll of the files
     * @return this
     */
    public JournalContext roll(final JournalRoll roll) {
        this.roll = roll;
        return this;
    }

    /** @return clock of rolling and retention in ms since the epoch, default the system's */
    public LongSupplier clockMs() {
        return clockMs;
    }

    /**
     * @param clockMs ms since the epoch
     * @return this
     */
    public JournalContext clockMs(final LongSupplier clockMs) {
        this.clockMs = clockMs;
        return this;
    }

    /** @return how free space is measured, default by asking the file system */
    public FreeSpace freeSpace() {
        return freeSpace;
    }

    /**
     * @param freeSpace how free space is measured
     * @return this
     */
    public JournalContext freeSpace(final FreeSpace freeSpace) {
        this.freeSpace = freeSpace;
        return this;
    }

    /**
     * Checks every setting.
     *
     * @return this
     * @throws IllegalArgumentException naming the first setting that is wrong, and what is allowed
     */
    public JournalContext conclude() {
        check("journal max-age", maxAge.toMillis(), 1, "a duration above 0");
        check("journal max-bytes", maxBytes, 16L << 20, "at least 16 MiB");
        check("journal reserve-bytes", reserveBytes, 1L << 20, "at least 1 MiB");
        check("journal retry-after", retryAfter.toMillis(), 1, "a duration above 0");
        return this;
    }

    private static void check(final String name, final long value, final long least, final String allowed) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed is " + allowed);
        }
    }
}
