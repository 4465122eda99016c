package org.sluice.dataplane.verdict;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.dataplane.decode.Packet;

/**
 * Builds the frames that {@code reject} sends: a TCP reset (RFC 9293, section 3.10.7) for TCP, and an ICMP destination
 * unreachable, administratively prohibited (RFC 1812 section 5.2.7.1; RFC 4443 section 3.1), for all else.
 *
 * <p>Each frame is built in one region that the next build overwrites. Belongs to one thread; allocates nothing.
 */
public final class RejectFrames {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int MAX_LINK_HEADER = 64;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int ICMP_HEADER = 8;
    /** RFC 4443: an error carries as much of the packet as fits 1280 bytes; RFC 1812: up to 576. */
    private static final int MAX_QUOTE_IPV6 = 1280 - IPV6_HEADER - ICMP_HEADER;
    private static final int MAX_QUOTE_IPV4 = 576 - IPV4_HEADER - ICMP_HEADER;

    private static final int TTL = 64;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int FIN = 1;
    private static final int SYN = 2;

    private final MemorySegment frame;
    private int length;

    /** @param arena owner of the region frames are built in */
    public RejectFrames(Arena arena) {
        frame = arena.allocate(MAX_LINK_HEADER + 1280 + 64L, 8);
    }

    /** The frame built last; {@link #length()} bytes of it count. */
    public MemorySegment frame() {
        return frame;
    }

    /** Bytes of the frame built last. */
    public int length() {
        return length;
    }

    /**
     * Builds the frame that tells the sender of {@code packet} it was rejected.
     *
     * @return whether there is such a frame: an IP packet on an Ethernet wire that is not itself a reset, an ICMP
     *     error, a fragment other than the first, or sent to or from a group of hosts
     */
    public boolean buildToSender(Packet packet) {
        if (!isAnswerable(packet)) {
            return false;
        }
        int network = copyLinkHeader(packet, true);
        if (packet.isTcp()) {
            boolean acknowledges = (packet.tcpFlags & ACK) != 0;
            int consumed = packet.payloadLength + (packet.tcpFlags & SYN) / SYN + (packet.tcpFlags & FIN);
            return buildReset(packet, network, true,
                    acknowledges ? packet.tcpAcknowledgement : 0,
                    acknowledges ? 0 : packet.tcpSequence + consumed,
                    acknowledges ? RST : RST | ACK);
        }
        return buildUnreachable(packet, network);
    }

    /**
     * Builds the reset that tells the receiver of {@code packet}, a TCP segment it never gets, that its peer is gone.
     *
     * @return whether there is such a frame; only TCP has one
     */
    public boolean buildToReceiver(Packet packet) {
        if (!packet.isTcp() || !isAnswerable(packet)) {
            return false;
        }
        int network = copyLinkHeader(packet, false);
        return buildReset(packet, network, false, packet.tcpSequence, packet.tcpAcknowledgement,
                RST | packet.tcpFlags & ACK);
    }

    private static boolean isAnswerable(Packet packet) {
        if (packet.origin != Packet.WIRE || packet.ethernetOffset != 0 || packet.ipVersion == 0
                || packet.fragmentOffset != 0 || packet.ipOffset > MAX_LINK_HEADER) {
            return false;
        }
        if (packet.isTcp() && (packet.tcpFlags & RST) != 0) {
            return false;
        }
        boolean groupFrame = (packet.memory.get(ValueLayout.JAVA_BYTE, packet.offset) & 1) != 0;
        if (packet.ipVersion == 4) {
            int top = (int) (packet.destinationLow >>> 28) & 0xF;
            boolean icmpError = packet.protocol == PROTOCOL_ICMP && isIcmpError(packet.icmpType);
            return !groupFrame && top < 0xE && !icmpError;
        }
        boolean icmpError = packet.protocol == PROTOCOL_ICMPV6 && packet.icmpType < 128;
        return !groupFrame && packet.destinationHigh >>> 56 != 0xFF && !icmpError;
    }

    private static boolean isIcmpError(int type) {
        return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
    }

    /** Copies Ethernet, VLAN and what else lies before IP; the addresses swapped when it goes back. */
    private int copyLinkHeader(Packet packet, boolean back) {
        MemorySegment.copy(packet.memory, packet.offset, frame, 0, packet.ipOffset);
        if (back) {
            MemorySegment.copy(packet.memory, packet.offset + 6, frame, 0, 6);
            MemorySegment.copy(packet.memory, packet.offset, frame, 6, 6);
        }
        return packet.ipOffset;
    }

