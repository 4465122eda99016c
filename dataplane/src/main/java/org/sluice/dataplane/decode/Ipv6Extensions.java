package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/**
 * IPv6 extension headers (RFC 8200, section 4). All but two begin with the next header's number and their own length in
 * units of 8 bytes past the first 8; the fragment header has 8 bytes, the authentication header counts units of 4.
 *
 * <pre>
 *  fragment:   0      1          2              4              8
 *             +------+----------+-----------+-+-+--------------+
 *             | next | reserved | offset 13 |0|M| identification
 *             +------+----------+-----------+-+-+--------------+
 * </pre>
 */
final class Ipv6Extensions {
    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int AUTHENTICATION = 51;
    static final int NONE = 59;
    static final int DESTINATION = 60;
    static final int MOBILITY = 135;
    static final int HOST_IDENTITY = 139;
    static final int SHIM6 = 140;
    static final int FRAGMENT_HEADER = 8;
    /** A chain of headers that breaks off before this many bytes is taken for truncated. */
    private static final int MIN_PAYLOAD = 2;

    // Headers seen, as bits.
    private static final int SEEN_HOP_BY_HOP = 1;
    private static final int SEEN_ROUTING = 2;
    private static final int SEEN_FRAGMENT = 4;
    private static final int SEEN_AUTHENTICATION = 8;
    private static final int SEEN_DESTINATION = 16;
    private static final int SEEN_DESTINATION_TWICE = 32;

    private Ipv6Extensions() {}

    /** Walks the headers from the one numbered {@code first} at {@code at}, then decodes what they carry. */
    static void decode(Decoder decoder, Packet packet, int first, int at, int end) {
        MemorySegment memory = packet.memory;
        int header = first;
        int next = at;
        int nextHeaderOffset = packet.ipOffset + Ipv6.NEXT_HEADER;
        int seen = 0;
        while (isExtension(header)) {
            int length = lengthOf(packet, header, next, end);
            if (length < 0) {
                packet.protocol = header;
                packet.raise(DecoderEvent.IPV6_TRUNC_EXTHDR);
                return;
            }
            seen = check(packet, header, next, length, seen);
            if (header == FRAGMENT && packet.isFragment) {
                decodeFragment(decoder, packet, nextHeaderOffset, next, end);
                return;
            }
            nextHeaderOffset = next;
            header = Octets.u8(memory, packet.offset + next);
            next += length;
        }
        packet.protocol = header;
        packet.ipHeaderLength = next - packet.ipOffset;
        if (header == NONE) {
            checkNothingFollows(packet, next, end);
        } else if (next > at && end - next < MIN_PAYLOAD) {
            packet.raise(DecoderEvent.IPV6_TRUNC_EXTHDR);
            Transport.keepAsPayload(packet, next, end);
        } else {
            Transport.decode(decoder, packet, header, next, end);
        }
    }

