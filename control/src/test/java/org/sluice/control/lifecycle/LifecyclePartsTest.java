package org.sluice.control.lifecycle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.export.RuleText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LifecyclePartsTest {
    @TempDir
    private Path directory;

    private DataPlaneSupervisor supervisor(final BlockingQueue<String> notices, final String... command) {
        return new DataPlaneSupervisor(() -> new ProcessBuilder(command), Duration.ofMillis(1), Duration.ofMillis(40),
            Duration.ofSeconds(60), notices::add);
    }

    @Test
    void shouldStartADataPlaneThatEndsAgainAndMeasureTheGap() throws InterruptedException {
        final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        try (DataPlaneSupervisor supervisor = supervisor(notices, "/bin/sh", "-c", "exit 3")) {
            supervisor.start();

            final String first = notices.poll(10, TimeUnit.SECONDS);
            assertEquals("the data plane ended unasked (exit status 3); started again in 0 ms", first);
            assertNotNull(notices.poll(10, TimeUnit.SECONDS));
            assertTrue(supervisor.restarts() >= 2);
            supervisor.onForwarding();
            assertTrue(supervisor.lastGapNs() > 0);
        }
    }

    @Test
    void shouldTellAKilledDataPlaneBySignal() throws InterruptedException {
        final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        try (DataPlaneSupervisor supervisor = supervisor(notices, "/bin/sh", "-c", "kill -9 $$")) {
            supervisor.start();

            assertTrue(notices.poll(10, TimeUnit.SECONDS).contains("signal 9"));
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchProgram() throws InterruptedException {
        final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        try (DataPlaneSupervisor supervisor = supervisor(notices, "/nonexistent/program")) {
            supervisor.start();

            assertTrue(notices.poll(10, TimeUnit.SECONDS).contains("/nonexistent/program"));
        }
    }

    @Test
    void shouldStopTheDataPlaneWithItself() {
        final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        final DataPlaneSupervisor supervisor = supervisor(notices, "/bin/sleep", "1000");
        supervisor.start();
        Await.until("started", () -> supervisor.pid() > 0);
        final ProcessHandle child = ProcessHandle.of(supervisor.pid()).orElseThrow();

        supervisor.close();

        assertFalse(child.isAlive());
        assertTrue(notices.isEmpty(), notices::toString);
        assertEquals(0, supervisor.restarts());
    }

    @Test
    void shouldPauseLongerWithEachFailureInARow() {
        final DataPlaneSupervisor supervisor = supervisor(new LinkedBlockingQueue<>(), "/bin/true");

        assertEquals(List.of(0L, 1L, 2L, 4L, 32L, 40L, 40L), List.of(
            supervisor.pauseMs(0), supervisor.pauseMs(1), supervisor.pauseMs(2), supervisor.pauseMs(3),
            supervisor.pauseMs(6), supervisor.pauseMs(7), supervisor.pauseMs(1000)));
    }

    @Test
    void shouldTellAChangeOnceTheFilesHaveComeToRest() throws IOException {
        final Path file = Files.writeString(directory.resolve("a.rules"), "a");
        final FileWatch watch = new FileWatch(() -> List.of(file, directory.resolve("b.rules")));
        assertFalse(watch.changed());

        Files.writeString(file, "ab");
        assertFalse(watch.changed());
        Files.writeString(file, "abc");
        assertFalse(watch.changed());
        assertTrue(watch.changed());
        assertFalse(watch.changed());

        Files.writeString(directory.resolve("b.rules"), "new");
        assertFalse(watch.changed());
        assertTrue(watch.changed());
    }

    @Test
    void shouldKeepImagesForTheirTextsAndFallBackToTheSid() throws IOException {
        final ImageStore images =
            new ImageStore(directory, 1, new FileRuleSetLoader(directory.resolve("none")));
        for (long generation = 1; generation <= 4; generation++) {
            Files.writeString(images.image(generation), "text of " + generation + "\n");
            images.makeCurrent(generation);
        }

        assertEquals(4, images.current());
        assertFalse(Files.exists(images.image(2)));
        assertTrue(Files.exists(images.image(3)));
        assertEquals("text of 3", images.find(3, 0, 1, 1, 0).msg());
        assertEquals("text of 4", images.find(2, 0, 1, 1, 0).msg());
        assertEquals(RuleText.UNKNOWN, images.find(4, 0, 1, 99, 0));
    }

    @Test
    void shouldGoOnWithoutAStoredRuleSetWhenItsFileIsBroken() throws IOException {
        final ImageStore images =
            new ImageStore(directory, 1, new FileRuleSetLoader(directory.resolve("none")));
        assertEquals(0, images.current());
        Files.writeString(directory.resolve("current"), "x");
        assertEquals(0, images.current());
        Files.writeString(directory.resolve("current"), "7");
        assertEquals(0, images.current());
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        final ControlContext context = new ControlContext().ruleSetLoader(
            new FileRuleSetLoader(directory.resolve("none"))).metricsPort(70_000);

        assertEquals("metrics.port is 70000; allowed is -1 to 65535",
            assertThrows(IllegalArgumentException.class, context::conclude).getMessage());
    }

    @Test
    void shouldReloadOnHangup() throws IOException, InterruptedException {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        HangupSignal.handle(() -> heard.add("hup"));

        new ProcessBuilder("/bin/kill", "-HUP", Long.toString(ProcessHandle.current().pid())).start().waitFor();

        assertEquals("hup", heard.poll(10, TimeUnit.SECONDS));
    }
}
