package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.stream.Wire.ACK;
import static org.sluice.dataplane.stream.Wire.FIN;
import static org.sluice.dataplane.stream.Wire.RST;
import static org.sluice.dataplane.stream.Wire.SYN;
import static org.sluice.dataplane.stream.Wire.has;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.FlowState;
import org.sluice.dataplane.flow.TcpState;
import org.sluice.rules.image.StreamEvent;

class StreamStateTest {
    private static final byte[] NOTHING = {};

    private Wire wire = new Wire(Wire.settings());

    @Test
    void shouldBeEstablishedWithTheHandshakesAckWhenItCarriesData() {
        wire.client(SYN, 0, 0, "");
        wire.server(SYN | ACK, 0, 1, "");

        assertTrue(wire.client(ACK, 1, 1, "data").established);
    }

    @Test
    void shouldBeEstablishedBehindTheHandshakesAck() {
        Packet syn = wire.client(SYN, 0, 0, "");
        Packet synAck = wire.server(SYN | ACK, 0, 1, "");
        TcpState between = wire.flowOf(synAck).tcpState();
        Packet ack = wire.client(ACK, 1, 1, "");
        boolean ackEstablished = ack.established;
        Packet next = wire.server(ACK, 1, 1, "");

        assertFalse(syn.established);
        assertFalse(synAck.established);
        assertSame(TcpState.SYN_RECV, between);
        assertFalse(ackEstablished);
        assertTrue(next.established);
        assertSame(FlowState.ESTABLISHED, wire.flowOf(ack).state());
        assertFalse(syn.hasEvents || synAck.hasEvents || ack.hasEvents);
    }

    @Test
    void shouldFollowACloseFromTheClientAndOneFromTheServer() {
        wire.handshake();
        assertSame(TcpState.CLOSE_WAIT, state(wire.client(FIN | ACK, 1, 1, "")));
        assertSame(TcpState.CLOSE_WAIT, state(wire.server(ACK, 1, 2, "rest")));
        assertSame(TcpState.LAST_ACK, state(wire.server(FIN | ACK, 5, 2, "")));
        assertSame(TcpState.CLOSED, state(wire.client(ACK, 2, 6, "")));

        wire.clientPort++;
        wire.handshake();
        assertSame(TcpState.FIN_WAIT1, state(wire.server(FIN | ACK, 1, 1, "")));
        assertSame(TcpState.FIN_WAIT2, state(wire.client(ACK, 1, 2, "")));
        assertSame(TcpState.TIME_WAIT, state(wire.client(FIN | ACK, 1, 2, "")));
        Packet last = wire.server(ACK, 2, 2, "");
        assertSame(TcpState.CLOSED, state(last));
        assertSame(FlowState.CLOSED, wire.flowOf(last).state());

        wire.clientPort++;
        wire.handshake();
        wire.server(FIN | ACK, 1, 1, "");
        assertSame(TcpState.CLOSING, state(wire.client(FIN | ACK, 1, 1, "")));
        wire.server(ACK, 2, 2, "");
        assertSame(TcpState.CLOSED, state(wire.client(ACK, 2, 2, "")));
        assertEquals(0, wire.engine.statistics().invalid);
    }

    @Test
    void shouldMeasureAStreamByItsSequenceNumbers() {
        Packet syn = wire.client(SYN, 0, 0, "");
        long afterSyn = clientBytes(syn);
        wire.server(SYN | ACK, 0, 1, "");
        wire.client(ACK, 1, 1, "");
        long afterData = clientBytes(wire.client(ACK, 1, 1, "data"));
        long afterFin = clientBytes(wire.client(FIN | ACK, 5, 1, ""));
        long afterLastAck = clientBytes(wire.server(ACK, 1, 6, ""));

        assertEquals(List.of(1L, 5L, 5L, 6L), List.of(afterSyn, afterData, afterFin, afterLastAck));
    }

    private long clientBytes(Packet packet) {
        return wire.engine.bytes(wire.flowOf(packet), Packet.TO_SERVER);
    }

