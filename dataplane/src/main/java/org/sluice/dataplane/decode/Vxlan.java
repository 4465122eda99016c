package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** VXLAN (RFC 7348): flags of which one says that the network number counts, the number, then an Ethernet frame. */
final class Vxlan {
    static final int HEADER = 8;
    private static final int NETWORK_VALID = 0x08;

    private Vxlan() {}

    /** Decodes the header at {@code at} and the frame behind it as a packet of its own. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER + Ethernet.HEADER
                || (Octets.u8(packet.memory, packet.offset + at) & NETWORK_VALID) == 0
                || !decoder.enterLayer(packet)) {
            return;
        }
        decoder.counters.vxlan++;
        TunnelledFrame.decode(decoder, packet, Packet.TUNNEL_VXLAN, DecoderEvent.VXLAN_UNKNOWN_PAYLOAD_TYPE,
                at + HEADER, end);
    }
}
