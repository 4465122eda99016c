package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * An MPLS label stack (RFC 3032).
 *
 * <pre>
 *   0                      20    23 24       32 bits
 *  +----------------------+-----+-+----------+
 *  | label                | TC  |S| TTL      |   S: bottom of the stack
 *  +----------------------+-----+-+----------+
 * </pre>
 *
 * What follows is told by its first four bits: 4 and 6 are IP, 0 is a pseudowire control word (RFC 4385) with an
 * Ethernet frame behind it.
 */
final class Mpls {
    static final int LABEL = 4;
    private static final int CONTROL_WORD = 4;
    private static final int IPV4_EXPLICIT_NULL = 0;
    private static final int ROUTER_ALERT = 1;
    private static final int IPV6_EXPLICIT_NULL = 2;
    private static final int IMPLICIT_NULL = 3;
    private static final int LAST_RESERVED = 15;

    private Mpls() {}

    /** Decodes the label stack at {@code at} and what follows it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.mpls++;
        int next = at;
        int entry;
        do {
            if (end - next < LABEL) {
                packet.raise(DecoderEvent.MPLS_HEADER_TOO_SMALL);
                return;
            }
            if (!decoder.enterLayer(packet)) {
                return;
            }
            entry = Octets.i32(packet.memory, packet.offset + next);
            next += LABEL;
        } while ((entry & 0x100) == 0);
        decodePayload(decoder, packet, entry >>> 12, next, end);
    }

    private static void decodePayload(Decoder decoder, Packet packet, int label, int at, int end) {
        if (label == IPV4_EXPLICIT_NULL) {
            Ipv4.decode(decoder, packet, at, end);
            return;
        }
        if (label == IPV6_EXPLICIT_NULL) {
            Ipv6.decode(decoder, packet, at, end);
            return;
        }
        if (label == ROUTER_ALERT) {
            packet.raise(DecoderEvent.MPLS_BAD_LABEL_ROUTER_ALERT);
        } else if (label == IMPLICIT_NULL) {
            packet.raise(DecoderEvent.MPLS_BAD_LABEL_IMPLICIT_NULL);
        } else if (label <= LAST_RESERVED) {
            packet.raise(DecoderEvent.MPLS_BAD_LABEL_RESERVED);
        }
        guess(decoder, packet, at, end);
    }

    private static void guess(Decoder decoder, Packet packet, int at, int end) {
        if (end == at) {
            packet.raise(DecoderEvent.MPLS_PKT_TOO_SMALL);
            return;
        }
        switch (Octets.u8(packet.memory, packet.offset + at) >>> 4) {
            case 4 -> Ipv4.decode(decoder, packet, at, end);
            case 6 -> Ipv6.decode(decoder, packet, at, end);
            case 0 -> Ethernet.decode(decoder, packet, Math.min(at + CONTROL_WORD, end), end);
            default -> packet.raise(DecoderEvent.MPLS_UNKNOWN_PAYLOAD_TYPE);
        }
    }
}
