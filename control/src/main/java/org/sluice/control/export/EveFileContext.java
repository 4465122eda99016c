package org.sluice.control.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Settings of the EVE file. */
public final class EveFileContext {
    private Path file = Path.of("/var/log/sluice/eve.json");
    private long rotateBytes = 512L << 20;
    private Duration rotateAfter = Duration.ofDays(1);
    private long maxBytes = 5L << 30;
    private Duration maxAge = Duration.ofDays(7);
    private int bufferBytes = 256 * 1024;
    private LongSupplier clockMs = System::currentTimeMillis;

    /** @return default /var/log/sluice/eve.json */
    public Path file() {
        return file;
    }

    /**
     * @param file to write; rotated ones get the time as a suffix
     * @return this
     */
    public EveFileContext file(final Path file) {
        this.file = file;
        return this;
    }

    /** @return size at which the file is rotated, default 512 MiB */
    public long rotateBytes() {
        return rotateBytes;
    }

    /**
     * @param rotateBytes above 0
     * @return this
     */
    public EveFileContext rotateBytes(final long rotateBytes) {
        this.rotateBytes = rotateBytes;
        return this;
    }

    /** @return age at which the file is rotated, default a day */
    public Duration rotateAfter() {
        return rotateAfter;
    }

    /**
     * @param rotateAfter above 0
     * @return this
     */
    public EveFileContext rotateAfter(final Duration rotateAfter) {
        this.rotateAfter = rotateAfter;
        return this;
    }

    /** @return the oldest rotated files are deleted while they take more than this, default 5 GiB */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * @param maxBytes of all rotated files
     * @return this
     */
    public EveFileContext maxBytes(final long maxBytes) {
        this.maxBytes = maxBytes;
        return this;
    }

    /** @return rotated files older than this are deleted, default 7 days */
    public Duration maxAge() {
        return maxAge;
    }

    /**
     * @param maxAge above 0
     * @return this
     */
    public EveFileContext maxAge(final Duration maxAge) {
        this.maxAge = maxAge;
        return this;
    }

    /** @return bytes gathered before a write, default 256 KiB: 400 alerts a system call */
    public int bufferBytes() {
        return bufferBytes;
    }

    /**
     * @param bufferBytes at least 512
     * @return this
     */
    public EveFileContext bufferBytes(final int bufferBytes) {
        this.bufferBytes = bufferBytes;
        return this;
    }

    /** @return clock of rotation and retention in ms since the epoch, default the system's */
    public LongSupplier clockMs() {
        return clockMs;
    }

    /**
     * @param clockMs ms since the epoch
     * @return this
     */
    public EveFileContext clockMs(final LongSupplier clockMs) {
        this.clockMs = clockMs;
        return this;
    }

    /**
     * Checks every setting.
     *
     * @return this
     * @throws IllegalArgumentException naming the first setting that is wrong, and what is allowed
     */
    public EveFileContext conclude() {
        if (rotateBytes <= 0 || maxBytes < 0 || bufferBytes < 512 || rotateAfter.toMillis() <= 0 || maxAge.toMillis() <= 0) {
            throw new IllegalArgumentException("eve-log: rotate-bytes " + rotateBytes + " and the durations " +
                rotateAfter + " and " + maxAge + " must be above 0, buffer-bytes " + bufferBytes + " at least 512");
        }
        return this;
    }
}
