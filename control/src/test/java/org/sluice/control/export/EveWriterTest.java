package org.sluice.control.export;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.AnomalyKind;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.Direction;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.FileFlyweight;
import org.sluice.dataplane.contract.FlowAction;
import org.sluice.dataplane.contract.FlowEndReason;
import org.sluice.dataplane.contract.FlowState;
import org.sluice.dataplane.contract.NoticeCode;
import org.sluice.dataplane.contract.NoticeFlyweight;
import org.sluice.dataplane.contract.PacketSource;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.RejectTarget;
import org.sluice.dataplane.contract.TcpState;
import org.sluice.dataplane.contract.VerdictAction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EveWriterTest {
    /** 2009-10-16T16:44:16.083524Z. */
    private static final long NOW_NS = 1_255_711_456_083_524_999L;

    private final EventRing ring = EventRing.inMemory(0, 1 << 20);
    private final EventWriter writer = ring.writer(CounterSet.inMemory(8).registry(0));
    private final EveContext context =
        new EveContext().zone(ZoneOffset.UTC).interfaceNames(List.of("eth0", "eth1"));
    private final RuleCatalog catalog = (generation, ruleId, gid, sid, rev) -> sid == 2001 ? new RuleText(
        "ET \"quoted\" msg", "A Network Trojan was detected", 1, List.of("example.org/a"),
        Map.of("mitre_tactic_id", List.of("TA0001")), "") : RuleText.UNKNOWN;

    private EventHeaderFlyweight http(final EventType type) {
        return writer.begin(type, NOW_NS).flowId(-1).frameNumber(6).interfaceId(1).protocol(6).ipv4(0xC0A80203, 0xD04524E7)
            .ports(37010, 80).direction(Direction.TO_SERVER).packetSource(PacketSource.WIRE)
            .flowCounts(NOW_NS - 1_000_000, 4, 2, 379, 1588).appProto("http");
    }

    private String line() {
        writer.commit();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final EveWriter eve = new EveWriter(context, catalog);
        ring.reader().poll((typeCode, buffer, offset, length) -> {
            try {
                return eve.write(typeCode, buffer, offset, length, out);
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }, 10);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintAnAlert() {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment frame = segment(arena, "001122334455aabbccddeeff0800010203");
            final MemorySegment payload = arena.allocateFrom("GET /\r\n\t");
            http(EventType.ALERT).vlans(1, 1111, 0, 0);
            writer.alert().rule(3, 7, 1, 2001, 2).blocked(true).stream(true).txId(0, false)
                .verdict(VerdictAction.DROP, RejectKind.TCP_RESET, RejectTarget.TO_CLIENT);
            writer.attributes().packet(frame, 0, 17, 17, 1).payload(payload, 0, 8, 99)
                .object("http").string("hostname", "www.example.org").number("status", 200).end()
                .object("alert").object("context").bool("hit", true).end().end()
                .array("files").object("").string("filename", "a").number("size", 6).end().end();
        }

        assertEquals("{\"timestamp\":\"2009-10-16T16:44:16.083524+0000\",\"flow_id\":9007199254740991," +
            "\"in_iface\":\"eth1\",\"pcap_cnt\":6,\"event_type\":\"alert\",\"vlan\":[1111]," +
            "\"src_ip\":\"192.168.2.3\",\"src_port\":37010,\"dest_ip\":\"208.69.36.231\",\"dest_port\":80," +
            "\"proto\":\"TCP\",\"ip_v\":4,\"pkt_src\":\"wire/pcap\",\"community_id\":\"1:xwPGz9BM6Rc+oY5cVZ6oT3eIyyU=\"," +
            "\"tx_id\":0,\"alert\":{\"action\":\"blocked\",\"gid\":1,\"signature_id\":2001,\"rev\":2," +
            "\"signature\":\"ET \\\"quoted\\\" msg\",\"category\":\"A Network Trojan was detected\",\"severity\":1," +
            "\"metadata\":{\"mitre_tactic_id\":[\"TA0001\"]},\"context\":{\"hit\":true}}," +
            "\"verdict\":{\"action\":\"drop\",\"reject-target\":\"to_client\",\"reject\":[\"tcp-reset\"]}," +
            "\"app_proto\":\"http\",\"direction\":\"to_server\",\"flow\":{\"pkts_toserver\":4,\"pkts_toclient\":2," +
            "\"bytes_toserver\":379,\"bytes_toclient\":1588,\"start\":\"2009-10-16T16:44:16.082524+0000\"," +
            "\"src_ip\":\"192.168.2.3\",\"dest_ip\":\"208.69.36.231\",\"src_port\":37010,\"dest_port\":80}," +
            "\"stream\":1,\"ether\":{\"src_mac\":\"aa:bb:cc:dd:ee:ff\",\"dest_mac\":\"00:11:22:33:44:55\"}," +
            "\"packet\":\"ABEiM0RVqrvM3e7/CAABAgM=\",\"packet_info\":{\"linktype\":1,\"linktype_name\":\"EN10MB\"}," +
            "\"payload\":\"R0VUIC8NCgk=\",\"payload_printable\":\"GET /\\r\\n.\",\"payload_length\":99," +
            "\"http\":{\"hostname\":\"www.example.org\",\"status\":200}," +
            "\"files\":[{\"filename\":\"a\",\"size\":6}]}\n", line());
    }

    @Test
    void shouldPrintWhatBecameOfAFile() {
        http(EventType.FILE);
        writer.file().file(7, 3, FileFlyweight.WHOLE | FileFlyweight.STORED);
        writer.attributes().object("fileinfo").string("filename", "a").number("size", 3).end();

        final String line = line();

        assertTrue(line.contains("\"event_type\":\"fileinfo\","), line);
        assertTrue(line.contains("\"fileinfo\":{\"filename\":\"a\",\"size\":3,\"stored\":true}"), line);
    }

    @Test
    void shouldTurnTheFlowRoundForAPacketToTheClient() {
        http(EventType.ALERT).ports(80, 37010).direction(Direction.TO_CLIENT);
        writer.alert().rule(3, 7, 1, 1, 0);

        final String line = line();

        assertTrue(line.contains("\"src_port\":80,"), line);
        assertTrue(line.contains("\"src_ip\":\"208.69.36.231\",\"dest_ip\":\"192.168.2.3\",\"src_port\":37010," +
            "\"dest_port\":80}"), line);
        assertTrue(line.contains("\"signature\":\"\",\"category\":\"\",\"severity\":3}"), line);
    }

    @Test
    void shouldPrintADropWithTheRuleThatCausedIt() {
        http(EventType.DROP);
        writer.drop().rule(3, 7, 1, 2001, 2).reason(DropReason.RULES).ip(300, 16, 64, 4711)
            .tcp(-1, 5, 65535, 0x18, 0).verdict(VerdictAction.DROP, RejectKind.NONE, RejectTarget.NONE);

        final String line = line();

        assertTrue(line.contains("\"drop\":{\"len\":300,\"tos\":16,\"ttl\":64,\"ipid\":4711,\"tcpseq\":4294967295," +
            "\"tcpack\":5,\"tcpwin\":65535,\"syn\":false,\"ack\":true,\"psh\":true,\"rst\":false,\"urg\":false," +
            "\"fin\":false,\"tcpres\":0,\"tcpurgp\":0,\"reason\":\"rules\"},\"alert\":{\"action\":\"blocked\"," +
            "\"gid\":1,\"signature_id\":2001,"), line);
        assertTrue(line.contains("\"verdict\":{\"action\":\"drop\"}"), line);
    }

    @Test
    void shouldPrintADropThatNoRuleCaused() {
        writer.begin(EventType.DROP, NOW_NS).protocol(58).ipv6(0x20010db885a30000L, 0x8a2e03707334L, 0, 1).icmp(128, 0);
        writer.drop().rule(0, -1, 0, 0, 0).reason(DropReason.STREAM_MIDSTREAM).icmp(2, 3)
            .verdict(VerdictAction.DROP, RejectKind.NONE, RejectTarget.NONE);

        assertEquals("{\"timestamp\":\"2009-10-16T16:44:16.083524+0000\",\"event_type\":\"drop\"," +
            "\"src_ip\":\"2001:0db8:85a3:0000:0000:8a2e:0370:7334\"," +
            "\"dest_ip\":\"0000:0000:0000:0000:0000:0000:0000:0001\",\"proto\":\"IPv6-ICMP\",\"ip_v\":6," +
            "\"icmp_type\":128,\"icmp_code\":0," +
            "\"drop\":{\"len\":0,\"tos\":0,\"ttl\":0,\"ipid\":0,\"icmp_id\":2,\"icmp_seq\":3," +
            "\"reason\":\"stream midstream\"},\"verdict\":{\"action\":\"drop\"}}\n", line());
    }

    @Test
    void shouldPrintAFlow() {
        http(EventType.FLOW).frameNumber(0).packetSource(PacketSource.NONE);
        writer.flow().end(NOW_NS + 2_000_000_000L, FlowState.CLOSED, FlowEndReason.TIMEOUT).alerted(true)
            .action(FlowAction.DROP).tcp(TcpState.CLOSED, 0x1b, 0x12);

        final String line = line();

        assertTrue(line.endsWith("\"app_proto\":\"http\",\"flow\":{\"pkts_toserver\":4,\"pkts_toclient\":2," +
            "\"bytes_toserver\":379,\"bytes_toclient\":1588,\"start\":\"2009-10-16T16:44:16.082524+0000\"," +
            "\"end\":\"2009-10-16T16:44:18.083524+0000\",\"age\":2,\"state\":\"closed\",\"reason\":\"timeout\"," +
            "\"alerted\":true,\"action\":\"drop\"},\"tcp\":{\"tcp_flags\":\"1b\",\"tcp_flags_ts\":\"1b\"," +
            "\"tcp_flags_tc\":\"12\",\"fin\":true,\"syn\":true,\"psh\":true,\"ack\":true,\"state\":\"closed\"}}\n"), line);
    }

    @Test
    void shouldPrintAnAnomalyAndANoticeAndARecord() {
        writer.begin(EventType.ANOMALY, NOW_NS).frameNumber(2);
        writer.anomaly().event(AnomalyKind.DECODE, 5, "decoder.ipv4.trunc_pkt");
        assertEquals("{\"timestamp\":\"2009-10-16T16:44:16.083524+0000\",\"pcap_cnt\":2,\"event_type\":\"anomaly\"," +
            "\"anomaly\":{\"type\":\"decode\",\"event\":\"decoder.ipv4.trunc_pkt\"}}\n", line());

        writer.begin(EventType.NOTICE, NOW_NS);
        writer.notice().notice(NoticeCode.IMAGE_REFUSED, 9, 1);
        writer.attributes().object("notice").string(NoticeFlyweight.TEXT, "checksum").end();
        assertEquals("{\"timestamp\":\"2009-10-16T16:44:16.083524+0000\",\"event_type\":\"notice\",\"notice\":{" +
            "\"code\":\"image_refused\",\"worker\":0,\"generation\":9,\"text\":\"checksum\"}}\n", line());

        writer.begin(EventType.RECORD, NOW_NS);
        writer.record().name("dns");
        writer.attributes().object("dns").string("rrname", new byte[] {'a', (byte)0xC3, (byte)0xA4}, 0, 3)
            .string("bad", new byte[] {'a', (byte)0xFF}, 0, 2).hex("h", new byte[] {1, (byte)0xAB}, 0, 2).real("e", 4.5);
        assertEquals("{\"timestamp\":\"2009-10-16T16:44:16.083524+0000\",\"event_type\":\"dns\",\"dns\":{" +
            "\"rrname\":\"aä\",\"bad\":\"a\\\\xff\",\"h\":\"01ab\",\"e\":4.5}}\n", line());
    }

    @Test
    void shouldLeaveOutWhatIsNotWanted() {
        context.types(EnumSet.of(EventType.DROP));
        http(EventType.ALERT);
        assertEquals("", line());

        context.types(EnumSet.of(EventType.ALERT)).payload(false).payloadPrintable(false).payloadLength(false)
            .packet(false).ethernet(false).verdict(false).communityId(false, 0).zone(ZoneId.of("+02:00"));
        try (Arena arena = Arena.ofConfined()) {
            http(EventType.ALERT);
            writer.alert().verdict(VerdictAction.ALERT, RejectKind.NONE, RejectTarget.NONE);
            writer.attributes().packet(arena.allocate(60), 0, 60, 60, 1).payload(arena.allocate(60), 0, 60, 60);
        }

        final String line = line();

        for (final String absent : List.of("payload", "packet", "ether", "verdict", "community_id")) {
            assertTrue(!line.contains('"' + absent + '"'), line);
        }
        assertTrue(line.contains("2009-10-16T18:44:16.083524+0200"), line);
    }

    @Test
    void shouldAgreeWithTheCommunityIdsOfTheSpecification() {
        final CommunityId id = new CommunityId(0);

        assertEquals("1:LQU9qZlK+B5F3KDmev6m5PMibrg=", id.of(
            new byte[] {(byte)128, (byte)232, 110, 120}, new byte[] {66, 35, (byte)250, (byte)204}, 6, 34855, 80, true));
        assertEquals("1:LQU9qZlK+B5F3KDmev6m5PMibrg=", id.of(
            new byte[] {66, 35, (byte)250, (byte)204}, new byte[] {(byte)128, (byte)232, 110, 120}, 6, 80, 34855, true));
    }

    @Test
    void shouldGiveRequestAndReplyOfAPingOneCommunityId() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventHeaderFlyweight.LENGTH]);
        final EventHeaderFlyweight header = new EventHeaderFlyweight().wrap(buffer, 0).protocol(1);

        final String request = new CommunityId(0).of(header.ipv4(1, 2).icmp(8, 0));
        final String reply = new CommunityId(0).of(header.ipv4(2, 1).icmp(0, 0));

        assertEquals(request, reply);
    }

    @Test
    void shouldNestCountersByTheirNames() {
        final Map<String, Long> totals = new TreeMap<>(
            Map.of("decoder.pkts", 5L, "decoder.event.ipv4.trunc_pkt", 1L, "flow", 2L, "flow.active", 3L));

        assertEquals("{\"decoder\":{\"event\":{\"ipv4\":{\"trunc_pkt\":1}},\"pkts\":5}," +
            "\"flow\":{\"value\":2,\"active\":3}}", StatsWriter.tree(totals).toString());
    }

    private static MemorySegment segment(final Arena arena, final String hex) {
        final byte[] bytes = HexFormat.of().parseHex(hex);
        return arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    }
}
