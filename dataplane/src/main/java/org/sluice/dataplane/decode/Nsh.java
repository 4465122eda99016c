package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * Network Service Header (RFC 8300).
 *
 * <pre>
 *   0        1          2            3               4          8
 *  +--+-+-+-------+-----+-----+------+---------------+----------+----------
 *  |Ver|O|U|  TTL |Length in 4|  MD  | next protocol | path     | context
 *  |   | | |      |octets     | type |               |          |
 *  +--+-+-+-------+-----+-----+------+---------------+----------+----------
 * </pre>
 */
final class Nsh {
    static final int MIN_HEADER = 8;
    /** Length of an MD type 1 header: base, path and four context words. */
    private static final int MD1_HEADER = 24;

    private Nsh() {}

    /** Decodes the header at {@code at} and what follows it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < MIN_HEADER) {
            packet.raise(DecoderEvent.NSH_HEADER_TOO_SMALL);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        decoder.counters.nsh++;
        int word = Octets.i32(packet.memory, packet.offset + at);
        int length = (word >>> 16 & 0x3f) * 4;
        int type = word >>> 8 & 0xf;
        if (word >>> 30 != 0) {
            packet.raise(DecoderEvent.NSH_UNSUPPORTED_VERSION);
        } else if (length > end - at || length < MIN_HEADER) {
            packet.raise(DecoderEvent.NSH_BAD_HEADER_LENGTH);
        } else if (type == 0) {
            packet.raise(DecoderEvent.NSH_RESERVED_TYPE);
        } else if (type == 1 && length != MD1_HEADER) {
            packet.raise(DecoderEvent.NSH_BAD_HEADER_LENGTH);
        } else if (type > 2) {
            packet.raise(DecoderEvent.NSH_UNSUPPORTED_TYPE);
        } else {
            decodeNext(decoder, packet, word & 0xff, at + length, end);
        }
    }

    private static void decodeNext(Decoder decoder, Packet packet, int protocol, int at, int end) {
        switch (protocol) {
            case 1 -> Ipv4.decode(decoder, packet, at, end);
            case 2 -> Ipv6.decode(decoder, packet, at, end);
            case 3 -> Ethernet.decode(decoder, packet, at, end);
            case 4 -> Nsh.decode(decoder, packet, at, end);
            case 5 -> Mpls.decode(decoder, packet, at, end);
            default -> packet.raise(DecoderEvent.NSH_UNKNOWN_PAYLOAD);
        }
    }
}
