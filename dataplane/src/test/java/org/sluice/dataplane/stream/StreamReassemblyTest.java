package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.stream.Wire.ACK;
import static org.sluice.dataplane.stream.Wire.FIN;
import static org.sluice.dataplane.stream.Wire.SYN;
import static org.sluice.dataplane.stream.Wire.URG;
import static org.sluice.dataplane.stream.Wire.has;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.rules.image.StreamEvent;

class StreamReassemblyTest {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private Wire wire = new Wire(Wire.settings()).handshake();

    @Test
    void shouldDeliverInOrderDataAtOnceBehindATailOfOldBytes() {
        wire.client(ACK, 1, 1, "GET /in");
        wire.client(ACK, 8, 1, "dex");
        wire.server(ACK, 1, 11, "200 OK");

        assertEquals("GET /index", wire.received.fromClient());
        assertEquals("200 OK", wire.received.fromServer());
        assertEquals(7, wire.received.longestTail);
    }

    @Test
    void shouldKeepWhatIsAheadOfAHoleUntilItIsFilled() {
        wire.client(ACK, 4, 1, "def");
        wire.client(ACK, 10, 1, "jkl");
        String before = wire.received.fromClient();
        wire.client(ACK, 7, 1, "ghi");
        wire.client(ACK, 1, 1, "abc");

        assertEquals("", before);
        assertEquals("abcdefghijkl", wire.received.fromClient());
        assertEquals(1, wire.received.calls[Packet.TO_SERVER], "in one window");
        assertEquals(3, wire.engine.statistics().outOfOrder);
        assertEquals(1024, wire.engine.statistics().blockBytesInUse, "only the window's block is kept");
    }

    @Test
    void shouldDropARetransmissionThatDiffersFromWhatWasDelivered() {
        wire.client(ACK, 1, 1, "harmless");
        Packet evil = wire.client(ACK, 1, 1, "evil!!!!");
        Packet same = wire.client(ACK, 1, 1, "harmless");

        assertTrue(has(evil, StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA));
        assertTrue(evil.drop);
        assertEquals(DropReason.STREAM_REASSEMBLY.ordinal(), evil.dropReason);
        assertFalse(same.drop);
        assertTrue(has(same, StreamEvent.PKT_RETRANSMISSION));
        assertEquals("harmless", wire.received.fromClient());
        assertEquals(1, wire.engine.statistics().overlapsDropped);
    }

    @Test
    void shouldKeepTheFirstBytesWhenConflictsAreForwarded() {
        wire = new Wire(Wire.settings().overlapPolicy(OverlapPolicy.IGNORE)).handshake();
        wire.client(ACK, 4, 1, "DEF");
        Packet conflict = wire.client(ACK, 1, 1, "abcxyzghi");

        assertTrue(has(conflict, StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA));
        assertFalse(conflict.drop);
        assertEquals("abcDEFghi", wire.received.fromClient());
    }

    @Test
    void shouldDropASegmentThatDiffersFromAPendingOne() {
        wire.client(ACK, 4, 1, "DEF");
        Packet conflict = wire.client(ACK, 5, 1, "xF");
        wire.client(ACK, 1, 1, "abc");

        assertTrue(conflict.drop);
        assertEquals("abcDEF", wire.received.fromClient());
    }

    @Test
    void shouldCompareRetransmissionsFarBehindTheTailWhileTheyAreUnacknowledged() {
        wire.scale = 7;
        wire = fresh(Wire.settings().tailBytes(256));
        for (int i = 0; i < 20; i++) {
            wire.client(ACK, 1 + 1000 * i, 1, "x".repeat(1000));
        }
        Packet evil = wire.client(ACK, 1, 1, "y".repeat(1000));
        Packet honest = wire.client(ACK, 1, 1, "x".repeat(1000));

        assertTrue(evil.drop);
        assertFalse(honest.drop);
        assertEquals(0, wire.engine.statistics().retransmissionsUnverified);
    }

    @Test
    void shouldLoseNothingWhenItWantsMoreThanTheLargestBlock() {
        wire.window = 60000;
        wire.scale = 7;
        wire = fresh(Wire.settings());
        byte[] big = new byte[60000];
        for (int i = 0; i < big.length; i++) {
            big[i] = (byte) (i * 31 >>> 3);
        }
        String expected = "";
        for (int i = 0; i < 5; i++) {
            wire.client(ACK, 1 + i * big.length, 1, big, p -> { });
            wire.serverAcks(1 + i * big.length);
            expected += new String(big, StandardCharsets.ISO_8859_1);
        }

        assertEquals(expected, wire.received.fromClient());
    }

