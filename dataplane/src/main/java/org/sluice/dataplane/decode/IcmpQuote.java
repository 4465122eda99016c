package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/** The beginning of the packet that an ICMP error is about, by which the error belongs to a flow. */
final class IcmpQuote {
    private IcmpQuote() {}

    /** Decodes an IPv4 packet's beginning at {@code at}. */
    static void decodeIpv4(Packet packet, int at, int end) {
        if (end - at < Ipv4.MIN_HEADER) {
            packet.raise(DecoderEvent.ICMPV4_IPV4_TRUNC_PKT);
            return;
        }
        MemorySegment memory = packet.memory;
        long base = packet.offset + at;
        int version = Octets.u8(memory, base);
        if (version >>> 4 != 4) {
            packet.raise(DecoderEvent.ICMPV4_IPV4_UNKNOWN_VER);
            return;
        }
        packet.quotedIpVersion = 4;
        packet.quotedProtocol = Octets.u8(memory, base + 9);
        packet.quotedSourceHigh = 0;
        packet.quotedSourceLow = Octets.u32(memory, base + 12);
        packet.quotedDestinationHigh = 0;
        packet.quotedDestinationLow = Octets.u32(memory, base + 16);
        takePorts(packet, at + Math.max((version & 0xf) * 4, Ipv4.MIN_HEADER), end);
    }

    /** Decodes an IPv6 packet's beginning at {@code at}. Ports behind extension headers are not looked for. */
    static void decodeIpv6(Packet packet, int at, int end) {
        if (end - at < Ipv6.HEADER) {
            packet.raise(DecoderEvent.ICMPV6_IPV6_TRUNC_PKT);
            return;
        }
        MemorySegment memory = packet.memory;
        long base = packet.offset + at;
        if (Octets.u8(memory, base) >>> 4 != 6) {
            packet.raise(DecoderEvent.ICMPV6_IPV6_UNKNOWN_VERSION);
            return;
        }
        packet.quotedIpVersion = 6;
        packet.quotedProtocol = Octets.u8(memory, base + Ipv6.NEXT_HEADER);
        packet.quotedSourceHigh = Octets.i64(memory, base + 8);
        packet.quotedSourceLow = Octets.i64(memory, base + 16);
        packet.quotedDestinationHigh = Octets.i64(memory, base + 24);
        packet.quotedDestinationLow = Octets.i64(memory, base + 32);
        takePorts(packet, at + Ipv6.HEADER, end);
    }

    private static void takePorts(Packet packet, int at, int end) {
        int protocol = packet.quotedProtocol;
        boolean hasPorts = protocol == Transport.TCP || protocol == Transport.UDP || protocol == Transport.SCTP;
        if (hasPorts && end - at >= 4) {
            packet.quotedSourcePort = Octets.u16(packet.memory, packet.offset + at);
            packet.quotedDestinationPort = Octets.u16(packet.memory, packet.offset + at + 2);
        } else {
            packet.quotedSourcePort = 0;
            packet.quotedDestinationPort = 0;
        }
    }
}
