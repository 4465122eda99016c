package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * An Ethernet frame in a UDP tunnel. Where it carries IP at once, the packet begins with the IP header (raw IP); with
 * tags in between, with the frame.
 */
final class TunnelledFrame {
    private TunnelledFrame() {}

    /** Decodes the frame at {@code at} as a packet of its own; {@code unknown} is raised when it carries none. */
    static void decode(Decoder decoder, Packet packet, byte kind, DecoderEvent unknown, int at, int end) {
        if (end - at < Ethernet.HEADER) {
            return;
        }
        switch (Octets.u16(packet.memory, packet.offset + at + 12)) {
            case EtherType.IPV4, EtherType.IPV6 ->
                    decoder.tunnel(packet, kind, LinkType.RAW, at + Ethernet.HEADER, end);
            case EtherType.ARP -> { }
            case EtherType.VLAN, EtherType.PROVIDER_VLAN, EtherType.OLD_QINQ, EtherType.BACKBONE,
                    EtherType.MPLS_UNICAST, EtherType.PPPOE_SESSION ->
                    decoder.tunnel(packet, kind, LinkType.ETHERNET, at, end);
            default -> packet.raise(unknown);
        }
    }
}
