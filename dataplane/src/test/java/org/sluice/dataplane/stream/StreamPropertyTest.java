package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.stream.Wire.ACK;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.StreamEvent;

class StreamPropertyTest {
    /** Any segmentation, order, duplication and overlap of one stream is that stream. */
    @Property(tries = 120)
    void shouldDeliverExactlyTheStreamHoweverItIsCutAndShuffled(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12_000) int length, @ForAll @IntRange(min = 1, max = 1500) int largest,
            @ForAll int isn) {
        byte[] stream = bytes(random, length);
        Wire wire = new Wire(Wire.settings().tailBytes(random.nextInt(4096))
                .reassemblyMemcap(32 << 20).pendingBytes(32 << 20));
        wire.clientIsn = isn;
        wire.handshake();

        boolean[] sent = new boolean[length];
        int missing = length;
        int highestSent = 0;
        while (missing > 0) {
            int at = random.nextInt(3) == 0 ? firstUnsent(sent) : random.nextInt(length);
            int count = 1 + random.nextInt(Math.min(largest, length - at));
            Packet packet = wire.client(ACK, 1 + at, 1, Arrays.copyOfRange(stream, at, at + count), p -> { });
            assertFalse(packet.drop, "a consistent segment is accepted");
            for (int i = at; i < at + count; i++) {
                missing -= sent[i] ? 0 : 1;
                sent[i] = true;
            }
            highestSent = firstUnsent(sent);
            if (random.nextInt(4) == 0) {
                wire.serverAcks(1 + random.nextInt(highestSent + 1));
            }
        }

        assertArrayEquals(stream, wire.received.bytes[Packet.TO_SERVER].toByteArray());
        assertEquals(0, wire.received.notes.size());
        wire.endAll();
        assertEquals(0, wire.engine.statistics().blockBytesInUse);
    }

    /** A model receiver that keeps the first bytes it is given of each number agrees with what was delivered. */
    @Property(tries = 120)
    void shouldLetTheFirstAcceptedBytesWin(@ForAll Random random, @ForAll @IntRange(min = 2, max = 3000) int length,
            @ForAll boolean drop) {
        byte[] stream = bytes(random, length);
        Wire wire = new Wire(Wire.settings().overlapPolicy(drop ? OverlapPolicy.DROP : OverlapPolicy.IGNORE));
        wire.handshake();
        byte[] model = new byte[length];
        boolean[] known = new boolean[length];

        while (firstUnsent(known) < length) {
            int at = random.nextInt(3) == 0 ? Math.min(firstUnsent(known), length - 1) : random.nextInt(length);
            int count = 1 + random.nextInt(Math.min(400, length - at));
            byte[] segment = Arrays.copyOfRange(stream, at, at + count);
            if (random.nextInt(4) == 0) {
                segment[random.nextInt(count)] ^= 0x55;
            }
            boolean conflicts = conflicts(model, known, at, segment);
            Packet packet = wire.client(ACK, 1 + at, 1, segment, p -> { });
            assertEquals(conflicts, Wire.has(packet, StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA));
            assertEquals(conflicts && drop, packet.drop);
            if (!packet.drop) {
                for (int i = 0; i < count; i++) {
                    model[at + i] = known[at + i] ? model[at + i] : segment[i];
                    known[at + i] = true;
                }
            }
        }

        assertArrayEquals(model, wire.received.bytes[Packet.TO_SERVER].toByteArray());
    }

    /** Whatever comes, nothing is thrown, each window keeps its promises, and all memory comes back. */
    @Property(tries = 100)
    void shouldNeverFailOnRandomPackets(@ForAll Random random, @ForAll boolean midstream, @ForAll boolean async,
            @ForAll boolean dropInvalid) {
        Wire wire = new Wire(Wire.settings().midstream(midstream).asyncOneSided(async).dropInvalid(dropInvalid)
                .lossyCapture(random.nextBoolean()).depth(random.nextInt(5000)).pendingBytes(4096)
                .reassemblyMemcap(64 << 10).overlapPolicy(OverlapPolicy.IGNORE)
                .urgentPolicy(UrgentPolicy.values()[random.nextInt(4)])
                .reassemblyMemcapPolicy(random.nextBoolean() ? org.sluice.dataplane.flow.ExceptionPolicy.IGNORE
                        : org.sluice.dataplane.flow.ExceptionPolicy.DROP_PACKET));
        if (random.nextBoolean()) {
            wire.handshake();
        }
        for (int i = 0; i < 200; i++) {
            int flags = random.nextInt(3) == 0 ? random.nextInt(256) : ACK;
            byte[] payload = bytes(random, random.nextInt(3) == 0 ? random.nextInt(3000) : random.nextInt(40));
            int sequence = random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(3000) - 20;
            int ack = random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(3000);
            boolean fromClient = random.nextBoolean();
            Packet packet = wire.packet(fromClient, flags, (fromClient ? wire.clientIsn : wire.serverIsn) + sequence,
                    (fromClient ? wire.serverIsn : wire.clientIsn) + ack, payload, p -> {
                        p.tcpUrgent = random.nextInt(50);
                        p.tcpHasTimestamp = random.nextInt(4) == 0;
                        p.tcpTimestamp = random.nextInt();
                        p.tcpWindow = random.nextInt(65536);
                    });
            wire.pass(packet);
        }
        wire.endAll();

        assertEquals(0, wire.engine.statistics().blockBytesInUse);
        assertEquals(0, wire.engine.statistics().sessionsInUse);
        assertTrue(wire.engine.statistics().blockBytesInUse <= 64 << 10);
    }

    private static boolean conflicts(byte[] model, boolean[] known, int at, byte[] segment) {
        for (int i = 0; i < segment.length; i++) {
            if (known[at + i] && model[at + i] != segment[i]) {
                return true;
            }
        }
        return false;
    }

    private static int firstUnsent(boolean[] sent) {
        int i = 0;
        while (i < sent.length && sent[i]) {
            i++;
        }
        return i;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
