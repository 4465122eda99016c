package org.sluice.control.lifecycle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.journal.DrainAgent;
import org.sluice.control.journal.Journal;
import org.sluice.control.journal.JournalContext;
import org.sluice.control.journal.JournalEntry;
import org.sluice.control.journal.JournalReader;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.contract.CncOwner;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Either process killed, for real, at any moment: each event that reached its ring is journaled exactly once. */
class CrashTest {
    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() {
        started.forEach(Process::destroyForcibly);
    }

    private Process java(final Class<?> main, final Path... arguments) throws IOException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final List<String> command = new ArrayList<>(List.of(
            java, "@" + Path.of(System.getProperty("sluice.root"), "deploy/conf/jvm.options"), "-Xmx256m", "-cp",
            System.getProperty("java.class.path"), main.getName()));
        for (final Path argument : arguments) {
            command.add(argument.toString());
        }
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.add(process);
        return process;
    }

    private static void kill(final Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** By data plane how many events of worker 0 there are; fails when one is missing or there twice. */
    private static Map<Long, Long> journaled(final Journal journal) {
        final Map<Long, Long> last = new TreeMap<>();
        try (JournalReader reader = journal.reader()) {
            while (reader.next()) {
                final JournalEntry entry = reader.entry();
                if (entry.header().worker() == 0) {
                    final long before = last.getOrDefault(entry.startNs(), 0L);
                    assertEquals(before + 1, entry.header().sequence(), "sequence of data plane " + entry.startNs());
                    last.put(entry.startNs(), before + 1);
                }
            }
        }
        return last;
    }

    @Test
    void shouldJournalWhatAKilledDataPlaneLeft() throws IOException, InterruptedException {
        final Path cnc = directory.resolve("cnc");
        try (Journal journal = Journal.open(new JournalContext().directory(directory.resolve("journal")))) {
            final Attachment attachment = new Attachment();
            final DrainAgent drain = new DrainAgent(journal);
            final AttachAgent attach = new AttachAgent(
                cnc, attachment, drain, () -> { }, () -> { }, System::currentTimeMillis);
            for (int run = 0; run < 2; run++) {
                final long previous = attachment.startNs();
                final Process source = java(EventSource.class, cnc);
                Await.until("data plane " + run, () -> {
                    attach.doWork();
                    return attachment.startNs() != previous;
                });
                final long before = journal.appended();
                Await.until("1000 events of data plane " + run, () -> {
                    drain.doWork();
                    return journal.appended() > before + 1_000;
                });
                kill(source);
            }
            attach.onClose();

            final Map<Long, Long> last = journaled(journal);

            assertEquals(2, last.size());
            assertTrue(last.values().stream().allMatch(count -> count >= 1_000), last::toString);
        }
    }

    @Test
    void shouldJournalOnceWhatAKilledControlPlaneHadBegunToDrain() throws IOException, InterruptedException {
        final Path cnc = directory.resolve("cnc");
        final Path journalDirectory = directory.resolve("journal");
        try (CncOwner owner = CncOwner.create(new CncContext().directory(cnc).captureRingLength(1 << 16))) {
            final EventWriter writer = owner.eventRing(0).writer(owner.counters().registry(0));
            long written = 0;
            for (int run = 0; run < 2; run++) {
                final Process drain = java(EventDrain.class, cnc, journalDirectory);
                assertEquals('d', drain.getInputStream().read());
                for (int i = 0; i < 20_000; i++) {
                    writer.begin(EventType.DROP, i);
                    written += writer.commit() ? 1 : 0;
                    if (i % 20 == 0) {
                        LockSupport.parkNanos(100_000);
                    }
                }
                kill(drain);
            }
            try (Journal journal = Journal.open(new JournalContext().directory(journalDirectory));
                CncClient client = CncClient.attach(cnc)) {
                final DrainAgent drain = new DrainAgent(journal);
                drain.attach(client.openEventRings());
                drain.detach();

                final long journaled = journaled(journal).get(owner.startNs());

                final long lostNotices = journaled - written;
                assertTrue(lostNotices >= 0 && lostNotices < 100, journaled + " of " + written);
            }
        }
    }
}
