package org.sluice.dataplane.detect;

import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;

/** The buffers that are parts of the packet itself: its headers. */
final class PacketBuffers {
    private PacketBuffers() {
    }

    /** Points at a header; false when the packet has none. */
    static boolean get(Packet packet, Buffer buffer, Subject out) {
        return switch (buffer) {
            case IPV4_HDR -> packet.ipVersion == 4 && set(packet, packet.ipOffset, packet.ipHeaderLength, out);
            case IPV6_HDR -> packet.ipVersion == 6 && set(packet, packet.ipOffset, packet.ipHeaderLength, out);
            case TCP_HDR -> packet.isTcp() && transport(packet, out);
            case UDP_HDR -> packet.isUdp() && transport(packet, out);
            case ICMPV4_HDR -> packet.protocol == 1 && packet.transportOffset >= 0 && transport(packet, out);
            case ICMPV6_HDR -> packet.protocol == 58 && packet.transportOffset >= 0 && transport(packet, out);
            default -> false;
        };
    }

    private static boolean transport(Packet packet, Subject out) {
        return set(packet, packet.transportOffset, packet.transportHeaderLength, out);
    }

    private static boolean set(Packet packet, int offset, int length, Subject out) {
        return offset >= 0 && length > 0 && offset + length <= packet.length
                && out.set(packet.memory, packet.offset + offset, length);
    }
}
