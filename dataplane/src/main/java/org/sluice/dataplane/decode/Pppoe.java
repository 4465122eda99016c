package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * PPP over Ethernet (RFC 2516).
 *
 * <pre>
 *   0         1        2               4               6
 *  +----+----+--------+---------------+---------------+---------------------
 *  |ver |type| code   | session id    | length        | session: PPP protocol
 *  |  1 |  1 |        |               |               | discovery: tags
 *  +----+----+--------+---------------+---------------+---------------------
 * </pre>
 */
final class Pppoe {
    static final int HEADER = 6;
    private static final int TAG_HEADER = 4;

    private Pppoe() {}

    /** Decodes the session header at {@code at} and the PPP frame behind it. */
    static void decodeSession(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.pppoe++;
        // RFC 2516 asks for a PPP protocol number at least.
        if (end - at < HEADER + 2) {
            packet.raise(DecoderEvent.PPPOE_PKT_TOO_SMALL);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        if (Octets.u8(packet.memory, packet.offset + at + 1) != 0) {
            packet.raise(DecoderEvent.PPPOE_WRONG_CODE);
        } else {
            Ppp.decodeProtocol(decoder, packet, at + HEADER, end);
        }
    }

    /** Checks the discovery message at {@code at}. */
    static void decodeDiscovery(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.pppoe++;
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.PPPOE_PKT_TOO_SMALL);
            return;
        }
        switch (Octets.u8(packet.memory, packet.offset + at + 1)) {
            // Offer, initiation, request, session confirmation, terminate.
            case 0x07, 0x09, 0x19, 0x65, 0xa7 -> checkTags(packet, at, end);
            default -> packet.raise(DecoderEvent.PPPOE_WRONG_CODE);
        }
    }

    private static void checkTags(Packet packet, int at, int end) {
        int next = at + HEADER;
        int stop = next + Octets.u16(packet.memory, packet.offset + at + 4);
        if (stop > end) {
            packet.raise(DecoderEvent.PPPOE_MALFORMED_TAGS);
            return;
        }
        while (stop - next >= TAG_HEADER) {
            next += TAG_HEADER + Octets.u16(packet.memory, packet.offset + next + 2);
        }
        if (next != stop) {
            packet.raise(DecoderEvent.PPPOE_MALFORMED_TAGS);
        }
    }
}