    private static boolean isExtension(int header) {
        return switch (header) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY, HOST_IDENTITY, SHIM6 -> true;
            default -> false;
        };
    }

    /** Bytes of the header at {@code at}, or -1 when they are not there. */
    private static int lengthOf(Packet packet, int header, int at, int end) {
        if (end - at < 8) {
            return -1;
        }
        int units = Octets.u8(packet.memory, packet.offset + at + 1);
        int length = switch (header) {
            case FRAGMENT -> FRAGMENT_HEADER;
            case AUTHENTICATION -> 8 + units * 4;
            default -> 8 + units * 8;
        };
        return length <= end - at ? length : -1;
    }

    /** Looks into one header; returns the headers seen with this one. */
    private static int check(Packet packet, int header, int at, int length, int seen) {
        switch (header) {
            case HOP_BY_HOP -> {
                if ((seen & SEEN_HOP_BY_HOP) != 0) {
                    packet.raise(DecoderEvent.IPV6_EXTHDR_DUPL_HH);
                } else {
                    Ipv6Options.decode(packet, true, at + 2, at + length);
                }
                return seen | SEEN_HOP_BY_HOP;
            }
            case DESTINATION -> {
                // RFC 8200, 4.1: once before a routing header, and once before the upper layer.
                if ((seen & SEEN_DESTINATION_TWICE) != 0) {
                    packet.raise(DecoderEvent.IPV6_EXTHDR_DUPL_DH);
                } else {
                    Ipv6Options.decode(packet, false, at + 2, at + length);
                }
                return seen | ((seen & SEEN_DESTINATION) != 0 ? SEEN_DESTINATION_TWICE : SEEN_DESTINATION);
            }
            case ROUTING -> {
                checkRouting(packet, at, seen);
                return seen | SEEN_ROUTING;
            }
            case AUTHENTICATION -> {
                if (Octets.u16(packet.memory, packet.offset + at + 2) != 0) {
                    packet.raise(DecoderEvent.IPV6_EXTHDR_AH_RES_NOT_NULL);
                }
                if ((seen & SEEN_AUTHENTICATION) != 0) {
                    packet.raise(DecoderEvent.IPV6_EXTHDR_DUPL_AH);
                }
                return seen | SEEN_AUTHENTICATION;
            }
            case FRAGMENT -> {
                checkFragment(packet, at, seen);
                return seen | SEEN_FRAGMENT;
            }
            default -> {
                return seen;
            }
        }
    }

    private static void checkRouting(Packet packet, int at, int seen) {
        if ((seen & SEEN_ROUTING) != 0) {
            packet.raise(DecoderEvent.IPV6_EXTHDR_DUPL_RH);
            return;
        }
        if (Octets.u8(packet.memory, packet.offset + at + 2) == 0) {
            packet.raise(DecoderEvent.IPV6_RH_TYPE_0);
        }
        packet.sourceRouted |= Octets.u8(packet.memory, packet.offset + at + 3) != 0;
    }

    /** A header with offset 0 and no more fragments ("atomic", RFC 6946) is useless, and the packet is whole. */
    private static void checkFragment(Packet packet, int at, int seen) {
        long header = Octets.i64(packet.memory, packet.offset + at);
        if ((header >>> 48 & 0xff) != 0) {
            packet.raise(DecoderEvent.IPV6_FH_NON_ZERO_RESERVED_FIELD);
        }
        if ((seen & SEEN_FRAGMENT) != 0) {
            packet.raise(DecoderEvent.IPV6_EXTHDR_DUPL_FH);
            return;
        }
        int offsetAndFlags = (int) (header >>> 32) & 0xffff;
        packet.ipId = (int) header;
        packet.fragmentOffset = offsetAndFlags & 0xfff8;
        packet.moreFragments = (offsetAndFlags & 1) != 0;
        packet.isFragment = packet.moreFragments || packet.fragmentOffset != 0;
        if (!packet.isFragment) {
            packet.raise(DecoderEvent.IPV6_EXTHDR_USELESS_FH);
        }
    }

    private static void decodeFragment(Decoder decoder, Packet packet, int nextHeaderOffset, int at, int end) {
        decoder.counters.fragments++;
        packet.protocol = FRAGMENT;
        packet.fragmentNextHeaderOffset = nextHeaderOffset;
        packet.fragmentHeaderOffset = at;
        packet.payloadOffset = at + FRAGMENT_HEADER;
        packet.payloadLength = end - packet.payloadOffset;
        packet.ipHeaderLength = packet.payloadOffset - packet.ipOffset;
        // RFC 8200, 4.5: all but the last are multiples of 8 bytes.
        if (packet.moreFragments && packet.payloadLength % 8 != 0) {
            packet.raise(DecoderEvent.IPV6_FRAG_INVALID_LENGTH);
        }
    }

    private static void checkNothingFollows(Packet packet, int at, int end) {
        Transport.keepAsPayload(packet, at, end);
        if (end > at) {
            packet.raise(DecoderEvent.IPV6_DATA_AFTER_NONE_HEADER);
        }
    }
}
