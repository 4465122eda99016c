package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * GENEVE (RFC 8926).
 *
 * <pre>
 *   0     2          8        16              32        56     64 bits
 *  +-----+----------+--------+---------------+---------+------+---------
 *  | Ver | options/4| flags  | protocol type | network | res. | options
 *  +-----+----------+--------+---------------+---------+------+---------
 * </pre>
 */
final class Geneve {
    static final int MIN_HEADER = 8;

    private Geneve() {}

    /** Decodes the header at {@code at} and what is behind it as a packet of its own. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < MIN_HEADER) {
            return;
        }
        int word = Octets.i32(packet.memory, packet.offset + at);
        int payload = at + MIN_HEADER + (word >>> 24 & 0x3f) * 4;
        if (word >>> 30 != 0 || payload > end || !decoder.enterLayer(packet)) {
            return;
        }
        decoder.counters.geneve++;
        int type = word & 0xffff;
        switch (type) {
            case EtherType.TRANSPARENT_ETHERNET -> TunnelledFrame.decode(decoder, packet, Packet.TUNNEL_GENEVE,
                    DecoderEvent.GENEVE_UNKNOWN_PAYLOAD_TYPE, payload, end);
            case EtherType.IPV4, EtherType.IPV6 ->
                    decoder.tunnel(packet, Packet.TUNNEL_GENEVE, LinkType.RAW, payload, end);
            case EtherType.ARP, EtherType.VLAN, EtherType.MPLS_UNICAST ->
                    decoder.tunnelEtherType(packet, Packet.TUNNEL_GENEVE, type, payload, end);
            default -> packet.raise(DecoderEvent.GENEVE_UNKNOWN_PAYLOAD_TYPE);
        }
    }
}