    @Test
    void shouldSurviveTheWrapOfSequenceNumbers() {
        wire = new Wire(Wire.settings());
        wire.clientIsn = -5;
        wire.serverIsn = Integer.MAX_VALUE - 2;
        wire.handshake();
        wire.client(ACK, 9, 1, "ijkl");
        wire.client(ACK, 1, 1, "abcd");
        wire.client(ACK, 5, 1, "efgh");
        wire.server(ACK, 1, 13, "answer");

        assertEquals("abcdefghijkl", wire.received.fromClient());
        assertEquals("answer", wire.received.fromServer());
    }

    @Test
    void shouldMakeAGapOfWhatWasAcknowledgedButNeverSeen() {
        wire = new Wire(Wire.settings().lossyCapture(true)).handshake();
        wire.client(ACK, 1, 1, "abc");
        wire.client(ACK, 8, 1, "hij");
        Packet ack = wire.serverAcks(11);

        assertTrue(has(ack, StreamEvent.REASSEMBLY_SEQ_GAP));
        assertEquals(List.of("gap client 4"), wire.received.notes);
        assertEquals("abchij", wire.received.fromClient());
    }

    @Test
    void shouldNotBelieveAnAcknowledgementOfMoreThanTheWindowAllows() {
        wire.client(ACK, 1, 1, "abc");
        Packet lie = wire.serverAcks(100_000);

        assertFalse(lie.drop, "it brings nothing");
        assertTrue(has(lie, StreamEvent.PKT_INVALID_ACK));
        assertTrue(has(lie, StreamEvent.EST_INVALID_ACK));
        assertEquals(List.of(), wire.received.notes);
    }

    @Test
    void shouldDeliverWhatIsBehindAHoleAtTheFlowsEnd() {
        wire.client(ACK, 1, 1, "abc");
        wire.client(ACK, 8, 1, "hij");
        wire.endAll();

        assertEquals("abchij", wire.received.fromClient());
        assertEquals(List.of("gap client 4", "end client", "end server"), wire.received.notes);
        assertEquals(0, wire.engine.statistics().blockBytesInUse);
        assertEquals(0, wire.engine.statistics().sessionsInUse);
    }

    @Test
    void shouldStopAtTheDepthAndLetTheRestPass() {
        wire = new Wire(Wire.settings().depth(8)).handshake();
        Packet last = wire.client(ACK, 1, 1, "0123456789");
        Packet beyond = wire.client(ACK, 11, 1, "more");

        assertEquals("01234567", wire.received.fromClient());
        assertEquals(List.of("depth client"), wire.received.notes);
        assertTrue(has(last, StreamEvent.REASSEMBLY_DEPTH_REACHED));
        assertFalse(beyond.drop);
        assertEquals(6, wire.engine.statistics().bytesBeyondDepth);
        wire.serverAcks(11);
        assertEquals(0, wire.engine.statistics().blockBytesInUse);
    }

    @Test
    void shouldInspectDataOnASynAndCompareItWithItsRepetition() {
        wire = new Wire(Wire.settings());
        Packet syn = wire.client(SYN, 0, 0, "attack");
        Packet synAck = wire.server(SYN | ACK, 0, 1, "");
        Packet same = wire.client(ACK, 1, 1, "attack!");
        Packet other = wire.client(ACK, 1, 1, "innocent");

        assertTrue(syn.established, "rules about established sessions look at it");
        assertFalse(synAck.established);
        assertEquals("attack!", wire.received.fromClient());
        assertFalse(same.drop);
        assertTrue(other.drop);
    }

    @Test
    void shouldTakeTheUrgentByteOutOfTheStream() {
        wire = new Wire(Wire.settings().urgentPolicy(UrgentPolicy.OOB)).handshake();
        wire.client(ACK | URG, 1, 1, "abXcd".getBytes(StandardCharsets.US_ASCII), p -> p.tcpUrgent = 3);
        wire.client(ACK | URG, 8, 1, "Xhi".getBytes(StandardCharsets.US_ASCII), p -> p.tcpUrgent = 1);
        wire.client(ACK, 6, 1, "ef");

        assertEquals("abcdefhi", wire.received.fromClient());
        assertEquals(2, wire.engine.statistics().urgentBytes);
    }

