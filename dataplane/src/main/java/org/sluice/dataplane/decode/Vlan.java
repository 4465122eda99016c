package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/**
 * VLAN tags: IEEE 802.1Q, 802.1ad, and the older QinQ.
 *
 * <pre>
 *   0                     2              4
 *  +-----+---+------------+--------------+---------
 *  | PCP |DEI| VLAN id 12 |  EtherType   |  payload
 *  +-----+---+------------+--------------+---------
 * </pre>
 */
final class Vlan {
    static final int HEADER = 4;

    private Vlan() {}

    /** Decodes the tag at {@code at} and what follows it. Tags past the third are decoded but not kept. */
    static void decode(Decoder decoder, Packet packet, int type, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.VLAN_HEADER_TOO_SMALL);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        count(decoder.counters, type);
        long base = packet.offset + at;
        keep(packet, Octets.u16(packet.memory, base) & 0xfff);
        if (!EtherType.decode(decoder, packet, Octets.u16(packet.memory, base + 2), at + HEADER, end)) {
            packet.raise(DecoderEvent.VLAN_UNKNOWN_TYPE);
        }
    }

    /** Keeps a VLAN id; past the third an event. */
    private static void keep(Packet packet, int id) {
        if (packet.vlanCount < Packet.MAX_VLANS) {
            packet.vlans[packet.vlanCount++] = id;
        } else {
            packet.raise(DecoderEvent.VLAN_TOO_MANY_LAYERS);
        }
    }

    private static void count(DecoderCounters counters, int type) {
        if (type == EtherType.VLAN) {
            counters.vlan++;
        } else {
            counters.vlanQinq++;
        }
    }
}
