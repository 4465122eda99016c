package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.defrag.HostPolicy;
import org.sluice.dataplane.defrag.OverlapPolicy;

/** A listener beside the wire goes by what the receivers acknowledge. */
class PassiveStreamTest {
    private final Wire wire = new Wire(Wire.settings().lossyCapture(true).passive(true)).handshake();

    @Test
    void shouldDeliverBytesWhenTheirReceiverAcknowledgesThem() {
        wire.client(Wire.ACK, 1, 1, "first");
        String before = wire.received.fromClient();

        wire.serverAcks(4);

        assertEquals("", before);
        assertEquals("fir", wire.received.fromClient());
    }

    @Test
    void shouldShowThemAgainWithTheNextPacketOfTheirSender() {
        wire.client(Wire.ACK, 1, 1, "first");
        wire.serverAcks(6);
        List<String> before = List.copyOf(wire.received.notes);

        wire.client(Wire.ACK, 6, 1, "second");

        assertEquals(List.of(), before);
        assertEquals(List.of("shown client first"), wire.received.notes);
    }

    @Test
    void shouldShowBytesOfSeveralAcknowledgementsAtOnce() {
        wire.client(Wire.ACK, 1, 1, "first");
        wire.client(Wire.ACK, 6, 1, "second");
        wire.serverAcks(6);
        wire.serverAcks(12);

        wire.client(Wire.ACK, 12, 1, "");

        assertEquals(List.of("shown client firstsecond"), wire.received.notes);
    }

    @Test
    void shouldDeliverWhatWasNeverAcknowledgedAtTheFlowsEnd() {
        wire.client(Wire.ACK, 1, 1, "first");
        wire.client(Wire.RST | Wire.ACK, 6, 1, "");

        wire.endAll();

        assertEquals("first", wire.received.fromClient());
        assertEquals(0, wire.engine.statistics().blockBytesInUse);
    }

    @Test
    void shouldKnowTheEndOfAStreamThatIsStillToBeDelivered() {
        wire.client(Wire.ACK | Wire.FIN, 1, 1, "first");
        List<String> before = List.copyOf(wire.received.notes);

        wire.server(Wire.ACK, 1, 7, "");

        assertEquals(List.of(), before);
        assertEquals("first", wire.received.fromClient());
        assertEquals(List.of("end client"), wire.received.notes);
    }

    @Test
    void shouldGoByTheSenderWhereOnlyOneSideIsSeen() {
        Wire oneSided = new Wire(Wire.settings().lossyCapture(true).passive(true).midstream(true).asyncOneSided(true));
        oneSided.client(Wire.ACK, 1, 1, "first");
        oneSided.client(Wire.ACK, 6, 1, "second");

        assertEquals("first", oneSided.received.fromClient());
    }

    private static Wire listener(ReceiverPolicy policy) {
        HostPolicy server = HostPolicy.of("10.0.0.2", OverlapPolicy.BSD);
        return new Wire(Wire.settings().lossyCapture(true).passive(true)
                .receivers(List.of(new ReceiverPolicy.Hosts(server, policy)))).handshake();
    }

    @ParameterizedTest
    @CsvSource({"FIRST,aaaacc,caaccc,aacccc,aaaacc", "LAST,aacccc,cccccc,cccccc,accccc",
            "BSD,aaaacc,cccccc,aacccc,aacccc",
        "LINUX,aaaacc,cccccc,cccccc,aacccc", "OLD_LINUX,aaaacc,cccccc,cccccc,aacccc",
                "SOLARIS,aaaacc,cccccc,aacccc,aacccc"})
    void shouldTakeWhatTheReceiverMakesOfSegmentsThatContradict(
            ReceiverPolicy policy, String behind, String around, String longer, String acrossTwo) {
        assertEquals(behind, kept(policy, 1, "aaaa", 3, "cccc"));
        assertEquals(around, kept(policy, 2, "aa", 1, "cccccc"));
        assertEquals(longer, kept(policy, 1, "aa", 1, "cccccc"));
        assertEquals(acrossTwo, kept(policy, 1, "aa", 3, "aa", 2, "ccccc"));
    }

    /**
     * What the server, which acknowledges six bytes, is taken to have of segments sent: each its number and its
     * bytes.
     */
    private static String kept(ReceiverPolicy policy, Object... segments) {
        Wire wire = listener(policy);
        for (int i = 0; i < segments.length; i += 2) {
            wire.client(Wire.ACK, (Integer) segments[i], 1, (String) segments[i + 1]);
        }
        wire.serverAcks(7);
        return wire.received.fromClient();
    }

    @Test
    void shouldKeepWhatCameFirstForHostsThatNobodyNamed() {
        wire.client(Wire.ACK, 3, 1, "aa");
        wire.client(Wire.ACK, 1, 1, "cccccc");
        wire.serverAcks(7);

        assertEquals("aa", wire.received.fromClient());
    }

    @Test
    void shouldKeepTheBytesBeforeAHoleApartFromThoseBehindIt() {
        wire.client(Wire.ACK, 1, 1, "first");
        wire.client(Wire.ACK, 10, 1, "second");

        wire.serverAcks(16);
        wire.client(Wire.ACK, 16, 1, "");

        assertEquals("firstsecond", wire.received.fromClient());
        assertEquals(List.of("gap client 4", "shown client first", "shown client second"), wire.received.notes);
    }

    @Test
    void shouldRecordWhatWasSentAndWhatIsMissing() {
        wire.client(Wire.ACK, 1, 1, "first");
        wire.client(Wire.ACK, 10, 1, "second");
        wire.serverAcks(8);
        Packet packet = wire.serverAcks(16);
        MemorySegment record = MemorySegment.ofArray(new byte[100]);

        int length = wire.engine.copyRecent(wire.flowOf(packet), Packet.TO_SERVER, record);

        assertEquals("first[4 bytes missing]second", new String(record.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.US_ASCII));
    }

    @Test
    void shouldRecordNoMoreThanThereIsRoomFor() {
        wire.client(Wire.ACK, 1, 1, "first");
        wire.client(Wire.ACK, 10, 1, "second");
        Packet packet = wire.serverAcks(16);
        MemorySegment record = MemorySegment.ofArray(new byte[8]);

        assertEquals(8, wire.engine.copyRecent(wire.flowOf(packet), Packet.TO_SERVER, record));
        assertEquals(0, wire.engine.copyRecent(wire.flowOf(packet), Packet.TO_CLIENT, record));
    }
}
