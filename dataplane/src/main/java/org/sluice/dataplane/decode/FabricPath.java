package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Cisco FabricPath (DCE): a 2-byte tag behind the outer addresses, then the inner Ethernet frame. */
final class FabricPath {
    static final int TAG = 2;

    private FabricPath() {}

    /** Decodes the tag at {@code at} and the frame behind it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < TAG + Ethernet.HEADER) {
            packet.raise(DecoderEvent.DCE_PKT_TOO_SMALL);
            return;
        }
        if (decoder.enterLayer(packet)) {
            Ethernet.decode(decoder, packet, at + TAG, end);
        }
    }
}
