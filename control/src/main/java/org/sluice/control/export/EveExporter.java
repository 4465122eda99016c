package org.sluice.control.export;

import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.control.journal.JournalEntry;
import org.sluice.control.journal.JournalReader;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Follows the journal into the EVE file. Its position and the file's length are saved together after each flush, and on
 * its return the file is cut back to that length: each event is in it exactly once. When the file cannot be written it
 * waits and tries again; the journal keeps the events. One thread.
 */
public final class EveExporter implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(EveExporter.class);
    private static final int LIMIT = 256;
    /** Time to catch up with the journal at the end: less than an agent is given until it is interrupted. */
    private static final long FINISH_MS = 2_000;

    private final JournalReader journal;
    private final EveFile file;
    private final EveWriter writer;
    private final ExportPosition position;
    private final long flushIntervalMs;
    private final long retryAfterMs;
    private final LongSupplier clockMs;
    private long lastIndex;
    private long nextFlushMs;
    private long retryAtMs;
    private boolean dirty;
    private boolean pending;
    private volatile String failure;
    private volatile long written;
    private volatile long skipped;

    /**
     * @param journal       to follow; closed with this
     * @param file          to write; closed with this
     * @param writer        of the lines
     * @param position      where it was
     * @param flushInterval longest time that a line stays in the buffer
     * @param clockMs       ms since the epoch
     * @throws IOException when the file cannot be cut back to the position
     */
    public EveExporter(
        final JournalReader journal, final EveFile file, final EveWriter writer, final ExportPosition position,
        final Duration flushInterval, final LongSupplier clockMs) throws IOException {
        this.journal = journal;
        this.file = file;
        this.writer = writer;
        this.position = position;
        this.flushIntervalMs = flushInterval.toMillis();
        this.retryAfterMs = 5_000;
        this.clockMs = clockMs;
        if (position.load()) {
            lastIndex = position.index();
            file.truncate(position.length());
            if (!journal.toAfter(lastIndex)) {
                skipped = 1;
                LOG.warn("EVE export: the journal no longer has the event last exported; going on with the oldest it has");
            }
        }
    }

    @Override
    public int doWork() {
        final long nowMs = clockMs.getAsLong();
        if (failure != null && nowMs < retryAtMs) {
            return 0;
        }
        try {
            final int work = export();
            if (dirty && (nowMs >= nextFlushMs || failure != null)) {
                save(nowMs);
            }
            if (failure != null) {
                LOG.info("EVE export goes on");
                failure = null;
            }
            return work;
        } catch (final IOException ex) {
            fail(ex, nowMs);
            return 0;
        }
    }

    private int export() throws IOException {
        int work = 0;
        while (work < LIMIT && (pending || journal.next())) {
            pending = true;
            final JournalEntry entry = journal.entry();
            if (writer.write(entry, file)) {
                written = written + 1;
            }
            pending = false;
            lastIndex = entry.index();
            dirty = true;
            work++;
        }
        return work;
    }

    private void save(final long nowMs) throws IOException {
        file.flush();
        file.rotateIfDue();
        position.save(lastIndex, file.length());
        dirty = false;
        nextFlushMs = nowMs + flushIntervalMs;
    }

    private void fail(final IOException ex, final long nowMs) {
        if (failure == null) {
            LOG.error("EVE export stopped, the journal keeps the events: {}", ex.toString());
        }
        failure = ex.toString();
        retryAtMs = nowMs + retryAfterMs;
    }

    /**
     * A line of another origin ({@code stats}) into the file; left out while the file cannot be written.
     *
     * @param line writes it
     */
    public void interject(final Interjection line) {
        if (failure == null) {
            try {
                line.writeTo(file);
                dirty = lastIndex != 0;
            } catch (final IOException ex) {
                fail(ex, clockMs.getAsLong());
            }
        }
    }

    /** Writes a line. */
    @FunctionalInterface
    public interface Interjection {
        /**
         * @param target takes the line
         * @throws IOException of the target
         */
        void writeTo(java.io.OutputStream target) throws IOException;
    }

    /** @return why nothing is written, null when all is well */
    public String failure() {
        return failure;
    }

    /** @return lines of events written since the start */
    public long written() {
        return written;
    }

    /** @return how often the journal no longer had the next event */
    public long skipped() {
        return skipped;
    }

    @Override
    public void onClose() {
        try (journal; file) {
            if (failure == null) {
                final long endMs = clockMs.getAsLong() + FINISH_MS;
                int work = 1;
                while (work > 0 && clockMs.getAsLong() < endMs) {
                    work = export();
                }
                if (work > 0) {
                    LOG.info("EVE export: the next start goes on with what is left in the journal");
                }
                if (lastIndex != 0) {
                    save(clockMs.getAsLong());
                }
            }
        } catch (final IOException ex) {
            LOG.error("EVE export could not finish: {}", ex.toString());
        }
    }

    @Override
    public String roleName() {
        return "eve-export";
    }
}
