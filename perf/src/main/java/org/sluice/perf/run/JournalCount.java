package org.sluice.perf.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.sluice.control.journal.Journal;
import org.sluice.control.journal.JournalContext;
import org.sluice.control.journal.JournalEntry;
import org.sluice.control.journal.JournalReader;
import org.sluice.dataplane.contract.EventType;

/** Reads a journal from its beginning to its end: how many events of each kind, and whether any is missing. */
public final class JournalCount {
    private static final String USAGE = "JournalCount --journal DIRECTORY";
    private static final int WORKERS = 64;

    private JournalCount() {}

    /** Prints a JSON line: alerts, other events, records of losses, and holes in the workers' numbering. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE, Set.of("journal"));
        long[] nextSequence = new long[WORKERS + 1];
        Arrays.fill(nextSequence, -1);
        long alerts = 0;
        long others = 0;
        long lost = 0;
        long holes = 0;
        JournalContext journal = new JournalContext().directory(Path.of(options.text("journal")));
        try (JournalReader reader = Journal.openReader(journal)) {
            while (reader.next()) {
                JournalEntry entry = reader.entry();
                alerts += entry.type() == EventType.ALERT ? 1 : 0;
                lost += entry.type() == EventType.LOST ? 1 : 0;
                others += entry.type() == EventType.ALERT || entry.type() == EventType.LOST ? 0 : 1;
                int worker = entry.header().worker() + 1;
                long sequence = entry.header().sequence();
                holes += nextSequence[worker] >= 0 && sequence != nextSequence[worker] ? 1 : 0;
                nextSequence[worker] = sequence + 1;
            }
        }
        System.out.printf("{\"alerts\": %d, \"others\": %d, \"lost_records\": %d, \"holes\": %d}%n", alerts, others,
                lost, holes);
    }
}
