package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/**
 * IPv6 (RFC 8200).
 *
 * <pre>
 *   0                      4           6      7      8             24            40
 *  +-+--------+-----------+-----------+------+------+-------------+-------------+---------
 *  |6| class  | flow label| payload   | next | hop  | source      | destination | payload
 *  | |        |           | length    |header| limit|             |             |
 *  +-+--------+-----------+-----------+------+------+-------------+-------------+---------
 * </pre>
 */
final class Ipv6 {
    static final int HEADER = 40;
    static final int NEXT_HEADER = 6;

    private Ipv6() {}

    /** Decodes the header at {@code at} and what it carries, to the length the header gives. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        int available = end - at;
        if (available < HEADER) {
            packet.raise(DecoderEvent.IPV6_PKT_TOO_SMALL);
            return;
        }
        MemorySegment memory = packet.memory;
        long base = packet.offset + at;
        long first = Octets.i64(memory, base);
        int length = HEADER + ((int) (first >>> 16) & 0xffff);
        if (first >>> 60 != 6) {
            packet.raise(DecoderEvent.IPV6_WRONG_IP_VERSION);
            return;
        }
        if (available < length) {
            packet.raise(DecoderEvent.IPV6_TRUNC_PKT);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        decoder.counters.ipv6++;
        packet.ipVersion = 6;
        packet.ipOffset = at;
        packet.ipHeaderLength = HEADER;
        packet.ipLength = length;
        packet.tos = (int) (first >>> 52) & 0xff;
        packet.ttl = (int) first & 0xff;
        packet.ipId = 0;
        packet.sourceHigh = Octets.i64(memory, base + 8);
        packet.sourceLow = Octets.i64(memory, base + 16);
        packet.destinationHigh = Octets.i64(memory, base + 24);
        packet.destinationLow = Octets.i64(memory, base + 32);
        decodeNext(decoder, packet, (int) (first >>> 8) & 0xff, at + HEADER, at + length);
    }

    private static void decodeNext(Decoder decoder, Packet packet, int next, int at, int end) {
        if (next == Transport.TCP) {
            packet.protocol = next;
            Tcp.decode(decoder, packet, at, end);
        } else if (next == Transport.UDP) {
            packet.protocol = next;
            Udp.decode(decoder, packet, at, end);
        } else {
            Ipv6Extensions.decode(decoder, packet, next, at, end);
        }
    }
}
