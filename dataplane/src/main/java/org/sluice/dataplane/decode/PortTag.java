package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Tags that name a virtual port: Cisco VN-Tag (4 bytes) and IEEE 802.1BR E-Tag (6 bytes), an EtherType behind each. */
final class PortTag {
    static final int VN_TAG = 6;
    static final int E_TAG = 8;

    private PortTag() {}

    /** Decodes the VN-Tag at {@code at} and what follows it. */
    static void decodeVnTag(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < VN_TAG) {
            packet.raise(DecoderEvent.VNTAG_HEADER_TOO_SMALL);
            return;
        }
        if (decoder.enterLayer(packet)) {
            decoder.counters.vntag++;
            int type = Octets.u16(packet.memory, packet.offset + at + VN_TAG - 2);
            if (!EtherType.decode(decoder, packet, type, at + VN_TAG, end)) {
                packet.raise(DecoderEvent.VNTAG_UNKNOWN_TYPE);
            }
        }
    }

    /** Decodes the E-Tag at {@code at} and what follows it. */
    static void decodeETag(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < E_TAG) {
            packet.raise(DecoderEvent.ETAG_HEADER_TOO_SMALL);
            return;
        }
        if (decoder.enterLayer(packet)) {
            decoder.counters.etag++;
            int type = Octets.u16(packet.memory, packet.offset + at + E_TAG - 2);
            if (!EtherType.decode(decoder, packet, type, at + E_TAG, end)) {
                packet.raise(DecoderEvent.ETAG_UNKNOWN_TYPE);
            }
        }
    }
}
