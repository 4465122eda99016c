package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;

/** A transfer that is far longer than what is inspected of it. */
class BulkTransferTest {
    private static final int SEGMENT = 32_768;
    private static final int DEPTH = 1 << 20;

    @Test
    void shouldPassAllOfATransferWhoseSequenceNumbersWrap() {
        Wire wire = new Wire(Wire.settings().depth(DEPTH));
        wire.scale = 7;
        wire.handshake();
        byte[] bytes = new byte[SEGMENT];

        for (long sent = 0; sent < 5L << 30; sent += SEGMENT) {
            Packet data = wire.client(Wire.ACK, 1 + (int) sent, 1, bytes, packet -> { });
            assertFalse(data.drop, "after " + sent + " bytes");
            Packet acknowledgement = wire.serverAcks(1 + (int) sent + SEGMENT);
            assertFalse(acknowledgement.drop, "acknowledgement of " + sent + " bytes");
        }
    }

    @Test
    void shouldPassWhatIsSentAgainBehindTheDepth() {
        Wire wire = new Wire(Wire.settings().depth(DEPTH));
        wire.scale = 7;
        wire.handshake();
        byte[] bytes = new byte[SEGMENT];

        wire.serverAcks(1);
        // In flight all along: what a sender has in its window when the depth is reached.
        for (int sent = 0; sent < 3 * DEPTH; sent += SEGMENT) {
            assertFalse(wire.client(Wire.ACK, 1 + sent, 1, bytes, packet -> { }).drop, "after " + sent + " bytes");
        }
        for (int sent = 0; sent < 3 * DEPTH; sent += SEGMENT) {
            assertFalse(wire.client(Wire.ACK, 1 + sent, 1, bytes, packet -> { }).drop, "again " + sent);
        }
        wire.serverAcks(1 + 3 * DEPTH);
    }
}
