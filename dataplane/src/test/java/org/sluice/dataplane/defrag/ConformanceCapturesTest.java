package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.port.CaptureReader;
import org.sluice.rules.image.DecoderEvent;

/** Real captures, hostile ones among them: what the decoder and the defragmenter find in them. */
class ConformanceCapturesTest {
    private static final Path SHARED = Path.of(System.getProperty("sluice.shared",
            Path.of(System.getProperty("sluice.root", "."), "..", "shared").toString()));
    private static final Path CASES = SHARED.resolve("conformance/cases");

    @BeforeAll
    static void needsCaptures() {
        assumeTrue(Files.isDirectory(CASES), () -> "no captures in " + CASES + " (set -Dsluice.shared)");
    }

    @ParameterizedTest
    @CsvSource({
        "decode-too-small, tcp.pkt_too_small, 2",
        "decode-too-small, udp.hlen_too_small, 4",
        "decode-too-small, gre.pkt_too_small, 2",
        "udp-5379__udp-len-invalid, udp.len_invalid, 1",
        "bug-7414-decoder-event-02-ips, ipv4.opt_invalid_len, 1",
        "ipv6-evasion__ipv6-malformed-fragments-1, ipv6.frag_overlap, 1",
        "ipv6-evasion__ipv6-malformed-fragments-10, ipv6.exthdr_useless_fh, 1",
        "ipv6-evasion__ipv6-malformed-fragments-10, ipv6.exthdr_dupl_fh, 1",
        "ipv6-evasion__ipv6-malformed-fragments-12, ipv6.exthdr_useless_fh, 1",
        "ipv6-evasion__ipv6-malformed-fragments-12, ipv6.exthdr_dupl_fh, 1",
        "ipv6-evasion__ipv6-malformed-fragments-15, ipv6.frag_pkt_too_large, 1",
        "ipv6-evasion__ipv6-malformed-fragments-16, ipv6.frag_pkt_too_large, 1",
        "ipv6-evasion__ipv6-malformed-fragments-25, ipv6.exthdr_useless_fh, 1",
        "ipv6-evasion__ipv6-malformed-fragments-25, ipv6.trunc_exthdr, 1",
        "ipv6-evasion__ipv6-malformed-fragments-27, ipv6.trunc_exthdr, 1",
        "ipv6-evasion__ipv6-malformed-fragments-28, ipv6.trunc_exthdr, 1",
        "pppoe, ppp.unsup_proto, 0",
        "pppoe, ppp.wrong_type, 0",
        "pppoe, pppoe.malformed_tags, 0"})
    void shouldRaiseTheEventsOfEachCase(String name, String event, int count) throws IOException {
        assertEquals(count, events(name).getOrDefault(DecoderEvent.byName(event), 0));
    }

    @Test
    void shouldKeepTheLinkHeaderInReassembledDatagrams() throws IOException {
        List<String> starts = new ArrayList<>();
        for (String name : List.of("defrag__bug-6887-defrag-ipv4-tcp-syn",
                "defrag__bug-6887-defrag-ppp-ipv4-tcp-syn")) {
            replay(name, packet -> {
                if (packet.origin == Packet.REASSEMBLED) {
                    starts.add(packet.linkType + " " + java.util.HexFormat.of().formatHex(DefragBench.bytes(packet)));
                    assertEquals(2, packet.tcpFlags);
                }
            });
        }

        String datagram = "4500002c00010000400674c60101010102020202"
                + "30391f90000000010000000060022000190c000003030e00";
        assertEquals(List.of("228 " + datagram, "9 21" + datagram), starts);
    }

    @Test
    void shouldReassembleInsideGreAndPpp() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        replay("defrag__bug-6942-6887-defrag-eth-ip-gre-ppp-ip-udp-data", packet -> {
            if (packet.isUdp()) {
                lengths.add(packet.payloadLength);
            }
        });

        assertEquals(1, lengths.size());
        assertTrue(lengths.get(0) > 65_000, lengths::toString);
    }

    @ParameterizedTest
    @CsvSource({"decode-nsh-type1, 1", "decode-nsh-type2, 1"})
    void shouldFindUdpBehindServiceHeaders(String name, int count) throws IOException {
        int[] found = new int[1];
        replay(name, packet -> found[0] += packet.isUdp() && packet.sourcePort == 52_377 ? 1 : 0);

        assertEquals(count, found[0]);
    }

    @Test
    void shouldFindPingsInVxlan() throws IOException {
        int[] found = new int[1];
        replay("vxlan-decoder-04", packet -> found[0] += packet.tunnelKind == Packet.TUNNEL_VXLAN
                && packet.protocol == 1 && packet.icmpType == 8 && packet.linkType == DefragBench.RAW ? 1 : 0);

        assertEquals(4, found[0]);
    }

    @Test
    void shouldSurviveEveryCaptureAndKeepAllFieldsInBounds() throws IOException {
        int[] packets = new int[1];
        List<Path> cases;
        try (Stream<Path> paths = Files.list(CASES)) {
            cases = paths.sorted().toList();
        }
        for (Path path : cases) {
            replay(path.getFileName().toString(), packet -> {
                packets[0]++;
                assertTrue(packet.payloadOffset >= 0 && packet.payloadLength >= 0
                        && packet.payloadOffset + packet.payloadLength <= packet.length,
                        () -> path + ", frame " + packet.frameNumber);
            });
        }
        assertTrue(packets[0] > 10_000, () -> packets[0] + " packets");
    }

    /** A few captures are cut or corrupt on purpose: what comes before counts. */
    private static boolean next(CaptureReader reader) {
        try {
            return reader.next();
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<DecoderEvent, Integer> events(String name) throws IOException {
        Map<DecoderEvent, Integer> counts = new EnumMap<>(DecoderEvent.class);
        replay(name, packet -> {
            for (DecoderEvent event : DecoderEvent.values()) {
                if (packet.has(event)) {
                    counts.merge(event, 1, Integer::sum);
                }
            }
        });
        return counts;
    }

    private static void replay(String name, Consumer<Packet> to) throws IOException {
        Path capture;
        try (Stream<Path> files = Files.list(CASES.resolve(name))) {
            capture = files.filter(file -> file.getFileName().toString().startsWith("capture")).findFirst()
                    .orElseThrow();
        }
        DefragBench bench = new DefragBench();
        try (CaptureReader reader = CaptureReader.open(capture); Arena arena = Arena.ofConfined()) {
            MemorySegment frame = arena.allocate(CaptureReader.MAX_FRAME_LENGTH);
            while (next(reader)) {
                int length = reader.copyFrame(frame, 0, CaptureReader.MAX_FRAME_LENGTH);
                bench.nowNs = reader.timestampNs();
                bench.sendAgain(reader.linktype(), frame.asSlice(0, length));
                PacketList packets = bench.packets();
                for (int i = 0; i < packets.size(); i++) {
                    to.accept(packets.get(i));
                }
            }
        }
    }
}