    private boolean buildReset(Packet packet, int network, boolean back, int sequence, int acknowledgement, int flags) {
        int transport = network + ipHeader(packet, network, back, TCP_HEADER, PROTOCOL_TCP);
        frame.set(SHORT, transport, (short) (back ? packet.destinationPort : packet.sourcePort));
        frame.set(SHORT, transport + 2, (short) (back ? packet.sourcePort : packet.destinationPort));
        frame.set(INT, transport + 4, sequence);
        frame.set(INT, transport + 8, acknowledgement);
        frame.set(SHORT, transport + 12, (short) (TCP_HEADER / 4 << 12 | flags));
        frame.set(INT, transport + 14, 0);
        frame.set(SHORT, transport + 18, (short) 0);
        long sum = pseudoHeader(network, packet.ipVersion, PROTOCOL_TCP, TCP_HEADER);
        frame.set(SHORT, transport + 16, fold(add(sum, transport, TCP_HEADER)));
        length = transport + TCP_HEADER;
        return true;
    }

    private boolean buildUnreachable(Packet packet, int network) {
        boolean v4 = packet.ipVersion == 4;
        int available = packet.length - packet.ipOffset;
        int quote = Math.min(Math.min(packet.ipLength, available), v4 ? MAX_QUOTE_IPV4 : MAX_QUOTE_IPV6);
        int size = ICMP_HEADER + quote;
        int transport = network + ipHeader(packet, network, true, size, v4 ? PROTOCOL_ICMP : PROTOCOL_ICMPV6);
        // IPv4: unreachable (3), host administratively prohibited (10). IPv6: unreachable (1), prohibited (1).
        frame.set(SHORT, transport, (short) (v4 ? 3 << 8 | 10 : 1 << 8 | 1));
        frame.set(SHORT, transport + 2, (short) 0);
        frame.set(INT, transport + 4, 0);
        MemorySegment.copy(packet.memory, packet.offset + packet.ipOffset, frame, transport + ICMP_HEADER, quote);
        long sum = v4 ? 0 : pseudoHeader(network, 6, PROTOCOL_ICMPV6, size);
        frame.set(SHORT, transport + 2, fold(add(sum, transport, size)));
        length = transport + size;
        return true;
    }

    /** Writes the IP header at {@code network}; returns its length. */
    private int ipHeader(Packet packet, int network, boolean back, int payload, int protocol) {
        long sourceHigh = back ? packet.destinationHigh : packet.sourceHigh;
        long sourceLow = back ? packet.destinationLow : packet.sourceLow;
        long destinationHigh = back ? packet.sourceHigh : packet.destinationHigh;
        long destinationLow = back ? packet.sourceLow : packet.destinationLow;
        if (packet.ipVersion == 4) {
            frame.set(INT, network, 0x45 << 24 | IPV4_HEADER + payload);
            frame.set(INT, network + 4, 0x4000);
            frame.set(INT, network + 8, TTL << 24 | protocol << 16);
            frame.set(INT, network + 12, (int) sourceLow);
            frame.set(INT, network + 16, (int) destinationLow);
            frame.set(SHORT, network + 10, fold(add(0, network, IPV4_HEADER)));
            return IPV4_HEADER;
        }
        frame.set(INT, network, 6 << 28);
        frame.set(INT, network + 4, payload << 16 | protocol << 8 | TTL);
        frame.set(LONG, network + 8, sourceHigh);
        frame.set(LONG, network + 16, sourceLow);
        frame.set(LONG, network + 24, destinationHigh);
        frame.set(LONG, network + 32, destinationLow);
        return IPV6_HEADER;
    }

    private long pseudoHeader(int network, int version, int protocol, int size) {
        return version == 4
                ? add(protocol + (long) size, network + 12, 8)
                : add(protocol + (long) size, network + 8, 32);
    }

    /** The Internet checksum's sum (RFC 1071) of bytes of the frame, not yet folded. */
    private long add(long sum, int from, int bytes) {
        int i = 0;
        for (; i + 1 < bytes; i += 2) {
            sum += frame.get(SHORT, from + i) & 0xFFFF;
        }
        if (i < bytes) {
            sum += (frame.get(ValueLayout.JAVA_BYTE, from + i) & 0xFF) << 8;
        }
        return sum;
    }

    private static short fold(long sum) {
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
