package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Encapsulating security payload (RFC 4303): index and sequence number; the rest is encrypted. */
final class Esp {
    static final int HEADER = 8;

    private Esp() {}

    /** Checks the header at {@code at}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.ESP_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.esp++;
        packet.transportOffset = at;
        packet.transportHeaderLength = HEADER;
        packet.payloadOffset = at + HEADER;
        packet.payloadLength = end - at - HEADER;
    }
}