    @Test
    void shouldNotBelieveDataBeforeTheHandshake() {
        wire.client(SYN, 0, 0, "");
        Packet early = wire.client(ACK, 1, 1, "early");
        wire.server(SYN | ACK, 0, 1, "");
        Packet injected = wire.server(ACK, 9, 1, "injected");
        wire.client(ACK, 1, 1, "real");

        assertTrue(early.drop);
        assertTrue(injected.drop);
        assertTrue(has(injected, StreamEvent.HANDSHAKE_ACK_DATA_INJECT));
        assertEquals("real", wire.received.fromClient());
        assertEquals("", wire.received.fromServer());
    }

    @Test
    void shouldNotLetABadChecksumBlindIt() {
        wire.handshake();
        wire.client(RST | ACK, 1, 1, NOTHING, p -> p.transportChecksumBad = true);
        wire.client(FIN | ACK, 1, 1, NOTHING, p -> p.transportChecksumBad = true);
        wire.client(ACK, 1, 1, "garbage".getBytes(), p -> p.transportChecksumBad = true);
        Packet real = wire.client(ACK, 1, 1, "attack");

        assertEquals("attack", wire.received.fromClient());
        assertFalse(real.hasEvents);
        assertEquals(3, wire.engine.statistics().invalidChecksum);
    }

    @Test
    void shouldTakeWrongChecksumsWhenValidationIsOff() {
        wire = new Wire(Wire.settings().checksumValidation(false)).handshake();
        wire.client(ACK, 1, 1, "offloaded".getBytes(), p -> p.transportChecksumBad = true);

        assertEquals("offloaded", wire.received.fromClient());
    }

    @Test
    void shouldGoOnAfterAResetThatItsSenderDoesNotHonour() {
        wire.handshake();
        wire.client(ACK, 1, 1, "att");
        Packet reset = wire.client(RST, 4, 0, "");
        TcpState afterReset = state(reset);
        Packet next = wire.client(ACK, 4, 1, "ack");

        assertFalse(reset.drop);
        assertSame(TcpState.CLOSED, afterReset);
        assertTrue(has(next, StreamEvent.SUSPECTED_RST_INJECT));
        assertEquals("attack", wire.received.fromClient());
        assertSame(TcpState.ESTABLISHED, state(next));
        assertEquals(List.of(), wire.received.notes, "no end was reported");
    }

