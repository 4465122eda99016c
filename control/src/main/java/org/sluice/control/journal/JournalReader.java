package org.sluice.control.journal;

import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

import java.time.Instant;

/** Reads the journal in order, at a position of its own. One thread. */
public final class JournalReader implements AutoCloseable {
    private final SingleChronicleQueue queue;
    private final boolean ownsQueue;
    private final ExcerptTailer tailer;
    private final JournalEntry entry = new JournalEntry();

    JournalReader(final SingleChronicleQueue queue, final boolean ownsQueue) {
        this.queue = queue;
        this.ownsQueue = ownsQueue;
        this.tailer = queue.createTailer();
        // Made on one thread, handed to another.
        this.tailer.singleThreadedCheckDisabled(true);
    }

    /** @return whether there was one more event, which is then the {@link #entry()} */
    public boolean next() {
        while (true) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return false;
                }
                if (document.isData() && entry.take(document.index(), document.wire().bytes())) {
                    return true;
                }
            }
        }
    }

    /** @return the event read last; reused */
    public JournalEntry entry() {
        return entry;
    }

    /** Goes before the first event that is left. */
    public void toStart() {
        tailer.toStart();
    }

    /** Goes behind the last event: {@link #next()} waits for those to come. */
    public void toEnd() {
        tailer.toEnd();
    }

    void backwardFromEnd() {
        tailer.direction(TailerDirection.BACKWARD).toEnd();
    }

    /**
     * Goes behind an event.
     *
     * @param index of it
     * @return whether it was there; if retention has deleted it, the reader is before the first event that is left
     */
    public boolean toAfter(final long index) {
        if (tailer.moveToIndex(index)) {
            next();
            return true;
        }
        toStart();
        return false;
    }

    /**
     * Goes before the first event appended in the file of this time, which is at or before all events since.
     *
     * @param since the time
     */
    public void toFileOf(final Instant since) {
        final int last = queue.lastCycle();
        final int wanted = (int)Math.min(Integer.MAX_VALUE,
            Math.max(0, since.toEpochMilli() / queue.rollCycle().lengthInMillis()));
        for (int cycle = Math.max(wanted, queue.firstCycle()); cycle <= last; cycle++) {
            if (tailer.moveToCycle(cycle)) {
                return;
            }
        }
        if (last != Integer.MIN_VALUE && wanted > last) {
            tailer.toEnd();
        } else {
            tailer.toStart();
        }
    }

    @Override
    public void close() {
        tailer.close();
        if (ownsQueue) {
            queue.close();
        }
    }
}
