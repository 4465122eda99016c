package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Provider backbone bridging (IEEE 802.1ah): a 4-byte service tag, then the customer's whole Ethernet frame. */
final class Backbone {
    static final int SERVICE_TAG = 4;

    private Backbone() {}

    /** Decodes the service tag at {@code at} and the frame behind it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < SERVICE_TAG + Ethernet.HEADER) {
            packet.raise(DecoderEvent.IEEE8021AH_HEADER_TOO_SMALL);
            return;
        }
        if (decoder.enterLayer(packet)) {
            decoder.counters.ieee8021ah++;
            Ethernet.decode(decoder, packet, at + SERVICE_TAG, end);
        }
    }
}
