package org.sluice.control.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.collections.MutableInteger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends events and deletes old ones. When the disk is full or an append fails the journal <em>halts</em>: it takes
 * nothing until a later try finds room, and says since when and why. One thread, apart from {@link #reader()} and the
 * status.
 */
public final class Journal implements AutoCloseable {
    /** Chronicle maps a file block by block; an entry may take a quarter of one. */
    private static final int BLOCK_SIZE = 16 << 20;
    /**
     * How long an entry may stay unfinished before its writer is taken for dead: there is but one writer, and it is
     * this.
     */
    private static final long RECOVERY_TIMEOUT_MS = 1_000;

    private final JournalContext context;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final JournalRetention retention;
    private final byte[] staging = new byte[1 << 20];
    private long bytesSinceLook = Long.MAX_VALUE;
    private long retryAtMs;
    private volatile long haltedSinceMs;
    private volatile String haltReason;
    private volatile long appended;
    private volatile long halts;

    private Journal(final JournalContext context, final SingleChronicleQueue queue) {
        this.context = context;
        this.queue = queue;
        this.appender = queue.createAppender();
        // Made on the thread that starts the control plane, used on the drain's.
        this.appender.singleThreadedCheckDisabled(true);
        this.retention = new JournalRetention(context);
    }

    /**
     * Opens the journal to append to, making its directory when there is none.
     *
     * @param context settings; concluded here
     * @return the journal
     * @throws JournalException when the directory cannot be made or read
     */
    public static Journal open(final JournalContext context) {
        context.conclude();
        try {
            Files.createDirectories(context.directory());
            JournalRepair.removeUnbegun(context.directory());
            return new Journal(context, builder(context.directory(), context).build());
        } catch (final IOException | RuntimeException ex) {
            throw new JournalException("cannot open the journal in " + context.directory() + ": " + ex +
                "; the directory must be writable by this user and hold nothing but a journal", ex);
        }
    }

    /**
     * Opens a reader of a journal that another process may be writing.
     *
     * @param context settings of the journal
     * @return the reader, before the first event
     * @throws JournalException when there is no journal
     */
    public static JournalReader openReader(final JournalContext context) {
        final Path directory = context.directory();
        if (!Files.isDirectory(directory)) {
            throw new JournalException("no journal in " + directory +
                ": the control plane has not written any; is it running with this directory?", null);
        }
        return new JournalReader(builder(directory, context).readOnly(true).build(), true);
    }

    private static SingleChronicleQueueBuilder builder(final Path directory, final JournalContext context) {
        Jvm.setExceptionHandlers(JournalLog.ERRORS, JournalLog.WARNINGS, null);
        final TimeProvider time = () -> context.clockMs().getAsLong();
        return SingleChronicleQueueBuilder.binary(directory.toFile()).rollCycle(context.roll().cycle())
            .blockSize(BLOCK_SIZE).timeProvider(time)
            .timeoutMS(RECOVERY_TIMEOUT_MS);
    }

    /** @return a reader of its own, before the first event */
    public JournalReader reader() {
        return new JournalReader(queue, false);
    }

    /**
     * Appends one event.
     *
     * @param startNs start of the data plane that wrote it, ns since the epoch
     * @param buffer  holding the event
     * @param offset  of its first byte
     * @param length  of it, at most 1 MiB
     * @return whether it was appended; if not, the journal is halted
     */
    public boolean append(final long startNs, final DirectBuffer buffer, final int offset, final int length) {
        if (!ready(length)) {
            return false;
        }
        try (DocumentContext document = appender.writingDocument()) {
            final Bytes<?> bytes = document.wire().bytes();
            buffer.getBytes(offset, staging, 0, length);
            bytes.writeLong(startNs);
            bytes.write(staging, 0, length);
        } catch (final RuntimeException | InternalError ex) {
            halt("cannot write in " + context.directory() + ": " + ex);
            return false;
        }
        appended = appended + 1;
        return true;
    }

    private boolean ready(final int length) {
        if (haltReason != null && context.clockMs().getAsLong() < retryAtMs) {
            return false;
        }
        bytesSinceLook += length;
        if (haltReason != null || bytesSinceLook < 0 || bytesSinceLook > context.reserveBytes() / 4) {
            bytesSinceLook = 0;
            return look();
        }
        return true;
    }

    private boolean look() {
        try {
            final long free = context.freeSpace().bytes(context.directory());
            if (free < context.reserveBytes()) {
                halt("disk full: " + free + " bytes free in " + context.directory() + ", " + context.reserveBytes() +
                    " are kept in reserve");
                return false;
            }
        } catch (final IOException ex) {
            halt("cannot measure free space in " + context.directory() + ": " + ex);
            return false;
        }
        haltReason = null;
        return true;
    }

    private void halt(final String reason) {
        final long nowMs = context.clockMs().getAsLong();
        if (haltReason == null) {
            haltedSinceMs = nowMs;
            halts = halts + 1;
        }
        haltReason = reason;
        retryAtMs = nowMs + context.retryAfter().toMillis();
    }

    /**
     * Deletes what is too old or too much; never the file being written.
     *
     * @return how many files were deleted
     */
    public int applyRetention() {
        final int deleted = retention.apply();
        if (deleted > 0) {
            queue.refreshDirectoryListing();
        }
        return deleted;
    }

    /** @return why nothing is being written, null when all is well */
    public String haltReason() {
        return haltReason;
    }

    /** @return since when, ms since the epoch; only meant while or just after {@link #haltReason()} is set */
    public long haltedSinceMs() {
        return haltedSinceMs;
    }

    /** @return how often the journal halted since it was opened */
    public long halts() {
        return halts;
    }

    /** @return events appended since it was opened */
    public long appended() {
        return appended;
    }

    /** @return bytes that the journal's files take */
    public long bytes() {
        return retention.bytes();
    }

    /**
     * The last sequence of each worker of one data plane that is in the journal, so that a drain that died between
     * append and release of the ring does not append twice.
     *
     * @param startNs of the data plane
     * @param worker  number
     * @param most    entries to look back at
     * @return the sequence, 0 when there is none in reach
     */
    public long lastSequence(final long startNs, final int worker, final int most) {
        final MutableInteger seen = new MutableInteger();
        try (JournalReader reader = reader()) {
            reader.backwardFromEnd();
            while (seen.getAndIncrement() < most && reader.next()) {
                final JournalEntry entry = reader.entry();
                if (entry.startNs() == startNs && entry.header().worker() == worker) {
                    return entry.header().sequence();
                }
            }
        }
        return 0;
    }

    @Override
    public void close() {
        queue.close();
    }
}
