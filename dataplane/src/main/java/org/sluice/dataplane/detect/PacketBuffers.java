package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;

/** The buffers that are parts of the packet itself: its headers. */
final class PacketBuffers {
    /** Bytes of the longest address. */
    static final int ADDRESS_BYTES = 16;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

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
            case IGMP_HDR -> packet.protocol == 2 && packet.transportOffset >= 0 && transport(packet, out);
            default -> false;
        };
    }

    /** Writes an address in network order to {@code memory}, and points at it; false when the packet has none. */
    static boolean address(Packet packet, Buffer buffer, MemorySegment memory, Subject out) {
        boolean source = buffer == Buffer.IP_SRC;
        long low = source ? packet.sourceLow : packet.destinationLow;
        if (packet.ipVersion == 4) {
            memory.set(INT, 0, (int) low);
            return out.set(memory, 0, Integer.BYTES);
        }
        memory.set(LONG, 0, source ? packet.sourceHigh : packet.destinationHigh);
        memory.set(LONG, Long.BYTES, low);
        return packet.ipVersion == 6 && out.set(memory, 0, ADDRESS_BYTES);
    }

    private static boolean transport(Packet packet, Subject out) {
        return set(packet, packet.transportOffset, packet.transportHeaderLength, out);
    }

    private static boolean set(Packet packet, int offset, int length, Subject out) {
        return offset >= 0 && length > 0 && offset + length <= packet.length
                && out.set(packet.memory, packet.offset + offset, length);
    }
}
