package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** IGMP (RFC 2236, 3376): only its least length is checked. */
final class Igmp {
    static final int HEADER = 8;

    private Igmp() {}

    /** Checks the message at {@code at}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.IGMP_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.igmp++;
        packet.transportOffset = at;
        packet.transportHeaderLength = HEADER;
        packet.payloadOffset = at + HEADER;
        packet.payloadLength = end - at - HEADER;
    }
}
