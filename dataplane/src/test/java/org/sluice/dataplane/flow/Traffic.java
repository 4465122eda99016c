package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;

/** Packets as decode would hand them on, made from a few words. Addresses are IPv4 unless said otherwise. */
final class Traffic {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;
    static final long SECOND = 1_000_000_000L;
    /** Where the tests' clock begins. */
    static final long START = 1_700_000_000L * SECOND;

    private Traffic() {
    }

    static Packet ip(int protocol, int source, int destination, long atNs) {
        Packet packet = new Packet();
        ip(packet, protocol, source, destination, atNs);
        return packet;
    }

    static void ip(Packet packet, int protocol, int source, int destination, long atNs) {
        packet.wrap(MemorySegment.NULL, 0, 100, 1);
        packet.ipVersion = 4;
        packet.protocol = protocol;
        packet.sourceLow = source & 0xffff_ffffL;
        packet.destinationLow = destination & 0xffff_ffffL;
        packet.timestampNs = atNs;
    }

    static Packet udp(int source, int sourcePort, int destination, int destinationPort, long atNs) {
        Packet packet = ip(17, source, destination, atNs);
        ports(packet, sourcePort, destinationPort);
        return packet;
    }

    static Packet tcp(int source, int sourcePort, int destination, int destinationPort, int flags, long atNs) {
        Packet packet = ip(6, source, destination, atNs);
        ports(packet, sourcePort, destinationPort);
        packet.tcpFlags = flags;
        return packet;
    }

    static Packet icmp(int source, int destination, int type, long atNs) {
        Packet packet = ip(1, source, destination, atNs);
        packet.transportOffset = 34;
        packet.icmpType = type;
        return packet;
    }

    static void ports(Packet packet, int sourcePort, int destinationPort) {
        packet.transportOffset = 34;
        packet.sourcePort = sourcePort;
        packet.destinationPort = destinationPort;
    }
}
