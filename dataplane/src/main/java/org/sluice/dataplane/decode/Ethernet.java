package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * Ethernet II and IEEE 802.3 frames.
 *
 * <pre>
 *   0                 6                 12           14
 *  +-----------------+-----------------+------------+---------
 *  | destination     | source          | type, or   |  payload
 *  | address         | address         | length     |
 *  +-----------------+-----------------+------------+---------
 * </pre>
 */
final class Ethernet {
    static final int HEADER = 14;

    private Ethernet() {}

    /** Decodes the header at {@code at}. The first one of a packet stays the packet's. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.ETHERNET_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.ethernet++;
        if (packet.ethernetOffset < 0) {
            packet.ethernetOffset = at;
        }
        int type = Octets.u16(packet.memory, packet.offset + at + 12);
        if (type == EtherType.IPV4) {
            packet.etherType = type;
            Ipv4.decode(decoder, packet, at + HEADER, end);
        } else {
            EtherType.decode(decoder, packet, type, at + HEADER, end);
        }
    }
}
