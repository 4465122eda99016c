package org.sluice.dataplane.decode;

/**
 * Teredo (RFC 4380, section 5.1.1): IPv6 in UDP, behind an optional authentication header (beginning {@code 00 01}) and
 * an optional origin (beginning {@code 00 00}, 8 bytes). The port alone does not make it certain, so it counts only
 * when a whole IPv6 packet fills the rest to the byte and decodes without objection.
 */
final class Teredo {
    private static final int ORIGIN = 8;
    private static final int AUTHENTICATION = 13;

    private Teredo() {}

    /** Decodes an IPv6 packet at {@code at} as one of its own, if that is what lies there. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        int next = at;
        if (end - next >= AUTHENTICATION && Octets.u16(packet.memory, packet.offset + next) == 1) {
            int names = Octets.u16(packet.memory, packet.offset + next + 2);
            next += AUTHENTICATION + (names >>> 8) + (names & 0xff);
        }
        if (end - next >= ORIGIN && Octets.u16(packet.memory, packet.offset + next) == 0) {
            next += ORIGIN;
        }
        if (end - next < Ipv6.HEADER) {
            return;
        }
        long first = Octets.i64(packet.memory, packet.offset + next);
        int length = Ipv6.HEADER + ((int) (first >>> 16) & 0xffff);
        boolean fits = first >>> 60 == 6 && length == end - next;
        if (fits && decoder.enterLayer(packet) && decoder.tunnelIfValid(packet, Packet.TUNNEL_TEREDO, next, end)) {
            decoder.counters.teredo++;
        }
    }
}
