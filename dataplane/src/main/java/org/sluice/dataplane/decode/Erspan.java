package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * Mirrored Ethernet frames in GRE (draft-foschiano-erspan-03). Type I has no header of its own; type II has 8 bytes,
 * version 1; type III has 12, version 2, and 8 more where its last bit says so.
 */
final class Erspan {
    private static final int TYPE_2_HEADER = 8;
    private static final int TYPE_3_HEADER = 12;
    private static final int TYPE_3_SUBHEADER = 8;

    private Erspan() {}

    /** Decodes type II when the GRE header has a sequence number, else type I. */
    static void decode(Decoder decoder, Packet packet, boolean hasSequence, int at, int end) {
        if (!decoder.erspan) {
            return;
        }
        decoder.counters.erspan++;
        if (!hasSequence) {
            decoder.tunnel(packet, Packet.TUNNEL_GRE, LinkType.ETHERNET, at, end);
        } else if (checkHeader(packet, TYPE_2_HEADER, 1, at, end)) {
            decoder.tunnel(packet, Packet.TUNNEL_GRE, LinkType.ETHERNET, at + TYPE_2_HEADER, end);
        }
    }

    /** Decodes type III. */
    static void decodeType3(Decoder decoder, Packet packet, int at, int end) {
        if (!decoder.erspan) {
            return;
        }
        decoder.counters.erspan++;
        if (!checkHeader(packet, TYPE_3_HEADER, 2, at, end)) {
            return;
        }
        boolean hasSubheader = (Octets.u8(packet.memory, packet.offset + at + TYPE_3_HEADER - 1) & 1) != 0;
        int frame = at + TYPE_3_HEADER + (hasSubheader ? TYPE_3_SUBHEADER : 0);
        if (frame > end) {
            packet.raise(DecoderEvent.ERSPAN_HEADER_TOO_SMALL);
        } else {
            decoder.tunnel(packet, Packet.TUNNEL_GRE, LinkType.ETHERNET, frame, end);
        }
    }

    private static boolean checkHeader(Packet packet, int header, int version, int at, int end) {
        if (end - at < header) {
            packet.raise(DecoderEvent.ERSPAN_HEADER_TOO_SMALL);
            return false;
        }
        int versionAndVlan = Octets.u16(packet.memory, packet.offset + at);
        if (versionAndVlan >>> 12 != version) {
            packet.raise(DecoderEvent.ERSPAN_UNSUPPORTED_VERSION);
            return false;
        }
        return true;
    }
}
