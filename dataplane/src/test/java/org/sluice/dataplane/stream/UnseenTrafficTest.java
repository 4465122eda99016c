package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.stream.Wire.ACK;
import static org.sluice.dataplane.stream.Wire.FIN;
import static org.sluice.dataplane.stream.Wire.RST;
import static org.sluice.dataplane.stream.Wire.SYN;
import static org.sluice.dataplane.stream.Wire.has;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.TcpState;
import org.sluice.rules.image.StreamEvent;

/** Sessions of which a part went another way: they go on, and as much of them is inspected as comes by. */
class UnseenTrafficTest {
    private static final byte[] NOTHING = {};

    private Wire wire = new Wire(Wire.settings().midstream(true));

    @Test
    void shouldForwardWhatBringsItsReceiverNothingNew() {
        wire.timestamps = true;
        wire.handshake();
        wire.client(ACK, 1, 1, "request");
        wire.serverAcks(8);
        Packet late = wire.client(ACK, 1, 1, "request".getBytes(), p -> p.tcpTimestamp = 1);
        Packet lie = wire.client(ACK, 8, 900_000, "");
        Packet old = wire.client(ACK, -90_000, 1, "from a session before");
        Packet fresh = wire.client(ACK, 8, 900_000, "new");

        assertFalse(late.drop || lie.drop || old.drop);
        assertTrue(has(late, StreamEvent.PKT_INVALID_TIMESTAMP));
        assertTrue(has(lie, StreamEvent.EST_INVALID_ACK));
        assertTrue(old.outOfStream, "rules look at it by itself");
        assertTrue(fresh.drop, "it brings something, and does not fit");
        assertEquals("request", wire.received.fromClient());
        assertEquals(3, wire.engine.statistics().notBelieved);
    }

    @Test
    void shouldPassOverBytesThatBothEndsKnowOfAndThatNeverCameBy() {
        wire.handshake();
        wire.server(ACK, 1, 1, "seen");
        Packet acknowledgement = wire.client(ACK, 1, 105, "");
        Packet request = wire.client(ACK, 1, 105, "request");
        Packet next = wire.server(ACK, 105, 8, "seen again");

        assertFalse(acknowledgement.drop || request.drop || next.drop);
        assertEquals("request", wire.received.fromClient());
        assertEquals("seenseen again", wire.received.fromServer());
        assertEquals(List.of("gap server 100"), wire.received.notes);
        assertEquals(1, wire.engine.statistics().passedUnseen);
    }

    @Test
    void shouldInspectBytesThatTheirReceiverAcknowledgesBeforeTheyCome() {
        wire.handshake();
        wire.client(ACK, 1, 7, "");
        wire.server(ACK, 1, 1, "hidden");

        assertEquals("hidden", wire.received.fromServer());
        assertEquals(List.of(), wire.received.notes);
    }

    @Test
    void shouldFollowAClientWhoseServerAnswersAnotherWay() {
        wire.client(SYN, 0, 0, "");
        Packet ack = wire.client(ACK, 1, 1, "");
        Packet first = wire.client(ACK, 1, 1, "att");
        Packet next = wire.client(ACK, 4, 500, "ack");

        assertFalse(ack.drop || first.drop || next.drop);
        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldTakeASynAckThatComesAfterAllAndHoldTheClientToWhatItHasSent() {
        wire.client(SYN, 0, 0, "");
        wire.client(ACK, 1, 77, "decoy!");
        Packet synAck = wire.server(SYN | ACK, 0, 1, "");
        wire.client(ACK, 1, 1, "");
        Packet other = wire.client(ACK, 1, 1, "attack");

        assertFalse(synAck.drop);
        assertTrue(other.drop);
        assertEquals("decoy!", wire.received.fromClient());
    }

    @Test
    void shouldNotTakeDataOfASessionForThatOfItsSuccessor() {
        wire.handshake();
        wire.client(ACK, 1, 1, "att");
        wire.client(RST, 4, 0, "");
        wire.client(SYN, 3, 0, "");
        Packet rest = wire.client(ACK, 4, 1, "ack");

        assertTrue(rest.drop);
    }

    @Test
    void shouldBeginAnewWhenTheServerAnswersASynAmidTheSession() {
        wire.serverPortIndex = 1;
        wire.handshake();
        Packet before = wire.client(ACK, 1, 1, "from before the reboot");
        long firstId = wire.flowOf(before).id();
        wire.clientIsn += 700_000;
        Packet syn = wire.client(SYN, 0, 0, "");
        wire.serverIsn += 900_000;
        Packet synAck = wire.server(SYN | ACK, 0, 1, "");
        wire.client(ACK, 1, 1, "");
        Packet data = wire.client(ACK, 1, 1, " and after");

        assertFalse(syn.drop || synAck.drop || data.drop);
        assertNotEquals(firstId, wire.flowOf(data).id());
        assertSame(TcpState.ESTABLISHED, wire.flowOf(data).tcpState());
        assertEquals("from before the reboot and after", wire.received.fromClient());
    }

    @Test
    void shouldNotBeginAnewWhenTheClientAnswersItInTheServersName() {
        wire.serverPortIndex = 1;
        wire.handshake();
        Packet begun = wire.client(ACK, 1, 1, "att");
        wire.client(SYN, 3, 0, "");
        Packet forged = wire.server(SYN | ACK, 50, 4, NOTHING, p -> p.portIndex = 0);
        Packet rest = wire.client(ACK, 4, 1, "ack");

        assertTrue(forged.drop);
        assertEquals(begun.flowIndex, rest.flowIndex);
        assertEquals("attack", wire.received.fromClient());
    }

    @Test
    void shouldForwardANewSynOfAClientThatStartsOverAmidTheHandshake() {
        wire.serverPortIndex = 1;
        wire.client(SYN, 0, 0, "");
        wire.server(SYN | ACK, 0, 1, "");
        wire.clientIsn += 5_000;
        Packet again = wire.client(SYN, 0, 0, "");
        wire.serverIsn += 7_000;
        wire.server(SYN | ACK, 0, 1, "");
        wire.client(ACK, 1, 1, "");
        wire.client(ACK, 1, 1, "data");

        assertFalse(again.drop);
        assertEquals("data", wire.received.fromClient());
    }

    @Test
    void shouldTakeWhatAServerSendsRightBehindItsSynAck() {
        wire.client(SYN, 0, 0, "");
        wire.server(SYN | ACK, 0, 1, "");
        Packet greeting = wire.server(ACK, 1, 1, "220 ready");
        Packet end = wire.server(FIN | ACK, 10, 1, "");

        assertFalse(greeting.drop || end.drop);
        assertEquals("220 ready", wire.received.fromServer());
    }

    @Test
    void shouldGiveUpAHoleOfASideWhoseAcknowledgementsPassAnotherWay() {
        wire = new Wire(Wire.settings().midstream(true).pendingBytes(4096));
        wire.client(SYN, 0, 0, "");
        wire.client(ACK, 1, 1, "begin");
        Packet last = null;
        for (int at = 1000; at < 9000; at += 1000) {
            last = wire.client(ACK, at, 1, "x".repeat(1000));
            assertFalse(last.drop);
        }
        Packet again = wire.client(ACK, 1000, 1, "x".repeat(1000));

        assertEquals("begin".length() + 8000, wire.received.fromClient().length());
        assertFalse(again.drop);
    }
}
