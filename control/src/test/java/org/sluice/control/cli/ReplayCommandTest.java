package org.sluice.control.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.TrafficSettings;

class ReplayCommandTest {
    @TempDir
    Path folder;

    /** Writes an empty eve.json, except for captures whose names say otherwise. */
    private static final class RecordingEngine implements ReplayEngine {
        private final List<String> seen;

        RecordingEngine(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public ReplayResult replay(ReplayJob job, Configuration configuration) throws IOException {
            String name = job.capture().getFileName().toString();
            seen.add(name + " ips=" + job.dropsPackets() + " midstream=" + configuration.get(TrafficSettings.MIDSTREAM)
                + " checksums=" + configuration.get(TrafficSettings.CHECKSUM_VALIDATION));
            switch (name) {
                case "missing.pcap" -> throw new IOException("missing.pcap: no such file");
                case "defect.pcap" -> throw new IllegalStateException("a bug");
                default -> Files.createFile(job.out().resolve("eve.json"));
            }
            return new ReplayResult(2, 120, 1, 0, name.equals("cut.pcap") ? "cut.pcap: packet 3: truncated" : null);
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Wiring wiring = new Wiring() {
        @Override
        ReplayEngine replayEngine() {
            return new RecordingEngine(seen);
        }
    };

    private String job(String capture, String more) {
        return "{\"capture\": \"" + capture + "\", \"rules\": \"x.rules\", \"out\": \"" + folder.resolve(capture)
            + "\"" + more
            + "}\n";
    }

    @Test
    void shouldReplayOneCaptureAndSumItUp() {
        CommandRun run = CommandRun.of(wiring, "replay", "-r", "a.pcap", "-S", "x.rules", "-l",
            folder.resolve("out").toString(), "--ips", "-k", "none", "--set", "stream.midstream=true");

        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("2 packets, 120 bytes: 1 alerts, 0 drops"), run.out());
        assertEquals(List.of("a.pcap ips=true midstream=true checksums=false", "closed"), seen);
    }

    @Test
    void shouldKeepEventsAndSayWhereADamagedCaptureEnds() {
        CommandRun run = CommandRun.of(wiring, "replay", "-r", "cut.pcap", "-l", folder.resolve("out").toString());

        assertEquals(1, run.status());
        assertEquals("sluice: cut.pcap: packet 3: truncated; what came before it was inspected, its events are kept\n",
            run.err());
        assertTrue(Files.exists(folder.resolve("out/eve.json")));
    }

    @Test
    void shouldRunAllJobsHoweverManyFail() throws IOException {
        Path jobs = Files.writeString(folder.resolve("jobs.jsonl"), job("missing.pcap", "") + job("defect.pcap", "")
            + "\n"
            + job("cut.pcap", "") + job("bad.pcap", ", \"set\": {\"packet-alert-max\": \"many\"}")
            + job("good.pcap", ", \"ips\": true, \"checksums\": false, \"set\": {\"stream.midstream\": \"true\", "
                + "\"no.such.setting\": \"1\"}"));

        CommandRun run = CommandRun.of(wiring, "replay", "--jobs", jobs.toString());

        assertEquals(1, run.status());
        assertEquals("5 replays, 4 failed\n", run.out());
        assertTrue(seen.contains("good.pcap ips=true midstream=true checksums=false"), seen.toString());
        assertEquals("missing.pcap: no such file\n", Files.readString(folder.resolve("missing.pcap/error.txt")));
        assertTrue(Files.readString(folder.resolve("defect.pcap/error.txt")).startsWith("a defect: "));
        assertEquals("cut.pcap: packet 3: truncated\n", Files.readString(folder.resolve("cut.pcap/error.txt")));
        assertTrue(Files.readString(folder.resolve("bad.pcap/error.txt")).contains("packet-alert-max: many: allowed"));
        assertFalse(Files.exists(folder.resolve("good.pcap/error.txt")));
    }

    @Test
    void shouldRunJobsInParallelEachOnce() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append(job("c" + i + ".pcap", ""));
        }
        Path jobs = Files.writeString(folder.resolve("jobs.jsonl"), lines);

        CommandRun run = CommandRun.of(wiring, "replay", "--jobs", jobs.toString(), "--parallel", "3");

        assertEquals("20 replays, 0 failed\n", run.out());
        assertEquals(20, seen.stream().filter(line -> line.startsWith("c") && !line.equals("closed")).distinct()
            .count());
    }

    @Test
    void shouldNameTheLineThatIsNoJob() throws IOException {
        Path jobs = Files.writeString(folder.resolve("jobs.jsonl"), job("a.pcap", "") + "{\"capture\": \"b.pcap\"}\n");
        Path typo = Files.writeString(folder.resolve("typo.jsonl"), job("a.pcap", ", \"isp\": true"));

        CommandRun run = CommandRun.of(wiring, "replay", "--jobs", jobs.toString());
        CommandRun typoRun = CommandRun.of(wiring, "replay", "--jobs", typo.toString());

        assertEquals(2, run.status());
        assertEquals("sluice: " + jobs + ":2: \"out\" is missing\n", run.err());
        assertTrue(typoRun.err().contains(":1: unknown member \"isp\""), typoRun.err());
        assertEquals(List.of(), seen);
    }
}
