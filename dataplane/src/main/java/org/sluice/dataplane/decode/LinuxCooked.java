package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * Linux "cooked" captures, from the {@code any} device: version 1 (16 bytes, EtherType last) and version 2 (20 bytes,
 * EtherType first).
 */
final class LinuxCooked {
    static final int HEADER = 16;
    static final int HEADER_VERSION_2 = 20;

    private LinuxCooked() {}

    /** Decodes the SLL header at {@code at} and what follows it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.sll++;
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.SLL_PKT_TOO_SMALL);
            return;
        }
        int type = Octets.u16(packet.memory, packet.offset + at + HEADER - 2);
        EtherType.decode(decoder, packet, type, at + HEADER, end);
    }

    /** Decodes the SLL2 header at {@code at} and what follows it. */
    static void decodeVersion2(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.sll2++;
        if (end - at < HEADER_VERSION_2) {
            packet.raise(DecoderEvent.SLL2_PKT_TOO_SMALL);
            return;
        }
        int type = Octets.u16(packet.memory, packet.offset + at);
        EtherType.decode(decoder, packet, type, at + HEADER_VERSION_2, end);
    }
}
