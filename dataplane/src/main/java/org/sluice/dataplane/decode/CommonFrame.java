package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;

/**
 * The frames that are most: Ethernet II, IPv4 without options that is no fragment, then TCP, or UDP that is no
 * tunnel's. Decoded in one piece: each header is read once, each field of the packet is written once. What is anything
 * else, or in any way malformed, is left to the decoders of its layers; what those make of a common frame is the same.
 *
 * <pre>
 *   12     14              22              30              38              46         54
 *  +------+---------------+---------------+---------------+---------------+----------+---------
 *  | type | first         | second        | third         | transport     | TCP      |
 *  |      | IPv4, up to   | TTL, protocol | destination,  | UDP, TCP from | from     |
 *  |      | fragment      | source        | ports         | its sequence  | flags    |
 *  +------+---------------+---------------+---------------+---------------+----------+---------
 * </pre>
 */
final class CommonFrame {
    static final int IP = Ethernet.HEADER;
    static final int TRANSPORT = IP + Ipv4.MIN_HEADER;
    static final int SHORTEST = TRANSPORT + Udp.HEADER;
    /** Version 4, header of 5 words. */
    private static final int VERSION_AND_LENGTH = 0x45;
    static final long LOW = 0xffff_ffffL;

    private CommonFrame() {}

    /**
     * Decodes the frame of {@code length} bytes at {@code offset}; false when it is not such a one: nothing was done.
     */
    static boolean decode(Decoder decoder, Packet packet, MemorySegment memory, long offset, int length) {
        if (length < SHORTEST) {
            return false;
        }
        long first = Octets.i64(memory, offset + IP);
        int ipLength = (int) (first >>> 32) & 0xffff;
        boolean isPlain = Octets.u16(memory, offset + 12) == EtherType.IPV4 & isPlain(first) & ipLength <= length - IP;
        if (!isPlain) {
            return false;
        }
        long second = Octets.i64(memory, offset + IP + 8);
        int protocol = (int) (second >>> 48) & 0xff;
        return switch (protocol) {
            case Transport.TCP -> decodeTcp(decoder, packet, memory, offset, length, ipLength, first, second);
            case Transport.UDP -> decodeUdp(decoder, packet, memory, offset, length, ipLength, first, second);
            default -> false;
        };
    }

    /** Whether the first 8 bytes of an IP header are version 4's, without options and of no fragment. */
    static boolean isPlain(long first) {
        return first >>> 56 == VERSION_AND_LENGTH & (first & Ipv4.FRAGMENT_BITS) == 0;
    }

    /** Whether an IPv4 header without options sums up; {@code third} goes four bytes past it. */
    static boolean isSound(long first, long second, long third) {
        long sum = (first >>> 32) + (first & LOW) + (second >>> 32) + (second & LOW) + (third >>> 32);
        return Checksum.isSound(sum);
    }

    private static boolean decodeUdp(
            Decoder decoder, Packet packet, MemorySegment memory, long offset, int length, int ipLength, long first,
            long second) {
        long third = Octets.i64(memory, offset + IP + 16);
        int ports = (int) third;
        int header = Octets.i32(memory, offset + TRANSPORT + 4);
        int udpLength = header >>> 16;
        boolean isPlain = udpLength >= Udp.HEADER & udpLength <= ipLength - Ipv4.MIN_HEADER
                && decoder.isNoTunnel(ports >>> 16, ports & 0xffff);
        if (!isPlain) {
            return false;
        }
        packet.wrapCommon(memory, offset, length);
        takeNetwork(decoder, packet, ipLength, first, second, third);
        decoder.counters.udp++;
        packet.protocol = Transport.UDP;
        packet.transportHeaderLength = Udp.HEADER;
        packet.tcpFlags = 0;
        packet.payloadOffset = TRANSPORT + Udp.HEADER;
        packet.payloadLength = udpLength - Udp.HEADER;
        if (decoder.checksums && (header & 0xffff) != 0) {
            validate(decoder, packet, Transport.UDP, udpLength);
        }
        return true;
    }

    private static boolean decodeTcp(
            Decoder decoder, Packet packet, MemorySegment memory, long offset, int length, int ipLength, long first,
            long second) {
        int available = ipLength - Ipv4.MIN_HEADER;
        if (available < Tcp.MIN_HEADER) {
            return false;
        }
        long third = Octets.i64(memory, offset + IP + 16);
        long numbers = Octets.i64(memory, offset + TRANSPORT + 4);
        long last = Octets.i64(memory, offset + TRANSPORT + 12);
        int headerLength = (int) (last >>> 58) & 0x3c;
        if (headerLength < Tcp.MIN_HEADER || headerLength > available) {
            return false;
        }
        packet.wrapCommon(memory, offset, length);
        takeNetwork(decoder, packet, ipLength, first, second, third);
        decoder.counters.tcp++;
        packet.protocol = Transport.TCP;
        packet.transportHeaderLength = headerLength;
        packet.tcpSequence = (int) (numbers >>> 32);
        packet.tcpAcknowledgement = (int) numbers;
        packet.tcpFlags = (int) (last >>> 48) & 0xff;
        packet.tcpWindow = (int) (last >>> 32) & 0xffff;
        packet.tcpUrgent = (int) last & 0xffff;
        packet.payloadOffset = TRANSPORT + headerLength;
        packet.payloadLength = available - headerLength;
        TcpOptions.reset(packet);
        if (headerLength > Tcp.MIN_HEADER) {
            TcpOptions.decode(packet, TRANSPORT + Tcp.MIN_HEADER, TRANSPORT + headerLength);
            decoder.finish(packet);
        }
        if (decoder.checksums) {
            validate(decoder, packet, Transport.TCP, available);
        }
        return true;
    }

    private static void takeNetwork(Decoder decoder, Packet packet, int ipLength, long first, long second, long third) {
        DecoderCounters counters = decoder.counters;
        counters.packets++;
        counters.bytes += packet.length;
        counters.ethernet++;
        counters.ipv4++;
        packet.ipLength = ipLength;
        packet.tos = (int) (first >>> 48) & 0xff;
        packet.ipId = (int) (first >>> 16) & 0xffff;
        packet.reservedBit = (first & 0x8000) != 0;
        packet.dontFragment = (first & 0x4000) != 0;
        packet.ttl = (int) (second >>> 56);
        packet.sourceLow = second & LOW;
        packet.destinationLow = third >>> 32;
        packet.sourcePort = (int) third >>> 16;
        packet.destinationPort = (int) third & 0xffff;
        if (decoder.checksums && !isSound(first, second, third)) {
            packet.ipChecksumBad = true;
            counters.badIpChecksum++;
        }
    }

    private static void validate(Decoder decoder, Packet packet, int protocol, int length) {
        if (!Checksum.isSound(packet, protocol, TRANSPORT, length)) {
            packet.transportChecksumBad = true;
            decoder.counters.badTransportChecksum++;
        }
    }
}
