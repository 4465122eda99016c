package org.sluice.dataplane.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.ipv4;
import static org.sluice.dataplane.decode.Frames.udp;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.agrona.concurrent.errors.ErrorLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.port.Burst;

/** A burst in, verdicts and events out. */
@Timeout(120)
class InspectorTest {
    private static final ErrorHandler NO_DEFECTS = defect -> fail(defect);
    private static final String UNKNOWN_PROTOCOL = "~ nothing that any parser knows ~ nothing that any parser knows ~";
    private static final String DROP_UDP = "drop udp any any -> any any (msg:\"u\"; content:\"evil\"; sid:1;)";
    private static final String DROP_TCP =
            "drop tcp any any -> any any (msg:\"t\"; flow:established,to_server; content:\"evil-payload\"; sid:2;)";
    private static final String DROP_HTTP =
            "drop http any any -> any any (msg:\"h\"; flow:to_server; http.uri; content:\"/evil\"; sid:3;)";
    private static final String ALERT_ANSWER =
            "alert http any any -> any any (msg:\"a\"; flow:to_client; file.data; content:\"needle\"; sid:4;)";

    @Test
    void shouldDropTheOneFrameThatARuleDropsAndTellIt() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS, DROP_UDP)) {
            List<Boolean> forwarded = bench.inspect(0, datagram(1, "good"), datagram(2, "evil"), datagram(3, "good"));

            assertEquals(List.of(true, false, true), forwarded);
            List<EventType> events = bench.events();
            assertEquals(1, Collections.frequency(events, EventType.ALERT));
            assertEquals(1, Collections.frequency(events, EventType.DROP));
        }
    }

    @Test
    void shouldTellADropWhereNoRulesAreInForce() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS)) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());

            List<Boolean> forwarded = bench.inspect(0, session.client("before the handshake"));

            assertEquals(List.of(false), forwarded);
            assertEquals(1, Collections.frequency(bench.events(), EventType.DROP));
        }
    }

    @Test
    void shouldDropThePacketThatCompletesAMatchAndTheRestOfItsFlowWithinOneBurst() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS, DROP_TCP)) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());

            List<Boolean> forwarded = bench.inspect(0, session.ack(), session.client("an evil-"), session.client("payload"),
                    session.client(" and more"));

            assertEquals(List.of(true, true, false, false), forwarded);
        }
    }

    @Test
    void shouldDropTheFragmentThatCompletesAnAttack() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS, DROP_UDP)) {
            byte[] whole = udp(4000, 53, "sixteen bytes here, evil ones too".getBytes(StandardCharsets.US_ASCII));
            byte[] first = java.util.Arrays.copyOfRange(whole, 20, 20 + 24);
            byte[] rest = java.util.Arrays.copyOfRange(whole, 20 + 24, whole.length);

            List<Boolean> forwarded = bench.inspect(0, ethernet(0x0800, ipv4(17, 7, 3, new byte[0], rest)),
                    ethernet(0x0800, ipv4(17, 7, 0x2000, new byte[0], first)),
                    ethernet(0x0800, ipv4(17, 7, 0x2000, new byte[0], first)));

            assertEquals(List.of(true, false, false), forwarded);
        }
    }

    @Test
    void shouldInspectEveryFrameOfABurstWhateverTheOthersHoldInside() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS, DROP_UDP)) {
            byte[] nested = udp(1, 2, "deep".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 14; i++) {
                nested = ipv4(4, nested);
            }
            byte[][] frames = new byte[Burst.CAPACITY][];
            java.util.Arrays.fill(frames, ethernet(0x0800, nested));
            frames[Burst.CAPACITY - 1] = datagram(9, "evil");

            List<Boolean> forwarded = bench.inspect(0, frames);

            assertEquals(List.of(false), forwarded.subList(Burst.CAPACITY - 1, Burst.CAPACITY));
            assertEquals(0, bench.counter("inspector.packets_not_inspected"));
        }
    }

    @Test
    void shouldCountAndForwardDatagramsThatNoStageHasAUseForWithoutSummingThemUp() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS)) {
            byte[] known = datagram(4000, UNKNOWN_PROTOCOL);
            byte[] spoilt = datagram(4000, UNKNOWN_PROTOCOL);
            spoilt[spoilt.length - 1]++;
            byte[] spoiltOfNewFlow = datagram(4001, UNKNOWN_PROTOCOL);
            spoiltOfNewFlow[spoiltOfNewFlow.length - 1]++;
            TcpFrames session = new TcpFrames(4002);
            bench.inspect(0, known);

            List<Boolean> forwarded = bench.inspect(0, known, session.syn(), spoilt, spoiltOfNewFlow, known);

            assertEquals(List.of(true, true, true, true, true), forwarded);
            assertEquals(5, bench.counter("decoder.udp"));
            assertEquals(6, bench.counter("decoder.pkts"));
            assertEquals(6, bench.counter("ips.accepted"));
            assertEquals(1, bench.counter("decoder.bad_transport_checksum"), "of the flow that is not settled yet");
            assertEquals(3, bench.counter("flow.active"));
        }
    }

    @Test
    void shouldRecordThePacketsThatFollowAnAlertWithATag() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS,
                "alert udp any any -> any any (content:\"evil\"; tag:session,3,packets; sid:1;)")) {
            bench.inspect(0, datagram(1, "good"), datagram(1, "evil"), datagram(1, "good"), datagram(1, "good"),
                    datagram(1, "good"));

            assertEquals(List.of(EventType.ALERT, EventType.PACKET, EventType.PACKET), bench.events());
        }
    }

    @Test
    void shouldOnlyAlertWhenItIsNotToDrop() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small().ips(false), NO_DEFECTS, DROP_UDP)) {
            assertEquals(List.of(true), bench.inspect(0, datagram(2, "evil")));
            assertTrue(bench.events().contains(EventType.ALERT));
        }
    }

    @Test
    void shouldTellNoMoreOfAFlowThatWouldHaveBeenDropped() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small().ips(false), NO_DEFECTS, DROP_TCP)) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());

            List<Boolean> forwarded = bench.inspect(0, session.ack(), session.client("an evil-payload"),
                    session.client("an evil-payload"));

            assertEquals(List.of(true, true, true), forwarded);
            assertEquals(List.of(EventType.ALERT), bench.events());
        }
    }

    @Test
    void shouldLetAPassRuleAboutAddressesAndPortsPassTheAnswersToo() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS,
                "pass tcp any any -> any 80 (sid:1;)", "drop tcp any any -> any any (sid:2;)")) {
            TcpFrames session = new TcpFrames(4000);

            assertEquals(List.of(true), bench.inspect(0, session.syn()));
            assertEquals(List.of(true), bench.inspect(1, session.synAck()));
        }
    }

    @Test
    void shouldLookAtASegmentThatTcpRefusesByItself() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small().ips(false), NO_DEFECTS,
                "alert tcp any any -> any any (content:\"evil\"; sid:1;)")) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());

            bench.inspect(0, session.ack(), session.fromClient(0, "evil without an acknowledgement"));

            assertEquals(1, Collections.frequency(bench.events(), EventType.ALERT));
        }
    }

    @Test
    void shouldAskRulesThatHangOnAStateWhenTheTransactionReachesIt() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small().ips(false), NO_DEFECTS,
                "alert http1:request_headers any any -> any any (sid:1;)",
                "alert http1:request_complete any any -> any any (sid:2;)")) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());
            bench.inspect(0, session.ack(), session.client("POST /a HTTP/1.1\r\nContent-Length: 4\r\n"));
            List<EventType> before = bench.events();

            bench.inspect(0, session.client("\r\nab"));
            List<EventType> atHeaders = bench.events();
            bench.inspect(0, session.client("cd"));

            assertEquals(List.of(), before);
            assertEquals(List.of(EventType.ALERT), atHeaders);
            assertEquals(List.of(EventType.ALERT), bench.events());
        }
    }

    private static long alertsAtTheEnd(boolean closed, String rule) {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small().ips(false), NO_DEFECTS, rule)) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());
            bench.inspect(0, session.ack(), session.client("GET /a HTTP/1.1\r\nHost: h\r\n\r\n"));
            bench.inspect(1, session.server("HTTP/1.1 204 No Content\r\n\r\n"));
            bench.inspect(0, session.ack());
            if (closed) {
                bench.inspect(0, session.fromClient(TcpFrames.RST | TcpFrames.ACK, ""));
            }
            bench.events();
            bench.endFlows();
            return Collections.frequency(bench.events(), EventType.ALERT);
        }
    }

    @Test
    void shouldAskRulesAboutAProtocolAtTheEndOfASessionThatIsOpen() {
        assertEquals(2, alertsAtTheEnd(false, "alert http any any -> any any (sid:1;)"));
        assertEquals(1, alertsAtTheEnd(false, "alert http any any -> any any (flow:to_client; sid:1;)"));
        assertEquals(0, alertsAtTheEnd(true, "alert http any any -> any any (sid:1;)"), "closed, and all was finished");
    }

    @Test
    void shouldAskNoRuleAboutPacketsAtTheEndOfASession() {
        assertEquals(0, alertsAtTheEnd(false, "alert http any any -> any any (flow:established; sid:1;)"));
        assertEquals(0, alertsAtTheEnd(false, "alert http any any -> any any (ttl:>0; sid:1;)"));
        assertEquals(0, alertsAtTheEnd(false, "alert tcp any any -> any any (flow:to_server; sid:1;)"));
    }

    @Test
    void shouldAskARuleThatHangsOnTheBodyAtEachOfItsPieces() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small().ips(false), NO_DEFECTS,
                "alert http1:request_body any any -> any any (sid:1;)")) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());

            bench.inspect(0, session.ack(), session.client("POST /a HTTP/1.1\r\nContent-Length: 6\r\n\r\nab"),
                    session.client("cd"), session.client("ef"));

            assertEquals(List.of(EventType.ALERT, EventType.ALERT), bench.events());
        }
    }

    @Test
    void shouldTakeTheSenderOfAnAnswerForTheServerInTheMiddleOfASession() {
        InspectionSettings settings = InspectorBench.small().ips(false);
        settings.stream().midstream(true);
        try (InspectorBench bench = new InspectorBench(settings, NO_DEFECTS,
                "alert http any any -> any any (flow:to_client; http.stat_code; content:\"200\"; sid:1;)")) {
            TcpFrames session = new TcpFrames(4000);

            bench.inspect(1, session.server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

            assertEquals(List.of(EventType.ALERT), bench.events());
        }
    }

    @Test
    void shouldMarkTheRecordsOfATlsStreamThoughTheyAreEncryptedAndCut() {
        String hello = latin("16030100580100005403030102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2000000400"
                + "051301010000270000000b000900000661622e63642e001000050003026832002b0003020304000a00040002001d");
        InspectionSettings settings = InspectorBench.small().ips(false);
        settings.app().tlsBypassEncrypted(false);
        try (InspectorBench bench = new InspectorBench(settings, NO_DEFECTS,
                "alert tls any any -> any any (frame:tls.pdu; content:\"|17 03 03 00 04|\"; startswith; bsize:9; sid:1;)",
                "alert tls any any -> any any (frame:tls.data; content:\"evil\"; bsize:4; sid:2;)",
                "alert tls any any -> any any (frame:tls.hdr; content:\"|16|\"; startswith; bsize:5; sid:3;)")) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());

            bench.inspect(0, session.ack(), session.client(hello));
            List<EventType> atHello = bench.events();
            bench.inspect(0, session.client(latin("1703030004") + "ev"), session.client("il" + latin("170303")));

            assertEquals(List.of(EventType.ALERT), atHello);
            assertEquals(List.of(EventType.ALERT, EventType.ALERT), bench.events());
        }
    }

    private static String latin(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldAlertOnTheSendersPacketWhenItListensBesideTheWire() {
        InspectionSettings settings = InspectorBench.small().ips(false);
        settings.stream().lossyCapture(true).passive(true);
        try (InspectorBench bench = new InspectorBench(settings, NO_DEFECTS,
                "alert http any any -> any any (flow:to_server; http.uri; content:\"/evil\"; sid:1;)",
                "alert tcp any any -> any any (flow:to_server; content:\"/evil\"; sid:2;)")) {
            TcpFrames session = new TcpFrames(4000);
            bench.inspect(0, session.syn());
            bench.inspect(1, session.synAck());
            bench.inspect(0, session.ack(), session.client("GET /evil HTTP/1.1\r\nHost: a\r\n\r\n"));
            bench.inspect(1, session.server(""));
            List<EventType> before = bench.events();

            bench.inspect(0, session.ack());

            assertEquals(List.of(), before);
            assertEquals(2, Collections.frequency(bench.events(), EventType.ALERT));
        }
    }

    /**
     * A defect strikes each time an event is to be written: it is told once, the packets meet the policy, all goes on.
     */
    @Test
    void shouldCatchADefectAtItsPacketLogItOnceAndGoOn() {
        for (ExceptionPolicy policy : List.of(ExceptionPolicy.IGNORE, ExceptionPolicy.DROP_PACKET)) {
            AtomicBuffer log = new UnsafeBuffer(new byte[64 * 1024]);
            DistinctErrorLog errors = new DistinctErrorLog(log, () -> 1);
            try (InspectorBench bench = new InspectorBench(InspectorBench.small().errorPolicy(policy), errors::record,
                    "alert udp any any -> any any (msg:\"u\"; content:\"evil\"; sid:1;)")) {
                fillRing(bench);
                bench.writer.whenFull(InspectorTest::defect);

                List<Boolean> forwarded = List.of();
                for (int i = 0; i < 51; i++) {
                    forwarded = bench.inspect(0, datagram(1, "good"), datagram(2, "evil"), datagram(3, "good"));
                }

                assertEquals(List.of(true, policy == ExceptionPolicy.IGNORE, true), forwarded);
                assertEquals(51, bench.counter("inspector.inspection_errors"));
                List<String> causes = new ArrayList<>();
                int distinct = ErrorLogReader.read(log, (count, first, last, stack) -> causes.add(count + " " + stack));
                assertEquals(1, distinct, causes::toString);
                assertTrue(causes.getFirst().startsWith("51 java.lang.IllegalStateException: a defect"), causes::toString);
            }
        }
    }

    /** A defect before packets are told apart: the policy is for the burst. */
    @Test
    void shouldMeetTheWholeBurstWithThePolicyWhenItCannotBeDecoded() {
        List<Throwable> errors = new ArrayList<>();
        try (InspectorBench bench = new InspectorBench(
                InspectorBench.small().errorPolicy(ExceptionPolicy.DROP_PACKET), errors::add, DROP_UDP)) {
            Burst burst = bench.fill(0, datagram(1, "good"), datagram(2, "good"));
            burst.frames = null;

            bench.inspector.onBurst(burst);

            assertEquals(Burst.DROP, burst.verdict(0));
            assertEquals(Burst.DROP, burst.verdict(1));
            assertEquals(1, errors.size());
            assertEquals(List.of(true), bench.inspect(0, datagram(1, "good")));
        }
    }

    /** Whole HTTP sessions: flows, stream windows, transactions, their buffers and rules over them. */
    @Test
    void shouldAllocateNothingOverTransactionsAndStreamWindows() {
        try (InspectorBench bench = new InspectorBench(InspectorBench.small(), NO_DEFECTS, DROP_TCP, DROP_HTTP,
                ALERT_ANSWER)) {
            int measured = 300;
            converse(bench, 6_000);

            long bytes = converse(bench, measured);

            assertTrue(bench.counter("tcp.sessions") > measured, () -> "sessions are followed: " + bench.counters());
            assertTrue(bench.counter("detect.alerts") > measured, "rules match");
            assertEquals(0, bytes / measured, () -> bytes + " bytes for " + measured + " conversations");
        }
    }

    /** Bursts of a session, to the server and to the client in turn. */
    private static List<byte[][]> conversation(int isn) {
        TcpFrames session = new TcpFrames(5000, isn);
        List<byte[][]> bursts = new ArrayList<>();
        bursts.add(new byte[][] {session.syn()});
        bursts.add(new byte[][] {session.synAck()});
        bursts.add(new byte[][] {session.ack(), session.client("GET /good?x=1 HTTP/1.1\r\nHo"),
            session.client("st: a\r\nUser-Agent: test\r\n\r\n")});
        bursts.add(new byte[][] {
            session.server("HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\nhay hay nee"), session.server("dle hay ha")});
        bursts.add(new byte[][] {session.fromClient(TcpFrames.FIN | TcpFrames.ACK, "")});
        bursts.add(new byte[][] {session.fromServer(TcpFrames.FIN | TcpFrames.ACK, "")});
        bursts.add(new byte[][] {session.ack()});
        return bursts;
    }

    /** Has the session so many times; bytes that the inspector allocated meanwhile. */
    private static long converse(InspectorBench bench, int times) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < times; round++) {
            List<byte[][]> bursts = conversation(round * 100_000);
            for (int i = 0; i < bursts.size(); i++) {
                bench.nowNs += 1_000_000;
                Burst burst = bench.fill(i & 1, bursts.get(i));
                long before = threads.getCurrentThreadAllocatedBytes();
                bench.inspector.onBurst(burst);
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
            bench.events();
        }
        return allocated;
    }

    private static void fillRing(InspectorBench bench) {
        for (int i = 0; i < 20_000; i++) {
            bench.inspect(0, datagram(2, "evil"));
        }
        assertTrue(bench.counter("inspector.inspection_errors") == 0);
    }

    private static void defect() {
        throw new IllegalStateException("a defect");
    }

    private static byte[] datagram(int sourcePort, String text) {
        return ethernet(0x0800, udp(sourcePort, 9, text.getBytes(StandardCharsets.US_ASCII)));
    }
}
