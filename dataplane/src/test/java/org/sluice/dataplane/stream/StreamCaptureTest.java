package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.CaptureException;
import org.sluice.dataplane.port.CaptureReader;
import org.sluice.dataplane.port.CaptureSource;
import org.sluice.rules.image.StreamEvent;

/** Other people's captures through decoder, flow table and stream engine. */
class StreamCaptureTest {
    private static final Path CASES = Path.of(System.getProperty("sluice.shared",
            System.getProperty("sluice.root", "..") + "/../shared"), "conformance", "cases");

    private final List<String> events = new ArrayList<>();
    private Received received;
    private FlowTable flows;
    private StreamEngine streams;

    @Test
    void shouldRefuseAnswersToASynThatEchoAnotherTimestamp() throws IOException {
        replay("bug-3286-02-linux-evasion");

        List<String> timestamps = events.stream().filter(e -> e.endsWith("pkt_invalid_timestamp")).toList();
        assertEquals(List.of("2 pkt_invalid_timestamp", "3 pkt_invalid_timestamp"), timestamps);
        assertTrue(received.fromServer().contains("THIS_IS_A_TEST"));
    }

    @Test
    void shouldFindTheRealSynUnderManyDifferentOnes() throws IOException {
        replay("bug-7657-01");

        assertEquals(13, events.stream().filter(e -> e.endsWith("3whs_syn_flood")).count());
        assertTrue(received.fromClient().startsWith("POST"));
    }

    @Test
    void shouldKeepItsPromisesOnEveryCapture() throws IOException {
        assumeTrue(Files.isDirectory(CASES), () -> "no captures in " + CASES + " (set -Dsluice.shared)");
        List<Path> folders;
        try (Stream<Path> paths = Files.list(CASES)) {
            folders = paths.sorted().toList();
        }

        for (Path folder : folders) {
            for (boolean passive : new boolean[] {false, true}) {
                replay(folder.getFileName().toString(), passive);
                assertEquals(0, streams.statistics().blockBytesInUse, () -> "blocks not given back after " + folder);
                assertEquals(0, streams.statistics().sessionsInUse, () -> "sessions not given back after " + folder);
            }
        }
    }

    private void replay(String name) throws IOException {
        replay(name, false);
    }

    private void replay(String name, boolean passive) throws IOException {
        Path folder = CASES.resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "no captures in " + CASES + " (set -Dsluice.shared)");
        Path capture;
        try (Stream<Path> files = Files.list(folder)) {
            capture = files.filter(f -> f.getFileName().toString().startsWith("capture")).findFirst().orElseThrow();
        }
        received = new Received();
        try (Arena arena = Arena.ofConfined(); CaptureReader reader = CaptureReader.open(capture)) {
            FlowSettings flowSettings = new FlowSettings().capacity(1024).conclude();
            flows = new FlowTable(flowSettings, arena, (flow, reason) -> streams.onFlowEnd(flow, received));
            streams = new StreamEngine(new StreamSettings().sessions(1024).reassemblyMemcap(4 << 20).lossyCapture(true)
                    .passive(passive)
                    .dropInvalid(false).overlapPolicy(OverlapPolicy.IGNORE).conclude(), flows, arena);
            Decoder decoder = new Decoder(DecoderSettings.defaults().withChecksums(false));
            PacketList packets = new PacketList(4 * Burst.CAPACITY);
            Burst burst = new Burst(arena, 0);
            CaptureSource source = new CaptureSource(reader, arena);
            while (source.receive(burst) > 0) {
                onBurst(burst, packets, decoder);
            }
            flows.endAll();
        } catch (CaptureException damaged) {
            // What could be read was inspected.
            assertTrue(damaged.getMessage().contains(capture.getFileName().toString()));
        }
    }

    private void onBurst(Burst burst, PacketList packets, Decoder decoder) {
        packets.clear();
        for (int i = 0; i < burst.count; i++) {
            Packet packet = packets.claim();
            packet.wrap(burst.memory(i), burst.offset(i), burst.length(i), burst.linkTypes[i]);
            packet.timestampNs = burst.timestampsNs[i];
            packet.frameNumber = burst.firstFrameNumber + i;
            decoder.decode(packet, packets);
        }
        flows.advance(packets.get(packets.size() - 1).timestampNs);
        flows.prepare(packets);
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            int index = flows.assign(packet, i);
            if (index != FlowTable.NONE) {
                Flow flow = flows.at(index);
                streams.onPacket(packet, flow, received);
                note(packet);
            }
        }
    }

    private void note(Packet packet) {
        for (StreamEvent event : StreamEvent.values()) {
            if (Wire.has(packet, event)) {
                events.add(packet.frameNumber + " " + event.ruleName());
            }
        }
    }
}
