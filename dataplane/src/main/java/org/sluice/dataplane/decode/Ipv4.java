package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/**
 * IPv4 (RFC 791).
 *
 * <pre>
 *   0    1    2         4         6         8    9    10        12       16       20
 *  +----+----+---------+---------+---+-----+----+----+---------+--------+--------+---------
 *  |4|IH| TOS| length  | ident.  |fl | frag| TTL|prot| checksum| source | dest.  | options
 *  +----+----+---------+---------+---+-----+----+----+---------+--------+--------+---------
 * </pre>
 */
final class Ipv4 {
    static final int MIN_HEADER = 20;
    /** More fragments follow, or an offset: part of a datagram. */
    static final int FRAGMENT_BITS = 0x3fff;
    private static final long LOW = 0xffff_ffffL;

    private Ipv4() {}

    /** Decodes the header at {@code at} and what it carries, to the length the header gives. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        int available = end - at;
        if (available < MIN_HEADER) {
            packet.raise(DecoderEvent.IPV4_PKT_TOO_SMALL);
            return;
        }
        MemorySegment memory = packet.memory;
        long base = packet.offset + at;
        long first = Octets.i64(memory, base);
        long second = Octets.i64(memory, base + 8);
        long destination = Octets.u32(memory, base + 16);
        int headerLength = (int) (first >>> 56 & 0xf) * 4;
        int length = (int) (first >>> 32) & 0xffff;
        if (first >>> 60 != 4 || headerLength < MIN_HEADER || length < headerLength || available < length) {
            refuse(packet, first, headerLength, length);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        decoder.counters.ipv4++;
        packet.ipVersion = 4;
        packet.ipOffset = at;
        packet.ipHeaderLength = headerLength;
        packet.ipLength = length;
        packet.sourceLow = second & LOW;
        packet.destinationLow = destination;
        takeFields(packet, first, second);
        if (headerLength > MIN_HEADER) {
            Ipv4Options.decode(packet, at + MIN_HEADER, at + headerLength);
        }
        if (decoder.checksums) {
            validate(decoder, packet, first, second, destination);
        }
        int payload = at + headerLength;
        if ((first & FRAGMENT_BITS) == 0) {
            Transport.decode(decoder, packet, packet.protocol, payload, at + length);
        } else {
            decodeFragment(decoder, packet, payload, at + length);
        }
    }

    private static void takeFields(Packet packet, long first, long second) {
        int fragment = (int) first & 0xffff;
        packet.tos = (int) (first >>> 48) & 0xff;
        packet.ipId = (int) (first >>> 16) & 0xffff;
        packet.reservedBit = (fragment & 0x8000) != 0;
        packet.dontFragment = (fragment & 0x4000) != 0;
        packet.moreFragments = (fragment & 0x2000) != 0;
        packet.fragmentOffset = (fragment & 0x1fff) << 3;
        packet.ttl = (int) (second >>> 56);
        packet.protocol = (int) (second >>> 48) & 0xff;
    }

    private static void validate(Decoder decoder, Packet packet, long first, long second, long destination) {
        long sum = (first >>> 32) + (first & LOW) + (second >>> 32) + (second & LOW) + destination;
        int options = packet.ipHeaderLength - MIN_HEADER;
        if (options > 0) {
            sum += Checksum.sum(packet.memory, packet.offset + packet.ipOffset + MIN_HEADER, options);
        }
        if (Checksum.fold(sum) != Checksum.SOUND) {
            packet.ipChecksumBad = true;
            decoder.counters.badIpChecksum++;
        }
    }

    private static void decodeFragment(Decoder decoder, Packet packet, int payload, int end) {
        decoder.counters.fragments++;
        packet.isFragment = true;
        packet.payloadOffset = payload;
        packet.payloadLength = end - payload;
    }

    private static void refuse(Packet packet, long first, int headerLength, int length) {
        if (first >>> 60 != 4) {
            packet.raise(DecoderEvent.IPV4_WRONG_IP_VERSION);
        } else if (headerLength < MIN_HEADER) {
            packet.raise(DecoderEvent.IPV4_HLEN_TOO_SMALL);
        } else if (length < headerLength) {
            packet.raise(DecoderEvent.IPV4_IPLEN_SMALLER_THAN_HLEN);
        } else {
            packet.raise(DecoderEvent.IPV4_TRUNC_PKT);
        }
    }
}
