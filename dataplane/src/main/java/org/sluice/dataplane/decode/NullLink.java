package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * BSD loopback (link types NULL and LOOP): a 4-byte address family, in the byte order of the capturing host or in
 * network order. Only one of its ends is not 0.
 */
final class NullLink {
    static final int HEADER = 4;
    private static final int FAMILY_IPV4 = 2;

    private NullLink() {}

    /** Decodes the family at {@code at} and the packet behind it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.nullLink++;
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.LTNULL_PKT_TOO_SMALL);
            return;
        }
        int family = Octets.i32(packet.memory, packet.offset + at);
        switch (family >>> 16 != 0 ? Integer.reverseBytes(family) : family) {
            case FAMILY_IPV4 -> Ipv4.decode(decoder, packet, at + HEADER, end);
            // AF_INET6 on Linux, NetBSD and OpenBSD, FreeBSD, macOS.
            case 10, 24, 28, 30 -> Ipv6.decode(decoder, packet, at + HEADER, end);
            default -> packet.raise(DecoderEvent.LTNULL_UNSUPPORTED_TYPE);
        }
    }
}
