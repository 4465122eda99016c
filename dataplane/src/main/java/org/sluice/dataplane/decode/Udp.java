package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * UDP (RFC 768), and the tunnels that its ports announce.
 *
 * <pre>
 *   0        2        4        6          8
 *  +--------+--------+--------+----------+---------
 *  | source | dest.  | length | checksum |  payload
 *  +--------+--------+--------+----------+---------
 * </pre>
 */
final class Udp {
    static final int HEADER = 8;

    private Udp() {}

    /** Decodes the header at {@code at}; the payload ends where the header's length says. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        int available = end - at;
        Transport.keepAsPayload(packet, at, end);
        if (available < HEADER) {
            packet.raise(DecoderEvent.UDP_HLEN_TOO_SMALL);
            return;
        }
        long header = Octets.i64(packet.memory, packet.offset + at);
        int length = (int) header >>> 16;
        if (length < HEADER || length > available) {
            packet.raise(length < HEADER ? DecoderEvent.UDP_LEN_INVALID : DecoderEvent.UDP_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.udp++;
        packet.transportOffset = at;
        packet.transportHeaderLength = HEADER;
        packet.sourcePort = (int) (header >>> 48);
        packet.destinationPort = (int) (header >>> 32) & 0xffff;
        packet.payloadOffset = at + HEADER;
        packet.payloadLength = length - HEADER;
        if (decoder.checksums) {
            validate(decoder, packet, (int) header & 0xffff, at, length);
        }
        int tunnel = decoder.tunnelPort(packet.destinationPort);
        if ((tunnel | decoder.tunnelPort(packet.sourcePort)) != Decoder.NO_TUNNEL_PORT) {
            decodeTunnel(decoder, packet, tunnel, at + HEADER, at + length);
        }
    }

    private static void decodeTunnel(Decoder decoder, Packet packet, int tunnel, int at, int end) {
        switch (tunnel) {
            case Decoder.VXLAN_PORT -> Vxlan.decode(decoder, packet, at, end);
            case Decoder.GENEVE_PORT -> Geneve.decode(decoder, packet, at, end);
            case Decoder.TEREDO_PORT -> Teredo.decode(decoder, packet, at, end);
            default -> {
                if (decoder.tunnelPort(packet.sourcePort) == Decoder.TEREDO_PORT) {
                    Teredo.decode(decoder, packet, at, end);
                }
            }
        }
    }

    /**
     * A checksum of 0 means none was made. That is allowed in IPv4; in IPv6 hosts discard such a datagram unless it is
     * a tunnel's (RFC 8200, section 8.1; RFC 6935).
     */
    private static void validate(Decoder decoder, Packet packet, int checksum, int at, int length) {
        boolean sound = checksum == 0
                ? packet.ipVersion == 4 || decoder.tunnelPort(packet.destinationPort) != Decoder.NO_TUNNEL_PORT
                : Checksum.isSound(packet, Transport.UDP, at, length);
        if (!sound && !packet.sourceRouted) {
            packet.transportChecksumBad = true;
            decoder.counters.badTransportChecksum++;
        }
    }
}
