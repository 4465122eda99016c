package org.sluice.control.export;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.journal.DrainAgent;
import org.sluice.control.journal.Journal;
import org.sluice.control.journal.JournalContext;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EveExporterTest {
    @TempDir
    private Path directory;

    private final AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
    private final EventRing ring = EventRing.inMemory(0, 1 << 20);
    private final EventWriter writer = ring.writer(CounterSet.inMemory(8).registry(0));
    private Journal journal;
    private DrainAgent drain;
    private EveFileContext fileContext;

    @BeforeEach
    void open() {
        journal = Journal.open(new JournalContext().directory(directory.resolve("journal")).clockMs(nowMs::get));
        drain = new DrainAgent(journal);
        drain.attach(List.of(ring));
        fileContext = new EveFileContext().file(directory.resolve("log/eve.json")).clockMs(nowMs::get);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void event(final long second) {
        writer.begin(EventType.DROP, second * 1_000_000_000L);
        assertTrue(writer.commit());
        drain.doWork();
    }

    private EveExporter exporter() throws IOException {
        return exporter(nowMs::get);
    }

    private EveExporter exporter(final LongSupplier clockMs) throws IOException {
        return new EveExporter(journal.reader(), new EveFile(fileContext),
            new EveWriter(new EveContext().zone(ZoneOffset.UTC), RuleCatalog.EMPTY),
            new ExportPosition(directory.resolve("eve.position")), Duration.ofSeconds(1), clockMs);
    }

    private List<String> seconds() throws IOException {
        return Files.readAllLines(fileContext.file()).stream().map(line -> line.substring(31, 33)).toList();
    }

    @Test
    void shouldFollowTheJournalAndFlushInTime() throws IOException {
        final EveExporter exporter = exporter();
        exporter.doWork();
        event(1);
        event(2);

        exporter.doWork();
        assertEquals(List.of("01", "02"), seconds());
        event(3);
        exporter.doWork();
        assertEquals(List.of("01", "02"), seconds());
        nowMs.addAndGet(1_000);
        exporter.doWork();

        assertEquals(List.of("01", "02", "03"), seconds());
        exporter.onClose();
    }

    @Test
    void shouldWriteEachEventOnceAlthoughItDiedBetweenWriteAndSave() throws IOException {
        final EveExporter first = exporter();
        event(1);
        first.doWork();
        event(2);
        first.doWork();
        // It dies here: the second line reached the file, its position did not.
        Files.writeString(fileContext.file(), Files.readString(fileContext.file()) + "{\"timestamp\":\"half");

        final EveExporter second = exporter();
        event(3);
        second.doWork();
        second.onClose();

        assertEquals(List.of("01", "02", "03"), seconds());
    }

    @Test
    void shouldEndInTimeWhateverIsLeftAndGoOnWithItAtTheNextStart() throws IOException {
        final EveExporter first = exporter(() -> nowMs.addAndGet(1_000));
        for (int i = 0; i < 600; i++) {
            event(i % 60);
        }

        first.onClose();
        final int atEnd = seconds().size();
        exporter().onClose();

        assertEquals(256, atEnd);
        assertEquals(600, seconds().size());
        assertEquals("59", seconds().getLast());
    }

    @Test
    void shouldRotateBySizeAndDeleteOldFiles() throws IOException {
        fileContext.rotateBytes(1).maxAge(Duration.ofMinutes(10));
        final EveExporter exporter = exporter();
        for (int i = 0; i < 5; i++) {
            event(i);
            nowMs.addAndGet(Duration.ofMinutes(4).toMillis());
            exporter.doWork();
        }
        exporter.onClose();

        final List<Path> files = files();
        assertEquals(4, files.size(), files::toString);
    }

    @Test
    void shouldDeleteRotatedFilesBySize() throws IOException {
        fileContext.rotateBytes(1).maxBytes(0);
        final EveExporter exporter = exporter();
        event(1);
        exporter.doWork();

        assertEquals(1, files().size());
        exporter.onClose();
    }

    @Test
    void shouldRotateByAge() throws IOException {
        try (EveFile file = new EveFile(fileContext.rotateAfter(Duration.ofHours(1)))) {
            file.write('x');
            assertFalse(file.rotateIfDue());
            nowMs.addAndGet(Duration.ofHours(1).toMillis());
            assertTrue(file.rotateIfDue());
            assertEquals(2, files().size());
        }
    }

    @Test
    void shouldGoOnBehindWhatIsInTheFile() throws IOException {
        Files.createDirectories(fileContext.file().getParent());
        Files.writeString(fileContext.file(), "before\n");

        try (EveFile file = new EveFile(fileContext)) {
            file.write("after\n".getBytes());
        }

        assertEquals("before\nafter\n", Files.readString(fileContext.file()));
    }

    @Test
    void shouldNotTrustABrokenPosition() throws IOException {
        final Path path = directory.resolve("eve.position");
        final ExportPosition position = new ExportPosition(path);
        position.save(7, 9);
        assertTrue(new ExportPosition(path).load());

        final byte[] bytes = Files.readAllBytes(path);
        bytes[3] ^= 1;
        Files.write(path, bytes);

        assertFalse(new ExportPosition(path).load());
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory.resolve("log"))) {
            return files.sorted().toList();
        }
    }
}
