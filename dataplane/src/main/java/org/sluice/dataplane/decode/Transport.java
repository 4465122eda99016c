package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Dispatch by IP protocol number, behind the IPv4 header and the IPv6 extension headers. */
final class Transport {
    static final int ICMP = 1;
    static final int IGMP = 2;
    static final int IPV4 = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int ICMPV6 = 58;
    static final int SCTP = 132;

    private Transport() {}

    /** Decodes what {@code protocol} names at {@code at}. What has no decoder keeps all of it as its payload. */
    static void decode(Decoder decoder, Packet packet, int protocol, int at, int end) {
        if (protocol == TCP) {
            Tcp.decode(decoder, packet, at, end);
        } else if (protocol == UDP) {
            Udp.decode(decoder, packet, at, end);
        } else {
            decodeOther(decoder, packet, protocol, at, end);
        }
    }

    /** Makes all of {@code at..end-1} the payload, for what is malformed or has no decoder. */
    static void keepAsPayload(Packet packet, int at, int end) {
        packet.payloadOffset = at;
        packet.payloadLength = end - at;
    }

    private static void decodeOther(Decoder decoder, Packet packet, int protocol, int at, int end) {
        keepAsPayload(packet, at, end);
        switch (protocol) {
            case SCTP -> Sctp.decode(decoder, packet, at, end);
            case ESP -> Esp.decode(decoder, packet, at, end);
            case GRE -> Gre.decode(decoder, packet, at, end);
            case IPV4, IPV6 -> IpInIp.decode(decoder, packet, protocol, at, end);
            default -> {
                if (packet.ipVersion == 4) {
                    decodeOnlyIpv4(decoder, packet, protocol, at, end);
                } else {
                    decodeOnlyIpv6(decoder, packet, protocol, at, end);
                }
            }
        }
    }

    private static void decodeOnlyIpv4(Decoder decoder, Packet packet, int protocol, int at, int end) {
        switch (protocol) {
            case ICMP -> Icmpv4.decode(decoder, packet, at, end);
            case IGMP -> Igmp.decode(decoder, packet, at, end);
            case ICMPV6 -> packet.raise(DecoderEvent.IPV4_ICMPV6);
            default -> { }
        }
    }

    private static void decodeOnlyIpv6(Decoder decoder, Packet packet, int protocol, int at, int end) {
        switch (protocol) {
            case ICMPV6 -> Icmpv6.decode(decoder, packet, at, end);
            case ICMP -> packet.raise(DecoderEvent.IPV6_ICMPV4);
            default -> packet.raise(DecoderEvent.IPV6_UNKNOWN_NEXT_HEADER);
        }
    }
}