    @Test
    void shouldMakeUrgentDataOrdinaryInTheFrameItself() {
        byte[] payload = "abXcd".getBytes(StandardCharsets.US_ASCII);
        Packet packet = wire.client(ACK | URG, 1, 1, payload, p -> {
            p.inPlace = true;
            p.tcpUrgent = 3;
            setTcpWords(p, 0x5000 | ACK | URG, 0x1234, 3);
        });

        assertEquals("abXcd", wire.received.fromClient());
        assertFalse(packet.drop);
        assertEquals(0x5000 | ACK, tcpWord(packet, 12));
        assertEquals(0, tcpWord(packet, 18));
        // Flag and pointer are 0x20 + 3 less, so the complement of the sum is as much more.
        assertEquals(0x1234 + 0x23, tcpWord(packet, 16));
        assertEquals(1, wire.engine.statistics().urgentCleared);
    }

    @Test
    void shouldDropUrgentDataThatItCannotRewrite() {
        Packet packet = wire.client(ACK | URG, 1, 1, "abXcd".getBytes(StandardCharsets.US_ASCII), p -> p.tcpUrgent = 3);

        assertTrue(packet.drop);
        assertEquals(DropReason.STREAM_URGENT.ordinal(), packet.dropReason);
        assertEquals("", wire.received.fromClient());
    }

    private static void setTcpWords(Packet packet, int flags, int checksum, int urgent) {
        long at = packet.offset + packet.transportOffset;
        packet.memory.set(SHORT, at + 12, (short) flags);
        packet.memory.set(SHORT, at + 16, (short) checksum);
        packet.memory.set(SHORT, at + 18, (short) urgent);
    }

    private static int tcpWord(Packet packet, int at) {
        return packet.memory.get(SHORT, packet.offset + packet.transportOffset + at) & 0xffff;
    }

    @Test
    void shouldTreatUrgentDataByPolicy() {
        Wire inline = new Wire(Wire.settings().urgentPolicy(UrgentPolicy.INLINE)).handshake();
        Wire gap = new Wire(Wire.settings().urgentPolicy(UrgentPolicy.GAP)).handshake();
        Wire drop = new Wire(Wire.settings().urgentPolicy(UrgentPolicy.DROP)).handshake();
        byte[] urgent = "abXcd".getBytes(StandardCharsets.US_ASCII);

        inline.client(ACK | URG, 1, 1, urgent, p -> p.tcpUrgent = 3);
        gap.client(ACK | URG, 1, 1, urgent, p -> p.tcpUrgent = 3);
        Packet dropped = drop.client(ACK | URG, 1, 1, urgent, p -> p.tcpUrgent = 3);

        assertEquals("abXcd", inline.received.fromClient());
        assertEquals("abcd", gap.received.fromClient());
        assertEquals(List.of("gap client 1"), gap.received.notes);
        assertTrue(dropped.drop);
        assertEquals(DropReason.STREAM_URGENT.ordinal(), dropped.dropReason);
    }

    @Test
    void shouldNotBelieveAnAcknowledgementThatTheSenderWroteItself() {
        wire = new Wire(Wire.settings());
        wire.clientPortIndex = 0;
        wire.serverPortIndex = 1;
        wire.handshake();
        wire.client(ACK, 1, 1, "innocent");
        wire.serverPortIndex = 0;
        Packet forged = wire.serverAcks(9);
        wire.serverPortIndex = 1;

        Packet second = wire.client(ACK, 1, 1, "attacker");

        assertTrue(forged.drop);
        assertTrue(second.drop);
        assertEquals(1, wire.engine.statistics().wrongSide);
        assertFalse(wire.serverAcks(9).drop);
    }

    @Test
    void shouldBelieveBothEndsWhereAllComesInAtOnePort() {
        wire.client(ACK, 1, 1, "request");

        assertFalse(wire.server(ACK, 1, 8, "answer").drop);
        assertEquals("answer", wire.received.fromServer());
        assertEquals(0, wire.engine.statistics().wrongSide);
    }

    /** A megabyte that expires before the server, then other bytes in its place. */
    @Test
    void shouldCompareWithAllThatWasNotAcknowledged() {
        for (long depth : new long[] {0, 400_000}) {
            wire = new Wire(Wire.settings().depth(depth));
            wire.scale = 10;
            wire.handshake();
            wire.serverAcks(1);
            for (int at = 0; at < 800_000; at += 1_000) {
                assertFalse(wire.client(ACK, 1 + at, 1, "0123456789".repeat(100)).drop, "at " + at);
            }

            assertFalse(wire.client(ACK, 1, 1, "0123456789").drop);
            assertTrue(wire.client(ACK, 1, 1, "0123456789attack").drop);
            assertTrue(wire.client(ACK, 300_001, 1, "attack").drop);
            assertEquals(2, wire.engine.statistics().overlapsDropped);
            assertEquals(0, wire.engine.statistics().retransmissionsUnverified);
            wire.serverAcks(800_001);
            assertTrue(wire.engine.statistics().blockBytesInUse <= 64 << 10);
            wire.endAll();
            assertEquals(0, wire.engine.statistics().blockBytesInUse);
        }
    }