    @Test
    void shouldGoOnWhenADisbelievedResetMetTheHandshake() {
        wire.client(SYN, 0, 0, "");
        wire.server(RST | ACK, 0, 1, "");
        Packet synAck = wire.server(SYN | ACK, 0, 1, "");
        wire.client(ACK, 1, 1, "");
        wire.client(ACK, 1, 1, "attack");

        assertTrue(has(synAck, StreamEvent.SUSPECTED_RST_INJECT));
        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldRefuseAResetThatIsInTheWindowButNotExact() {
        wire.handshake();
        wire.client(ACK, 1, 1, "att");
        Packet inWindow = wire.client(RST, 100, 0, "");
        Packet before = wire.client(RST, -50, 0, "");
        wire.client(ACK, 4, 1, "ack");

        assertTrue(inWindow.drop);
        assertTrue(before.drop);
        assertTrue(has(inWindow, StreamEvent.RST_INVALID_ACK));
        assertEquals("attack", wire.received.fromClient());
        assertEquals(2, wire.engine.statistics().resetsRefused);
    }

    @Test
    void shouldRefuseDataBehindAFin() {
        wire.handshake();
        wire.client(ACK, 1, 1, "att");
        wire.client(FIN | ACK, 4, 1, "");
        Packet behind = wire.client(ACK, 4, 1, "ack");

        assertTrue(behind.drop);
        assertEquals("att", wire.received.fromClient());
    }

    @Test
    void shouldForgetAFinThatNobodyGotWhenNothingIsRefused() {
        wire = new Wire(Wire.settings().dropInvalid(false)).handshake();
        wire.client(ACK, 1, 1, "att");
        wire.client(FIN | ACK, 4, 1, "");
        wire.client(ACK, 4, 1, "ack");

        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldRefuseAFinOutOfWindow() {
        wire.handshake();
        Packet fin = wire.client(FIN | ACK, 80_000, 1, "");
        wire.client(ACK, 1, 1, "attack");

        assertTrue(has(fin, StreamEvent.FIN_OUT_OF_WINDOW));
        assertTrue(fin.drop);
        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldRefuseDataOutOfWindow() {
        wire.handshake();
        Packet far = wire.client(ACK, 65_530, 1, "0123456789");
        Packet edge = wire.client(ACK, 65_526, 1, "0123456789");

        assertTrue(far.drop);
        assertTrue(has(far, StreamEvent.EST_PACKET_OUT_OF_WINDOW));
        assertFalse(edge.drop);
    }

    @Test
    void shouldScaleWindowsOnlyWhenBothSidesOffered() {
        wire.scale = 2;
        wire.handshake();
        Packet inScaled = wire.client(ACK, 1, 1, "x");
        wire.serverAcks(2);
        assertFalse(wire.client(ACK, 200_000, 1, "x").drop);
        assertFalse(inScaled.drop);

        Wire oneSided = new Wire(Wire.settings());
        oneSided.client(SYN, 0, 0, NOTHING, p -> p.tcpWindowScale = 2);
        oneSided.server(SYN | ACK, 0, 1, "");
        oneSided.client(ACK, 1, 1, "x");
        oneSided.serverAcks(2);
        assertTrue(oneSided.client(ACK, 200_000, 1, "x").drop);
    }

    @Test
    void shouldRefuseDataWithoutAck() {
        wire.handshake();
        Packet noAck = wire.client(8, 1, 0, "decoy!");
        wire.client(ACK, 1, 1, "attack");

        assertTrue(noAck.drop);
        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldRefuseOldTimestamps() {
        wire.timestamps = true;
        wire.handshake();
        Packet old = wire.client(ACK, 1, 1, "decoy!".getBytes(), p -> p.tcpTimestamp = 5);
        Packet good = wire.client(ACK, 1, 1, "attack");

        assertTrue(old.drop);
        assertTrue(has(old, StreamEvent.PKT_INVALID_TIMESTAMP));
        assertFalse(good.drop);
        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldNotTakeAnAnswerToTheSynThatEchoesAnotherTimestamp() {
        wire.timestamps = true;
        wire.client(SYN, 0, 0, "");
        Packet fake = wire.server(RST | ACK, 0, 1, NOTHING, p -> p.tcpTimestampEcho = 1);
        Packet real = wire.server(SYN | ACK, 0, 1, NOTHING, p -> p.tcpTimestampEcho -= 1);

        assertTrue(has(fake, StreamEvent.PKT_INVALID_TIMESTAMP));
        assertFalse(real.hasEvents);
    }

    @Test
    void shouldLetKeepAlivesAndWindowProbesThrough() {
        wire.handshake();
        wire.client(ACK, 1, 1, "abc");
        wire.serverAcks(4);
        Packet keepAlive = wire.client(ACK, 3, 1, "?");
        Packet empty = wire.client(ACK, 3, 1, "");
        wire.window = 0;
        wire.serverAcks(4);
        Packet probe = wire.client(ACK, 4, 1, "d");

        assertFalse(keepAlive.drop || keepAlive.hasEvents);
        assertFalse(empty.drop || empty.hasEvents);
        assertFalse(probe.drop);
        assertEquals("abcd", wire.received.fromClient());
    }

    @Test
    void shouldLetRetransmissionsOfAcknowledgedDataThrough() {
        wire.handshake();
        wire.client(ACK, 1, 1, "abc");
        wire.serverAcks(4);
        Packet again = wire.client(ACK, 1, 1, "abc");

        assertFalse(again.drop);
        assertTrue(has(again, StreamEvent.PKT_SPURIOUS_RETRANSMISSION));
        assertFalse(has(again, StreamEvent.EST_PKT_BEFORE_LAST_ACK));
    }

    @Test
    void shouldCallNoSynARetransmission() {
        wire.client(SYN, 0, 0, "");
        Packet again = wire.client(SYN, 0, 0, "");

        assertFalse(again.drop || again.hasEvents);
    }

    @Test
    void shouldNameWhatIsWrongInAHandshake() {
        wire.client(SYN, 0, 0, "");
        assertEvent(StreamEvent.HANDSHAKE_SYNACK_IN_WRONG_DIRECTION, wire.client(SYN | ACK, 0, 1, ""));
        assertEvent(StreamEvent.HANDSHAKE_SYNACK_WITH_WRONG_ACK, wire.server(SYN | ACK, 0, 9, ""));
        wire.server(SYN | ACK, 0, 1, "");
        assertEvent(StreamEvent.HANDSHAKE_SYNACK_TOSERVER_ON_SYN_RECV, wire.client(SYN | ACK, 0, 1, ""));
        assertEvent(StreamEvent.HANDSHAKE_SYN_RESEND_DIFF_SEQ_ON_SYN_RECV, wire.client(SYN, 77, 0, ""));
        assertEvent(StreamEvent.HANDSHAKE_SYN_TOCLIENT_ON_SYN_RECV, wire.server(SYN, 0, 0, ""));
        assertEvent(StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFFERENT_ACK, wire.server(SYN | ACK, 0, 5, ""));
        assertEvent(StreamEvent.HANDSHAKE_RIGHT_SEQ_WRONG_ACK_EVASION, wire.client(ACK, 1, 7, ""));
        assertEvent(StreamEvent.HANDSHAKE_WRONG_SEQ_WRONG_ACK, wire.client(ACK, 5, 7, ""));
        assertEvent(StreamEvent.HANDSHAKE_ACK_IN_WRONG_DIR, wire.server(ACK, 5, 1, ""));
        wire.client(ACK, 1, 1, "");
        assertEvent(StreamEvent.EST_SYNACK_TOSERVER, wire.client(SYN | ACK, 0, 1, ""));
        assertEvent(StreamEvent.EST_SYNACK_RESEND, wire.server(SYN | ACK, 0, 1, ""));
        assertEvent(StreamEvent.EST_SYNACK_RESEND_WITH_DIFF_SEQ, wire.server(SYN | ACK, 3, 1, ""));
        assertEvent(StreamEvent.EST_SYNACK_RESEND_WITH_DIFFERENT_ACK, wire.server(SYN | ACK, 0, 44, ""));
        assertEvent(StreamEvent.EST_SYN_RESEND, wire.client(SYN, 0, 0, ""));
        assertEvent(StreamEvent.EST_SYN_RESEND_DIFF_SEQ, wire.client(SYN, 50, 0, ""));
        assertEvent(StreamEvent.EST_SYN_TOCLIENT, wire.server(SYN, 0, 0, ""));
        assertEvent(StreamEvent.FIN_SYN, wire.client(SYN | FIN, 0, 0, ""));
        assertEvent(StreamEvent.PKT_BROKEN_ACK, wire.client(8, 1, 0, NOTHING, p -> p.tcpAcknowledgement = 5));
    }

    @Test
    void shouldNameRstAndFinWithoutASession() {
        assertEvent(StreamEvent.RST_BUT_NO_SESSION, wire.client(RST, 0, 0, ""));
        assertEvent(StreamEvent.FIN_BUT_NO_SESSION, wire.client(FIN | ACK, 0, 0, ""));
    }

    @Test
    void shouldFindTheSynThatWasAnsweredAmongSeveral() {
        wire.client(SYN, 0, 0, "");
        wire.client(SYN, 500, 0, "");
        wire.client(SYN, 900, 0, "");
        wire.server(SYN | ACK, 0, 501, "");
        Packet data = wire.client(ACK, 501, 1, "data");

        assertTrue(data.established);
        assertEquals("data", wire.received.fromClient());
    }

    @Test
    void shouldKeepTheLatestOfTooManySyns() {
        wire = new Wire(Wire.settings().maxSynQueued(2));
        wire.client(SYN, 0, 0, "");
        wire.client(SYN, 100, 0, "");
        wire.client(SYN, 200, 0, "");
        Packet fourth = wire.client(SYN, 300, 0, "");
        Packet toForgotten = wire.server(SYN | ACK, 0, 101, "");
        wire.server(SYN | ACK, 0, 301, "");
        Packet ack = wire.client(ACK, 301, 1, "");

        assertEvent(StreamEvent.HANDSHAKE_SYN_FLOOD, fourth);
        assertEvent(StreamEvent.HANDSHAKE_SYNACK_WITH_WRONG_ACK, toForgotten);
        assertSame(TcpState.ESTABLISHED, wire.flowOf(ack).tcpState());
    }

    @Test
    void shouldFindTheSynAckThatWasAcknowledgedAmongSeveral() {
        wire.client(SYN, 0, 0, "");
        wire.server(SYN | ACK, 0, 1, "");
        assertEvent(StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFF_SEQ, wire.server(SYN | ACK, 1000, 1, ""));
        Packet ack = wire.client(ACK, 1, 1001, "data");
        wire.server(ACK, 1001, 5, "answer");

        assertTrue(ack.established);
        assertEquals("answer", wire.received.fromServer());
    }

    @Test
    void shouldFollowASimultaneousOpen() {
        wire.client(SYN, 0, 0, "");
        wire.server(SYN, 0, 0, "");
        wire.server(SYN | ACK, 0, 1, "");
        wire.client(SYN | ACK, 0, 1, "");
        Packet data = wire.client(ACK, 1, 1, "data");

        assertTrue(data.established);
        assertEquals("data", wire.received.fromClient());
        assertEquals(0, wire.engine.statistics().invalid);
    }

    @Test
    void shouldLeaveMidstreamFlowsAloneUnlessToldOtherwise() {
        Packet packet = wire.client(ACK, 10, 10, "data");
        assertFalse(packet.established || packet.drop);

        wire = new Wire(Wire.settings().midstreamPolicy(ExceptionPolicy.DROP_FLOW));
        packet = wire.client(ACK, 10, 10, "data");
        assertTrue(packet.drop);
        assertEquals(DropReason.STREAM_MIDSTREAM.ordinal(), packet.dropReason);
        assertTrue(wire.flowOf(packet).isDropped());
        assertEquals(1, wire.engine.statistics().midstreamPolicy);
    }

    @Test
    void shouldPickUpASessionInItsMiddle() {
        wire = new Wire(Wire.settings().midstream(true));
        Packet first = wire.client(ACK, 10, 10, "data");
        wire.server(ACK, 10, 14, "answer");
        wire.client(ACK, 14, 16, " more");
        wire.server(ACK | FIN, 16, 19, "");

        assertTrue(first.established);
        assertEquals("data more", wire.received.fromClient());
        assertEquals("answer", wire.received.fromServer());
        assertEquals(1, wire.engine.statistics().midstreamSessions);
    }

    @Test
    void shouldPickUpASessionAtItsSynAck() {
        wire = new Wire(Wire.settings().midstream(true));
        Packet synAck = wire.server(SYN | ACK, 0, 1, "");
        wire.client(ACK, 1, 1, "data");
        wire.server(ACK, 1, 5, "answer");

        assertEquals(Packet.TO_CLIENT, synAck.direction);
        assertEquals("data", wire.received.fromClient());
        assertEquals("answer", wire.received.fromServer());
    }

    @Test
    void shouldFollowASessionOfWhichOnlyOneSideIsSeen() {
        wire = new Wire(Wire.settings().asyncOneSided(true));
        wire.client(SYN, 0, 0, "");
        Packet ack = wire.client(ACK, 1, 1, "");
        wire.client(ACK, 1, 1, "one ");
        wire.client(ACK, 5, 2000, "side");

        assertSame(TcpState.ESTABLISHED, wire.flowOf(ack).tcpState());
        assertEquals("one side", wire.received.fromClient());
    }

    @Test
    void shouldFollowASessionOfWhichOnlyTheServerIsSeen() {
        wire = new Wire(Wire.settings().asyncOneSided(true).midstream(true));
        wire.server(SYN | ACK, 0, 1, "");
        wire.server(ACK, 1, 397, "");
        Packet data = wire.server(ACK, 1, 397, "answer");

        assertTrue(data.established);
        assertEquals("answer", wire.received.fromServer());
    }

    @Test
    void shouldBeEstablishedAlreadyWhenItDeliversDataThatCameWithTheHandshakesAck() {
        wire.client(SYN, 0, 0, "");
        wire.server(SYN | ACK, 0, 1, "");
        wire.received.stateAtLastData = null;
        wire.client(ACK, 1, 1, "data");

        assertSame(TcpState.ESTABLISHED, wire.received.stateAtLastData);
    }

    @Test
    void shouldTakeWhoSpeaksLikeAServerInTheMiddleOfASessionForTheServer() {
        wire = new Wire(Wire.settings().midstream(true));
        wire.received.beginsAsServer = true;
        Packet first = wire.client(ACK, 10, 10, "data");
        Packet next = wire.client(ACK, 14, 10, " more");

        assertEquals(Packet.TO_CLIENT, first.direction);
        assertEquals(Packet.TO_CLIENT, next.direction);
        assertTrue(wire.flowOf(next).isSwapped());
        assertEquals("data more", wire.received.fromServer());
    }

    @Test
    void shouldBeginAgainOnReusedPorts() {
        wire.handshake();
        wire.client(ACK, 1, 1, "one");
        wire.client(RST, 4, 0, "");
        wire.clientIsn = 999_999;
        wire.serverIsn = 77;
        Packet data = wire.handshake().client(ACK, 1, 1, "two");

        assertTrue(data.established);
        assertEquals("onetwo", wire.received.fromClient());
        assertEquals(1, wire.flows.statistics().endedByReuse);
        assertEquals(1, wire.engine.statistics().sessionsInUse);
    }

    @Test
    void shouldGiveUpTheOldestHalfOpenSessionUnderAFloodOfSyns() {
        wire = new Wire(Wire.settings().sessions(8));
        wire.handshake();
        for (int i = 0; i < 500; i++) {
            wire.clientPort = 50_000 + i;
            wire.client(SYN, 0, 0, "");
        }
        wire.clientPort = 40_000;
        Packet data = wire.client(ACK, 1, 1, "still here");

        assertEquals(8, wire.engine.statistics().sessionsInUse);
        assertEquals(493, wire.engine.statistics().halfOpenReclaimed);
        assertTrue(data.established);
        assertEquals("still here", wire.received.fromClient());
    }

    @Test
    void shouldApplyThePolicyWhenAllSessionsAreEstablished() {
        wire = new Wire(Wire.settings().sessions(4).memcapPolicy(ExceptionPolicy.DROP_FLOW));
        for (int i = 0; i < 4; i++) {
            wire.clientPort = 50_000 + i;
            wire.handshake();
        }
        wire.clientPort = 60_000;
        Packet syn = wire.client(SYN, 0, 0, "");

        assertTrue(syn.drop);
        assertEquals(DropReason.STREAM_MEMCAP.ordinal(), syn.dropReason);
        assertEquals(1, wire.engine.statistics().sessionMemcap);
    }

    @Test
    void shouldRefuseSettingsItDoesNotKnow() {
        IllegalArgumentException refused = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> OverlapPolicy.byName("normalise"));
        assertTrue(refused.getMessage().contains("allowed are drop, ignore"));
        org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class,
                () -> new StreamSettings().tailBytes(-1).conclude());
    }

    private TcpState state(Packet packet) {
        return wire.flowOf(packet).tcpState();
    }

    private static void assertEvent(StreamEvent event, Packet packet) {
        assertTrue(has(packet, event), event + " on " + packet.tcpFlags);
    }
}
