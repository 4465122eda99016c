package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * Generic routing encapsulation: version 0 (RFC 1701, 2784, 2890) and version 1 (PPTP, RFC 2637).
 *
 * <pre>
 *   0 1 2 3 4 5    7 8           12 13   15 16             32 bits
 *  +-+-+-+-+-+-----+-+-----------+---------+---------------+---------
 *  |C|R|K|S|s|Recur|A| Flags     | Version | Protocol type |  optional: checksum+offset, key, sequence,
 *  +-+-+-+-+-+-----+-+-----------+---------+---------------+  acknowledgement (v1), routing (v0); payload
 * </pre>
 */
final class Gre {
    static final int MIN_HEADER = 4;
    private static final int CHECKSUM = 0x8000_0000;
    private static final int ROUTING = 0x4000_0000;
    private static final int KEY = 0x2000_0000;
    private static final int SEQUENCE = 0x1000_0000;
    private static final int STRICT_SOURCE_ROUTE = 0x0800_0000;
    private static final int RECURSION = 0x0700_0000;
    private static final int ACKNOWLEDGEMENT = 0x0080_0000;
    private static final int FLAGS_VERSION_0 = 0x00f8_0000;
    private static final int FLAGS_VERSION_1 = 0x0078_0000;

    private Gre() {}

    /** Decodes the header at {@code at} and the packet behind it as one of its own. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < MIN_HEADER) {
            packet.raise(DecoderEvent.GRE_PKT_TOO_SMALL);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        decoder.counters.gre++;
        int header = Octets.i32(packet.memory, packet.offset + at);
        int payload = switch (header >>> 16 & 7) {
            case 0 -> endOfVersion0(packet, header, at, end);
            case 1 -> endOfVersion1(packet, header, at, end);
            default -> {
                packet.raise(DecoderEvent.GRE_WRONG_VERSION);
                yield -1;
            }
        };
        if (payload >= 0) {
            packet.transportOffset = at;
            packet.transportHeaderLength = payload - at;
            packet.payloadOffset = payload;
            packet.payloadLength = end - payload;
            decodePayload(decoder, packet, header, payload, end);
        }
    }

    /** Where a version 0 header ends, or -1 with an event. */
    private static int endOfVersion0(Packet packet, int header, int at, int end) {
        if ((header & RECURSION) != 0) {
            packet.raise(DecoderEvent.GRE_VERSION0_RECUR);
            return -1;
        }
        if ((header & FLAGS_VERSION_0) != 0) {
            packet.raise(DecoderEvent.GRE_VERSION0_FLAGS);
            return -1;
        }
        int next = at + MIN_HEADER;
        next += (header & (CHECKSUM | ROUTING)) != 0 ? 4 : 0;
        next += (header & KEY) != 0 ? 4 : 0;
        next += (header & SEQUENCE) != 0 ? 4 : 0;
        if (next > end) {
            packet.raise(DecoderEvent.GRE_VERSION0_HDR_TOO_BIG);
            return -1;
        }
        return (header & ROUTING) == 0 ? next : endOfRoutes(packet, next, end);
    }

    /** Source route entries: family, offset, length, data; the last has length 0. */
    private static int endOfRoutes(Packet packet, int at, int end) {
        int next = at;
        while (end - next >= 4) {
            int length = Octets.u8(packet.memory, packet.offset + next + 3);
            next += 4;
            if (length == 0) {
                return next;
            }
            next += length;
        }
        packet.raise(DecoderEvent.GRE_VERSION0_MALFORMED_SRE_HDR);
        return -1;
    }

    /** Where a version 1 header ends, or -1 with an event. */
    private static int endOfVersion1(Packet packet, int header, int at, int end) {
        DecoderEvent event = objectionToVersion1(header);
        if (event != null) {
            packet.raise(event);
            return -1;
        }
        int next = at + MIN_HEADER + 4;
        next += (header & SEQUENCE) != 0 ? 4 : 0;
        next += (header & ACKNOWLEDGEMENT) != 0 ? 4 : 0;
        if (next > end) {
            packet.raise(DecoderEvent.GRE_VERSION1_HDR_TOO_BIG);
            return -1;
        }
        return next;
    }

    private static DecoderEvent objectionToVersion1(int header) {
        if ((header & CHECKSUM) != 0) {
            return DecoderEvent.GRE_VERSION1_CHKSUM;
        }
        if ((header & ROUTING) != 0) {
            return DecoderEvent.GRE_VERSION1_ROUTE;
        }
        if ((header & STRICT_SOURCE_ROUTE) != 0) {
            return DecoderEvent.GRE_VERSION1_SSR;
        }
        if ((header & RECURSION) != 0) {
            return DecoderEvent.GRE_VERSION1_RECUR;
        }
        if ((header & FLAGS_VERSION_1) != 0) {
            return DecoderEvent.GRE_VERSION1_FLAGS;
        }
        if ((header & 0xffff) != EtherType.PPP) {
            return DecoderEvent.GRE_VERSION1_WRONG_PROTOCOL;
        }
        return (header & KEY) == 0 ? DecoderEvent.GRE_VERSION1_NO_KEY : null;
    }

    private static void decodePayload(Decoder decoder, Packet packet, int header, int at, int end) {
        if (at == end) {
            // A PPTP acknowledgement without data, or a keep-alive.
            return;
        }
        int type = header & 0xffff;
        switch (type) {
            case EtherType.PPP -> decoder.tunnel(packet, Packet.TUNNEL_GRE, LinkType.PPP, at, end);
            case EtherType.IPV4, EtherType.IPV6 -> decoder.tunnel(packet, Packet.TUNNEL_GRE, LinkType.RAW, at, end);
            case EtherType.TRANSPARENT_ETHERNET ->
                    decoder.tunnel(packet, Packet.TUNNEL_GRE, LinkType.ETHERNET, at, end);
            case EtherType.VLAN, EtherType.MPLS_UNICAST, EtherType.MPLS_MULTICAST, EtherType.NSH ->
                    decoder.tunnelEtherType(packet, Packet.TUNNEL_GRE, type, at, end);
            case EtherType.ERSPAN -> Erspan.decode(decoder, packet, (header & SEQUENCE) != 0, at, end);
            case EtherType.ERSPAN_III -> Erspan.decodeType3(decoder, packet, at, end);
            default -> { }
        }
    }
}
