package org.sluice.control.journal;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.contract.CncOwner;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalTest {
    private static final long START_MS = 1_700_000_000_000L;

    @TempDir
    private Path directory;

    private final AtomicLong nowMs = new AtomicLong(START_MS);
    private final AtomicLong freeBytes = new AtomicLong(1L << 40);
    private final JournalContext context = new JournalContext().roll(JournalRoll.MINUTELY).clockMs(nowMs::get)
        .freeSpace(ignored -> freeBytes.get());
    private final EventRing ring = EventRing.inMemory(0, 1 << 20);
    private final EventWriter writer = ring.writer(CounterSet.inMemory(8).registry(0));
    private Journal journal;

    private Journal open() {
        journal = Journal.open(context.directory(directory.resolve("journal")));
        return journal;
    }

    @AfterEach
    void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void write(final long timestampNs) {
        writer.begin(EventType.DROP, timestampNs);
        assertTrue(writer.commit());
    }

    private static List<Long> timestamps(final JournalReader reader) {
        final List<Long> all = new ArrayList<>();
        while (reader.next()) {
            all.add(reader.entry().header().timestampNs());
        }
        return all;
    }

    @Test
    void shouldMoveEventsFromTheRingIntoTheJournal() {
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        write(1);
        write(2);

        assertEquals(2, drain.doWork());

        try (JournalReader reader = journal.reader()) {
            assertEquals(List.of(1L, 2L), timestamps(reader));
            assertEquals(EventType.DROP, reader.entry().type());
            write(3);
            drain.doWork();
            assertEquals(List.of(3L), timestamps(reader));
        }
    }

    @Test
    void shouldNotAppendTwiceWhatAReaderThatDiedHadAppended() {
        open();
        write(1);
        write(2);
        // The journal has them, but the ring was never told: the drain died in between.
        ring.reader().poll((typeCode, buffer, offset, length) -> {
            journal.append(0, buffer, offset, length);
            return false;
        }, 1);
        final DrainAgent drain = new DrainAgent(journal);
        drain.attach(List.of(ring));

        drain.doWork();

        assertEquals(1, drain.duplicates());
        try (JournalReader reader = journal.reader()) {
            assertEquals(List.of(1L, 2L), timestamps(reader));
        }
    }

    @Test
    void shouldHaltOnAFullDiskKeepEventsInTheRingAndResumeWhenThereIsRoom() {
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        freeBytes.set(0);
        write(1);

        assertEquals(0, drain.doWork());

        assertTrue(journal.haltReason().startsWith("disk full: 0 bytes free"), journal.haltReason());
        assertEquals(START_MS, journal.haltedSinceMs());
        assertEquals(1, journal.halts());
        freeBytes.set(1L << 40);
        assertEquals(0, drain.doWork());
        nowMs.addAndGet(context.retryAfter().toMillis());
        assertEquals(1, drain.doWork());
        assertNull(journal.haltReason());
        try (JournalReader reader = journal.reader()) {
            assertEquals(List.of(1L), timestamps(reader));
        }
    }

    @Test
    void shouldResumeBehindAPositionAndSayWhenItIsGone() {
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        write(1);
        write(2);
        drain.doWork();
        final long first;
        try (JournalReader reader = journal.reader()) {
            assertTrue(reader.next());
            first = reader.entry().index();
        }

        try (JournalReader reader = journal.reader()) {
            assertTrue(reader.toAfter(first));
            assertEquals(List.of(2L), timestamps(reader));
        }

        nowMs.addAndGet(120_000);
        write(3);
        drain.doWork();
        nowMs.addAndGet(context.maxAge().toMillis() - 60_000);
        assertEquals(1, journal.applyRetention());
        try (JournalReader reader = journal.reader()) {
            assertFalse(reader.toAfter(first));
            assertEquals(List.of(3L), timestamps(reader));
        }
    }

    @Test
    void shouldDeleteTheOldestFilesWhenAllTakeTooMuch() {
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        for (int minute = 0; minute < 4; minute++) {
            write(minute);
            drain.doWork();
            nowMs.addAndGet(60_000);
        }
        context.maxBytes(16 << 20);
        assertTrue(journal.bytes() > context.maxBytes());

        assertTrue(journal.applyRetention() > 0);

        try (JournalReader reader = journal.reader()) {
            final List<Long> left = timestamps(reader);
            assertEquals(3L, left.getLast());
            assertTrue(left.size() < 4);
        }
    }

    @Test
    void shouldFindTheFileOfATime() {
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        for (int minute = 0; minute < 4; minute++) {
            write(nowMs.get() * 1_000_000);
            drain.doWork();
            nowMs.addAndGet(60_000);
        }

        try (JournalReader reader = journal.reader()) {
            reader.toFileOf(Instant.ofEpochMilli(START_MS + 120_000));
            assertEquals(2, timestamps(reader).size());
            reader.toFileOf(Instant.ofEpochMilli(START_MS - 1_000_000));
            assertEquals(4, timestamps(reader).size());
            reader.toFileOf(Instant.ofEpochMilli(nowMs.get() + 600_000));
            assertEquals(0, timestamps(reader).size());
        }
    }

    @Test
    void shouldBeReadableByAnotherProcess() {
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        write(1);
        drain.doWork();

        try (JournalReader reader = Journal.openReader(context)) {
            assertEquals(List.of(1L), timestamps(reader));
            write(2);
            drain.doWork();
            assertEquals(List.of(2L), timestamps(reader));
        }
    }

    @Test
    void shouldRemoveAFileThatAWriterDiedOverBeforeItBegan() throws IOException {
        final Path unbegun = Files.createDirectories(directory.resolve("journal")).resolve("20231114-2213.cq4");
        Files.write(unbegun, new byte[] {0, 0, 0, (byte)0x80, 0, 0, 0, 0});
        final DrainAgent drain = new DrainAgent(open());
        drain.attach(List.of(ring));
        write(1);

        assertEquals(1, drain.doWork());

        try (JournalReader reader = journal.reader()) {
            assertEquals(List.of(1L), timestamps(reader));
        }
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        final JournalException refused = assertThrows(
            JournalException.class, () -> Journal.openReader(context.directory(directory.resolve("none"))));

        assertTrue(refused.getMessage().contains("is it running"), refused.getMessage());
    }

    @Test
    void shouldHaltWhenAnAppendFails() {
        open().close();

        assertFalse(journal.append(0, new UnsafeBuffer(new byte[200]), 0, 200));

        assertNotNull(journal.haltReason());
    }

    @Test
    void shouldDrainWhatDeadDataPlanesLeft() {
        final CncContext cnc = new CncContext().directory(directory.resolve("cnc"))
            .eventRingLength(EventRing.MIN_CAPACITY).captureRingLength(EventRing.MIN_CAPACITY).clock(nowMs::get);
        try (CncOwner dead = CncOwner.create(cnc)) {
            final EventWriter last = dead.eventRing(0).writer(dead.counters().registry(0));
            last.begin(EventType.DROP, 77);
            last.commit();
        }
        nowMs.incrementAndGet();
        try (CncOwner next = CncOwner.create(cnc); CncClient client = CncClient.attach(cnc.directory())) {
            final DrainAgent drain = new DrainAgent(open());

            drain.drainOrphans(cnc.directory());
            drain.attach(client.openEventRings());

            assertEquals(List.of(), CncClient.openOrphans(cnc.directory()));
            try (JournalReader reader = journal.reader()) {
                assertEquals(List.of(77L), timestamps(reader));
                assertEquals(START_MS * 1_000_000, reader.entry().startNs());
            }
            drain.detach();
            assertTrue(next.startNs() > START_MS * 1_000_000);
        }
    }
}
