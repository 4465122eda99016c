package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

class DatasetDetectionTest {
    @TempDir
    private Path directory;

    private Detection detection(String... rules) throws IOException {
        Path file = Files.write(directory.resolve("test.rules"), List.of(rules));
        ParsedRules parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());
        assertEquals(rules.length, parsed.rules().size(), () -> parsed.problems().toString());
        Detection detection = new Detection(new DetectSettings(), parsed.rules());
        assertEquals(List.of(), detection.compilation.refusals());
        return detection;
    }

    private static Packet from(Detection detection, long source) {
        Packet packet = detection.udp("x", 1000, 2000);
        packet.sourceLow = source;
        return packet;
    }

    @Test
    void shouldFindAddressesInASet() throws IOException {
        Files.writeString(directory.resolve("hosts.lst"), "10.0.0.9\n2001:db8::1\n");
        try (Detection detection = detection(
                "alert udp any any -> any any (ip.src; dataset:isset,hosts,type ip,load hosts.lst; sid:1;)",
                "alert udp any any -> any any (ip.src; dataset:isnotset,hosts,type ip,load hosts.lst; sid:2;)")) {
            assertEquals(List.of(1), detection.inspect(from(detection, 0x0a000009)));
            assertEquals(List.of(2), detection.inspect(from(detection, 0x0a000008)));
        }
    }

    @Test
    void shouldAlertOnceForEachNewAddress() throws IOException {
        try (Detection detection = detection(
                "alert udp any any -> any any (ip.src; dataset:set,seen,type ipv4; sid:1;)")) {
            assertEquals(List.of(1), detection.inspect(from(detection, 0x0a000001)));
            assertEquals(List.of(), detection.inspect(from(detection, 0x0a000001)));
            assertEquals(List.of(1), detection.inspect(from(detection, 0x0a000002)));
        }
    }

    @Test
    void shouldCompareScores() throws IOException {
        Files.writeString(directory.resolve("hosts.rep"), "10.0.0.9,250\n10.0.0.8,100\n");
        try (Detection detection = detection(
                "alert udp any any -> any any (ip.src; datarep:hosts,>,200,type ip,load hosts.rep; sid:1;)")) {
            assertEquals(List.of(1), detection.inspect(from(detection, 0x0a000009)));
            assertEquals(List.of(), detection.inspect(from(detection, 0x0a000008)));
            assertEquals(List.of(), detection.inspect(from(detection, 0x0a000007)));
        }
    }
}
