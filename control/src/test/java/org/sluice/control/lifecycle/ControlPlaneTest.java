package org.sluice.control.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.api.ControlClient;
import org.sluice.control.export.EveFileContext;
import org.sluice.control.journal.JournalContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ControlPlaneTest {
    @TempDir
    private Path directory;

    private Path cnc;
    private Path rules;
    private Path eve;

    @BeforeEach
    void writeRules() throws IOException {
        cnc = directory.resolve("cnc");
        rules = directory.resolve("a.rules");
        eve = directory.resolve("log/eve.json");
        Files.writeString(rules, "one\ntwo\n");
    }

    private ControlContext context() {
        return new ControlContext().cncDirectory(cnc).stateDirectory(directory.resolve("state"))
            .journal(new JournalContext().directory(directory.resolve("journal")))
            .eveFile(new EveFileContext().file(eve)).eveFlushInterval(Duration.ofMillis(1))
            .statsInterval(Duration.ZERO).metricsPort(-1).reloadOnHangup(false)
            .reloadTimeout(Duration.ofSeconds(10)).ruleSetLoader(new FileRuleSetLoader(rules));
    }

    private List<String> eveLines(final String type) {
        try {
            return !Files.exists(eve) ? List.of() : Files.readAllLines(eve).stream()
                .filter(line -> line.contains("\"event_type\":\"" + type + '"')).toList();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void shouldGiveADataPlaneItsRulesAndExportItsEvents() {
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc); ControlPlane control = ControlPlane.launch(context())) {
            dataPlane.drop(7_000_000_000L);

            Await.until("rules in force", () -> dataPlane.image() != null);
            Await.until("event in eve.json", () -> eveLines("drop").size() == 1);

            assertTrue(eveLines("drop").getFirst().contains("\"in_iface\":\"right\""), eveLines("drop")::toString);
            assertTrue(Files.exists(dataPlane.image()));
            Await.until("report", () -> control.status().toJson().at("/rules/last_reload/applied").asBoolean());
        }
    }

    @Test
    void shouldReloadByCommandAndReport() throws IOException {
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc); ControlPlane control = ControlPlane.launch(context())) {
            Await.until("first rules", () -> dataPlane.image() != null);
            Files.writeString(rules, "one\ntwo\nthree\n");

            final JsonNode report = new ControlClient(cnc).ask("reload");

            assertEquals("adopted", report.path("outcome").asText(), report::toString);
            assertEquals(2, report.path("generation").asLong());
            assertEquals(3, report.path("loaded").asInt());
            assertEquals(2, report.path("workers").asInt());
            dataPlane.fail(new IllegalStateException("broken"));
            final JsonNode stat = new ControlClient(cnc).ask("stat");
            assertTrue(stat.at("/errors/0/text").asText().contains("broken"), stat::toString);
            assertTrue(stat.at("/dataplane/live").asBoolean(), stat::toString);
            assertEquals(2, stat.at("/rules/generation").asLong());
            assertEquals(0, stat.at("/counters/decoder/pkts").asLong());
            assertTrue(control.status().isLive());
        }
    }

    @Test
    void shouldKeepTheOldRulesWhenTheNewAreBad() throws IOException, InterruptedException {
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc); ControlPlane control = ControlPlane.launch(context())) {
            Await.until("first rules", () -> dataPlane.image() != null);
            final Path before = dataPlane.image();
            Files.writeString(rules, "one\nbad\n");

            final ReloadReport report = control.reload();

            assertFalse(report.applied());
            assertEquals("1 bad rule", report.text());
            assertEquals(List.of(rules + ":2:1: bad"), report.problems());
            assertEquals(1, report.generation());
            assertEquals(before, dataPlane.image());
            Await.until("notice", () -> eveLines("notice").stream().anyMatch(line -> line.contains("1 bad rule")));
        }
    }

    @Test
    void shouldSayWhyTheDataPlaneRefusedAnImage() throws InterruptedException {
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc); ControlPlane control = ControlPlane.launch(context())) {
            Await.until("first rules", () -> dataPlane.image() != null);
            dataPlane.refuseImages("checksum differs");

            final ReloadReport report = control.reload();

            assertEquals("refused", report.outcome());
            assertEquals("checksum differs", report.text());
            assertEquals(1, report.generation());
            assertFalse(Files.exists(directory.resolve("state/images/rules-2.image")));
            dataPlane.refuseImages(null);
            assertEquals(3, control.reload().generation());
        }
    }

    @Test
    void shouldSayWhichWorkersAreMissingAfterTheTimeout() throws InterruptedException {
        final ControlContext context = context().reloadTimeout(Duration.ofMillis(50));
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc); ControlPlane control = ControlPlane.launch(context)) {
            Await.until("first rules", () -> dataPlane.image() != null);
            dataPlane.adopting(1);

            final ReloadReport report = control.reload();

            assertFalse(report.applied());
            assertEquals("timed out", report.outcome());
            assertEquals("1 of 2 workers have adopted it", report.text());
            assertEquals(2, report.generation());
        }
    }

    @Test
    void shouldAttachToTheNextDataPlaneAndGiveItTheRulesInForce() {
        try (ControlPlane control = ControlPlane.launch(context())) {
            final Path first;
            final long firstStartNs;
            try (FakeDataPlane dataPlane = new FakeDataPlane(cnc)) {
                Await.until("first rules", () -> dataPlane.image() != null);
                first = dataPlane.image();
                firstStartNs = dataPlane.startNs();
                dataPlane.drop(1);
            }
            Await.until("clock went on", () -> System.currentTimeMillis() * 1_000_000 > firstStartNs);
            try (FakeDataPlane dataPlane = new FakeDataPlane(cnc)) {
                dataPlane.drop(2);

                Await.until("rules again", () -> dataPlane.image() != null);
                Await.until("events of both", () -> eveLines("drop").size() == 2);

                assertEquals(first, dataPlane.image());
                assertTrue(control.status().isLive());
            }
        }
    }

    @Test
    void shouldGoOnAfterItsOwnRestartWithoutCompilingOrRepeating() {
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc)) {
            try (ControlPlane control = ControlPlane.launch(context())) {
                dataPlane.drop(1);
                Await.until("first event", () -> eveLines("drop").size() == 1);
                Await.until("first rules", () -> control.status().toJson().at("/rules/generation").asLong() == 1);
            }
            dataPlane.drop(2);
            dataPlane.drop(3);
            try (ControlPlane control = ControlPlane.launch(context())) {
                Await.until("events of the meantime", () -> eveLines("drop").size() == 3);

                assertEquals(1, control.status().toJson().at("/rules/generation").asLong());
                assertTrue(control.status().toJson().at("/rules/last_reload").isMissingNode());
            }
        }
    }

    @Test
    void shouldStoreRulesForADataPlaneThatIsYetToCome() throws InterruptedException {
        try (ControlPlane control = ControlPlane.launch(context())) {
            final ReloadReport report = control.reload();

            assertEquals("stored", report.outcome());
            assertTrue(report.applied());
        }
    }

    @Test
    void shouldFallBackToTheStoredRulesWhenTheFilesAreBad() throws IOException, InterruptedException {
        try (ControlPlane control = ControlPlane.launch(context())) {
            assertTrue(control.reload().applied());
        }
        Files.writeString(rules, "bad\n");
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc); ControlPlane control = ControlPlane.launch(context())) {
            Await.until("stored rules", () -> dataPlane.image() != null);

            assertEquals("rules-1.image", dataPlane.image().getFileName().toString());
            assertEquals("refused", control.status().toJson().at("/rules/last_reload/outcome").asText());
        }
    }

    @Test
    void shouldReloadWhenWatchedFilesChange() throws IOException {
        try (FakeDataPlane dataPlane = new FakeDataPlane(cnc);
            ControlPlane control = ControlPlane.launch(context().watchRules(true))) {
            Await.until("first rules", () -> dataPlane.image() != null);

            Files.writeString(rules, "one\ntwo\nthree\nfour\n");

            Await.until("second rules", () -> control.status().toJson().at("/rules/last_reload/loaded").asInt() == 4);
        }
    }

    @Test
    void shouldRefuseASecondControlPlane() {
        try (ControlPlane first = ControlPlane.launch(context())) {
            assertThrows(IllegalStateException.class, () -> ControlPlane.launch(context()));
            assertTrue(first.metricsPort() < 0);
        }
    }

    @Test
    void shouldEndWhenTold() throws IOException, InterruptedException {
        try (ControlPlane control = ControlPlane.launch(context())) {
            new ControlClient(cnc).ask("shutdown");

            control.awaitShutdown();
        }
        assertThrows(IOException.class, () -> new ControlClient(cnc).ask("stat"));
    }
}
