package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** IP behind IP: IPv4 in IPv4 (RFC 2003), 6in4 (RFC 4213), 4in6 and IPv6 in IPv6 (RFC 2473). */
final class IpInIp {
    private IpInIp() {}

    /** Decodes the packet at {@code at} as one of its own. */
    static void decode(Decoder decoder, Packet packet, int protocol, int at, int end) {
        int version = protocol == Transport.IPV4 ? 4 : 6;
        int minimum = version == 4 ? Ipv4.MIN_HEADER : Ipv6.HEADER;
        if (packet.ipVersion == 6 && end - at < minimum) {
            packet.raise(version == 4
                    ? DecoderEvent.IPV6_IPV4_IN_IPV6_TOO_SMALL : DecoderEvent.IPV6_IPV6_IN_IPV6_TOO_SMALL);
            return;
        }
        if (packet.ipVersion == 6 && Octets.u8(packet.memory, packet.offset + at) >>> 4 != version) {
            packet.raise(version == 4
                    ? DecoderEvent.IPV6_IPV4_IN_IPV6_WRONG_VERSION : DecoderEvent.IPV6_IPV6_IN_IPV6_WRONG_VERSION);
            return;
        }
        decoder.counters.ipInIp++;
        byte kind = packet.ipVersion == 4 ? Packet.TUNNEL_IPV4 : Packet.TUNNEL_IPV6;
        decoder.tunnel(packet, kind, version == 4 ? LinkType.IPV4 : LinkType.IPV6, at, end);
    }
}
