package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * PPP (RFC 1661, 1662): an address and control field of {@code ff 03} that may be left out, then a protocol number of
 * two bytes, or of one where it is compressed (its last bit is 1).
 */
final class Ppp {
    static final int IPV4 = 0x21;
    static final int VJ_COMPRESSED = 0x2d;
    static final int VJ_UNCOMPRESSED = 0x2f;
    static final int IPV6 = 0x57;
    static final int MPLS_UNICAST = 0x281;
    static final int MPLS_MULTICAST = 0x283;
    private static final int ADDRESS_AND_CONTROL = 0xff03;
    /** From here on numbers belong to the protocols that set up and watch the link (LCP, CHAP, IPCP). */
    private static final int FIRST_CONTROL = 0x8000;

    private Ppp() {}

    /** Decodes the frame at {@code at}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.ppp++;
        int next = at;
        if (end - next >= 2 && Octets.u16(packet.memory, packet.offset + next) == ADDRESS_AND_CONTROL) {
            next += 2;
        }
        decodeProtocol(decoder, packet, next, end);
    }

    /** Decodes the protocol number at {@code at} and what follows it. */
    static void decodeProtocol(Decoder decoder, Packet packet, int at, int end) {
        if (end == at) {
            packet.raise(DecoderEvent.PPP_PKT_TOO_SMALL);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        int first = Octets.u8(packet.memory, packet.offset + at);
        if ((first & 1) != 0) {
            decodePayload(decoder, packet, first, at + 1, end);
        } else if (end - at < 2) {
            packet.raise(DecoderEvent.PPP_PKT_TOO_SMALL);
        } else {
            decodePayload(decoder, packet, Octets.u16(packet.memory, packet.offset + at), at + 2, end);
        }
    }

    private static void decodePayload(Decoder decoder, Packet packet, int protocol, int at, int end) {
        switch (protocol) {
            case IPV4 -> decodeIpv4(decoder, packet, DecoderEvent.PPP_IP4_PKT_TOO_SMALL, at, end);
            case VJ_UNCOMPRESSED -> decodeIpv4(decoder, packet, DecoderEvent.PPP_VJU_PKT_TOO_SMALL, at, end);
            case IPV6 -> {
                if (end - at < Ipv6.HEADER) {
                    packet.raise(DecoderEvent.PPP_IP6_PKT_TOO_SMALL);
                } else {
                    packet.etherType = EtherType.IPV6;
                    Ipv6.decode(decoder, packet, at, end);
                }
            }
            case MPLS_UNICAST, MPLS_MULTICAST -> Mpls.decode(decoder, packet, at, end);
            default -> refuse(packet, protocol);
        }
    }

    private static void decodeIpv4(Decoder decoder, Packet packet, DecoderEvent tooSmall, int at, int end) {
        if (end - at < Ipv4.MIN_HEADER) {
            packet.raise(tooSmall);
        } else {
            packet.etherType = EtherType.IPV4;
            Ipv4.decode(decoder, packet, at, end);
        }
    }

    private static void refuse(Packet packet, int protocol) {
        if (protocol >= FIRST_CONTROL) {
            return;
        }
        switch (protocol) {
            // OSI, XNS, DECnet, AppleTalk, IPX, VJ compressed, bridging, ST-II, Vines; 0x201 and so on: hello, Luxcom.
            case 0x23, 0x25, 0x27, 0x29, 0x2b, VJ_COMPRESSED, 0x31, 0x33, 0x35, 0x201, 0x231, 0x233 ->
                    packet.raise(DecoderEvent.PPP_UNSUP_PROTO);
            default -> packet.raise(DecoderEvent.PPP_WRONG_TYPE);
        }
    }
}
