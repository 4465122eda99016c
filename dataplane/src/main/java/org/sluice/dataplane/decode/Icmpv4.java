package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * ICMP (RFC 792): type, code, checksum, four bytes that depend on the type, then data or the packet an error is about.
 */
final class Icmpv4 {
    static final int HEADER = 8;
    private static final int NONE = -1;

    private Icmpv4() {}

    /** Decodes the message at {@code at}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.ICMPV4_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.icmpv4++;
        long header = Octets.i64(packet.memory, packet.offset + at);
        packet.transportOffset = at;
        packet.transportHeaderLength = HEADER;
        packet.icmpType = (int) (header >>> 56);
        packet.icmpCode = (int) (header >>> 48) & 0xff;
        packet.icmpId = (int) header >>> 16;
        packet.icmpSequence = (int) header & 0xffff;
        packet.payloadOffset = at + HEADER;
        packet.payloadLength = end - at - HEADER;
        if (decoder.checksums && Checksum.sum(packet.memory, packet.offset + at, end - at) != Checksum.SOUND) {
            packet.transportChecksumBad = true;
            decoder.counters.badTransportChecksum++;
        }
        check(packet, at + HEADER, end);
    }

    private static void check(Packet packet, int at, int end) {
        int lastCode = lastCode(packet.icmpType);
        if (lastCode == NONE) {
            packet.raise(DecoderEvent.ICMPV4_UNKNOWN_TYPE);
        } else if (packet.icmpCode > lastCode) {
            // A router advertisement has 0 or 16 (RFC 5944).
            if (packet.icmpType != 9 || packet.icmpCode != 16) {
                packet.raise(DecoderEvent.ICMPV4_UNKNOWN_CODE);
            }
        } else if (isError(packet.icmpType)) {
            IcmpQuote.decodeIpv4(packet, at, end);
        }
    }

    private static boolean isError(int type) {
        return switch (type) {
            case 3, 4, 5, 11, 12 -> true;
            default -> false;
        };
    }

    /** Greatest code of each type that is in use (IANA icmp-parameters). */
    private static int lastCode(int type) {
        return switch (type) {
            case 0, 4, 8, 9, 10, 13, 14, 15, 16, 17, 18, 42 -> 0;
            case 3 -> 15;
            case 5 -> 3;
            case 11 -> 1;
            case 12 -> 2;
            case 43 -> 4;
            default -> NONE;
        };
    }
}
