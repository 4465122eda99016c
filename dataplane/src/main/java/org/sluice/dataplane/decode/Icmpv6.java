package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** ICMPv6 (RFC 4443), neighbour discovery (RFC 4861) and multicast listeners (RFC 2710, 3810). */
final class Icmpv6 {
    static final int HEADER = 8;
    private static final int LAST_ERROR = 4;
    private static final int ANY_CODE = 255;
    private static final int NONE = -1;

    private Icmpv6() {}

    /** Decodes the message at {@code at}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.ICMPV6_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.icmpv6++;
        long header = Octets.i64(packet.memory, packet.offset + at);
        packet.transportOffset = at;
        packet.transportHeaderLength = HEADER;
        packet.icmpType = (int) (header >>> 56);
        packet.icmpCode = (int) (header >>> 48) & 0xff;
        packet.icmpId = (int) header >>> 16;
        packet.icmpSequence = (int) header & 0xffff;
        packet.payloadOffset = at + HEADER;
        packet.payloadLength = end - at - HEADER;
        if (decoder.checksums && !packet.sourceRouted
                && !Checksum.isSound(packet, Transport.ICMPV6, at, end - at)) {
            packet.transportChecksumBad = true;
            decoder.counters.badTransportChecksum++;
        }
        check(packet, at + HEADER, end);
    }

    private static void check(Packet packet, int at, int end) {
        int type = packet.icmpType;
        int lastCode = lastCode(type);
        if (lastCode == NONE) {
            packet.raise(eventOf(type));
            return;
        }
        if (packet.icmpCode > lastCode) {
            packet.raise(DecoderEvent.ICMPV6_UNKNOWN_CODE);
        } else if (type <= LAST_ERROR) {
            IcmpQuote.decodeIpv6(packet, at, end);
        }
        boolean listener = type >= 130 && type <= 132 || type == 143;
        if (listener && packet.ttl != 1) {
            packet.raise(DecoderEvent.ICMPV6_MLD_MESSAGE_WITH_INVALID_HL);
        }
    }

    /** Greatest code of each type that is in use (IANA icmpv6-parameters). */
    private static int lastCode(int type) {
        return switch (type) {
            case 1 -> 8;
            case 2 -> 0;
            case 3 -> 1;
            case 4 -> 10;
            case 128, 129, 130, 131, 132, 133, 134, 135, 136, 137 -> 0;
            case 138 -> ANY_CODE;
            case 139, 140 -> 2;
            case 141, 142 -> 0;
            case 143 -> ANY_CODE;
            case 144, 145, 146, 147 -> 0;
            case 148, 149 -> 0;
            case 150, 151, 152, 153, 154, 155, 157, 158, 159 -> ANY_CODE;
            case 160 -> 0;
            case 161 -> 4;
            default -> NONE;
        };
    }

    private static DecoderEvent eventOf(int type) {
        return switch (type) {
            case 100, 101, 200, 201 -> DecoderEvent.ICMPV6_EXPERIMENTATION_TYPE;
            case 0, 127, 156 -> DecoderEvent.ICMPV6_UNKNOWN_TYPE;
            default -> DecoderEvent.ICMPV6_UNASSIGNED_TYPE;
        };
    }
}