    @Test
    void shouldRefuseWhatItCannotCompareForWantOfMemory() {
        wire = new Wire(Wire.settings().reassemblyMemcap(128 << 10));
        wire.scale = 10;
        wire.handshake();
        wire.serverAcks(1);
        for (int at = 0; at < 400_000; at += 1_000) {
            wire.client(ACK, 1 + at, 1, "0123456789".repeat(100));
        }

        Packet repeated = wire.client(ACK, 200_001, 1, "attack");

        assertTrue(repeated.drop);
        assertEquals(1, wire.engine.statistics().retransmissionsUnverified);
        assertEquals(DropReason.STREAM_REASSEMBLY.ordinal(), repeated.dropReason);
    }

    @Test
    void shouldBoundWhatOneDirectionKeepsAheadOfAHole() {
        wire = new Wire(Wire.settings().pendingBytes(8 << 10)).handshake();
        int dropped = 0;
        for (int i = 0; i < 100; i++) {
            dropped += wire.client(ACK, 10 + 20 * i, 1, "x").drop ? 1 : 0;
        }

        assertEquals(92, dropped);
        assertEquals(92, wire.engine.statistics().pendingLimit);
        assertEquals(92, wire.engine.statistics().reassemblyDropped);
        assertEquals(8 << 10, wire.engine.statistics().blockBytesInUse);
    }

    @Test
    void shouldGiveUpHolesRatherThanSeeNothingWhenThePolicyIsToIgnore() {
        wire = new Wire(Wire.settings().pendingBytes(2 << 10).reassemblyMemcapPolicy(ExceptionPolicy.IGNORE))
                .handshake();
        wire.client(ACK, 5, 1, "aa");
        wire.client(ACK, 15, 1, "bb");
        Packet third = wire.client(ACK, 25, 1, "cc");

        assertFalse(third.drop);
        assertEquals("aabbcc", wire.received.fromClient());
        assertEquals(List.of("gap client 4", "gap client 8", "gap client 8"), wire.received.notes);
    }

    @Test
    void shouldStayWithinItsMemoryWhenManyStreamsHaveHoles() {
        wire = new Wire(Wire.settings().reassemblyMemcap(64 << 10));
        for (int i = 0; i < 200; i++) {
            wire.clientPort = 10_000 + i;
            wire.handshake();
            wire.client(ACK, 10, 1, "x");
        }

        assertEquals(64 << 10, wire.engine.statistics().blockBytesInUse);
        assertEquals(136, wire.engine.statistics().reassemblyMemcap);
        assertEquals(136, wire.engine.statistics().reassemblyDropped);
    }

    @Test
    void shouldShowBytesInPlaceWhenThereIsNoBlockForAWindow() {
        wire = new Wire(Wire.settings().reassemblyMemcap(64 << 10));
        for (int i = 0; i < 70; i++) {
            wire.clientPort = 10_000 + i;
            wire.handshake();
            wire.client(ACK, 1, 1, "x");
        }

        assertEquals(70, wire.received.fromClient().length());
        assertEquals(6, wire.engine.statistics().reassemblyMemcap);
    }

    @Test
    void shouldReportTheEndBehindTheLastByte() {
        wire.client(ACK | FIN, 4, 1, "def");
        wire.client(ACK, 1, 1, "abc");
        wire.server(ACK | FIN, 1, 8, "");
        wire.client(ACK, 8, 2, "");

        assertEquals("abcdef", wire.received.fromClient());
        assertEquals(List.of("end client", "end server"), wire.received.notes);
        assertEquals(0, wire.engine.statistics().blockBytesInUse);
    }

    @Test
    void shouldNotReassembleWhatPassesByRule() {
        wire.flowOf(wire.client(ACK, 1, 1, "abc")).pass();
        wire.client(ACK, 4, 1, "def");

        assertEquals("abc", wire.received.fromClient());
    }

    private Wire fresh(StreamSettings settings) {
        Wire fresh = new Wire(settings);
        fresh.window = wire.window;
        fresh.scale = wire.scale;
        return fresh.handshake();
    }
}
