package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Address resolution (RFC 826) of IPv4 over Ethernet. Checked, counted, and let through. */
final class Arp {
    /** Hardware and protocol type, their address sizes, and the operation. */
    private static final int MIN = 8;
    private static final int LENGTH = 28;
    private static final int HARDWARE_ETHERNET = 1;

    private Arp() {}

    /** Checks the message at {@code at}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.arp++;
        if (end - at < MIN) {
            packet.raise(DecoderEvent.ARP_PKT_TOO_SMALL);
            return;
        }
        if (!decoder.enterLayer(packet)) {
            return;
        }
        long base = packet.offset + at;
        if (Octets.u16(packet.memory, base) != HARDWARE_ETHERNET) {
            packet.raise(DecoderEvent.ARP_UNSUPPORTED_HARDWARE);
        } else if (Octets.u16(packet.memory, base + 2) != EtherType.IPV4) {
            packet.raise(DecoderEvent.ARP_UNSUPPORTED_PROTOCOL);
        } else if (Octets.u8(packet.memory, base + 4) != 6) {
            packet.raise(DecoderEvent.ARP_INVALID_HARDWARE_SIZE);
        } else if (Octets.u8(packet.memory, base + 5) != 4) {
            packet.raise(DecoderEvent.ARP_INVALID_PROTOCOL_SIZE);
        } else if (end - at < LENGTH) {
            packet.raise(DecoderEvent.ARP_UNSUPPORTED_PKT);
        }
    }
}
