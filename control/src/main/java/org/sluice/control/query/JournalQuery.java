package org.sluice.control.query;

import org.sluice.control.journal.JournalEntry;
import org.sluice.control.journal.JournalReader;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Answers a question from the journal, oldest first. */
public final class JournalQuery {
    private static final long FOLLOW_PARK_NS = 50_000_000;

    private final JournalReader reader;

    /** @param reader of the journal, for this query alone */
    public JournalQuery(final JournalReader reader) {
        this.reader = reader;
    }

    /**
     * @param query   which events
     * @param handler takes each entry, valid during the call
     * @param running asked while following at the journal's end, and between events
     * @return how many were handed over
     */
    public long run(final EventQuery query, final Consumer<JournalEntry> handler, final BooleanSupplier running) {
        if (!query.since().equals(Instant.MIN)) {
            reader.toFileOf(query.since());
        }
        long count = 0;
        while (count < query.limit() && running.getAsBoolean()) {
            if (reader.next()) {
                if (query.matches(reader.entry())) {
                    handler.accept(reader.entry());
                    count++;
                }
            } else if (query.follow()) {
                LockSupport.parkNanos(FOLLOW_PARK_NS);
            } else {
                break;
            }
        }
        return count;
    }
}
