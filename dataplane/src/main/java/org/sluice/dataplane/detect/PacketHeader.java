package org.sluice.dataplane.detect;

import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Facts;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.image.ScanGroup;

/** What rules' headers are compared with: a packet's facts, ports and address classes, computed once. Reused. */
final class PacketHeader {
    private static final int ICMPV4 = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    private static final int ESP = 50;
    private static final int IGMP = 2;
    private static final int ARP = 0x0806;
    private static final int SYN = 2;

    /** Bits of {@link Facts}. */
    long facts;
    /** Bits of the application protocols of the flow: that of each direction, and the one they settled on. */
    long appProtocols;
    /** Of {@link ScanGroup}. */
    int protocolClass;
    /** The server's port as scan groups know it. */
    int serverPort;
    /** The flow's id, 0 without one. */
    long flowId;

    /** Of {@link PortClasses}. */
    int sourcePortClass;
    /** Of {@link PortClasses}. */
    int destinationPortClass;
    /** Bytes of payload. */
    int payloadLength;

    private RuleSet rules;
    private Packet packet;
    private int sourceClass = -1;
    private int destinationClass = -1;

    void use(RuleSet rules) {
        this.rules = rules;
    }

    /** Begins a packet, whose addresses stay the same however often it is read. */
    void begin() {
        sourceClass = -1;
        destinationClass = -1;
    }

    void read(Packet packet, Flow flow, AppSession session) {
        this.packet = packet;
        payloadLength = packet.payloadLength;
        sourcePortClass = rules.ports.classOf(packet.sourcePort);
        destinationPortClass = rules.ports.classOf(packet.destinationPort);
        facts = facts(packet, flow != null || session != null);
        boolean toServer = packet.direction == Packet.TO_SERVER;
        serverPort = toServer ? packet.destinationPort : packet.sourcePort;
        protocolClass = packet.isTcp() ? ScanGroup.TCP : packet.isUdp() ? ScanGroup.UDP
                : (facts & Facts.ICMP) != 0 ? ScanGroup.ICMP : ScanGroup.OTHER;
        appProtocols = 0;
        flowId = flow == null ? 0 : flow.id();
        if (flow != null) {
            appProtocols = 1L << flow.appProtocol(Packet.TO_SERVER) | 1L << flow.appProtocol(Packet.TO_CLIENT);
        }
        if (session != null) {
            appProtocols |= 1L << session.protocol().ordinal();
        }
        appProtocols &= ~(1L << AppProtocol.UNKNOWN.ordinal() | 1L << AppProtocol.FAILED.ordinal());
    }

    private static long facts(Packet packet, boolean inFlow) {
        long facts = packet.direction == Packet.TO_SERVER ? Facts.TO_SERVER : Facts.TO_CLIENT;
        facts |= packet.origin == Packet.REASSEMBLED ? Facts.REASSEMBLED : Facts.NOT_REASSEMBLED;
        facts |= packet.payloadLength > 0 ? Facts.PAYLOAD : 0;
        facts |= packet.hasEvents ? Facts.EVENTS : 0;
        facts |= packet.ethernetOffset >= 0 ? Facts.ETHERNET : 0;
        if (packet.ipVersion != 0) {
            facts |= Facts.IP | (packet.ipVersion == 4 ? Facts.IPV4 : Facts.IPV6) | transport(packet);
            facts |= packet.sourceLow == packet.destinationLow && packet.sourceHigh == packet.destinationHigh
                    ? Facts.SAME_ADDRESSES : 0;
            facts |= packet.ipChecksumBad ? Facts.IP_CHECKSUM_BAD : Facts.IP_CHECKSUM_SOUND;
            facts |= packet.transportChecksumBad ? Facts.TRANSPORT_CHECKSUM_BAD : Facts.TRANSPORT_CHECKSUM_SOUND;
        } else {
            facts |= packet.etherType == ARP ? Facts.ARP : Facts.OTHER;
        }
        if (inFlow) {
            facts |= Facts.FLOW | (packet.established ? Facts.ESTABLISHED : Facts.NOT_ESTABLISHED);
            facts |= packet.firstInDirection ? Facts.FIRST : 0;
        } else {
            facts |= Facts.FIRST;
        }
        return facts;
    }

    private static long transport(Packet packet) {
        if (packet.isTcp()) {
            return Facts.TCP | ((packet.tcpFlags & SYN) != 0 ? Facts.SYN : 0);
        }
        if (packet.isUdp()) {
            return Facts.UDP;
        }
        // A header that could not be read is still of its protocol, for rules about what is wrong with it.
        boolean broken = packet.hasEvents && !packet.isFragment;
        return switch (packet.protocol) {
            case TCP -> broken ? Facts.TCP : Facts.OTHER;
            case UDP -> broken ? Facts.UDP : Facts.OTHER;
            case ICMPV4 -> Facts.ICMP | Facts.ICMPV4;
            case ICMPV6 -> Facts.ICMP | Facts.ICMPV6;
            case SCTP -> Facts.SCTP;
            case ESP -> Facts.ESP;
            case IGMP -> Facts.IGMP;
            default -> Facts.OTHER;
        };
    }

    /** Whether the facts a rule needs are all there: the cheapest question. */
    boolean hasFacts(int rule) {
        long needed = rules.facts[rule];
        return (facts & needed) == needed;
    }

    /** Whether a rule's header fits, facts apart. */
    boolean fits(int rule) {
        long protocols = rules.appProtocols[rule];
        if (protocols != 0 && (protocols & appProtocols) == 0) {
            return false;
        }
        if (payloadLength < rules.dsizes[2 * rule] || payloadLength > rules.dsizes[2 * rule + 1]) {
            return false;
        }
        int flags = rules.flags[rule];
        if ((flags & (RuleFlags.HAS_PORTS | RuleFlags.HAS_ADDRESSES)) == 0) {
            return true;
        }
        return endsFit(rule, flags, sourcePortClass, destinationPortClass, false)
                || (flags & RuleFlags.BIDIRECTIONAL) != 0
                && endsFit(rule, flags, destinationPortClass, sourcePortClass, true);
    }

    private boolean endsFit(int rule, int flags, int sourcePort, int destinationPort, boolean exchanged) {
        if ((flags & RuleFlags.HAS_PORTS) != 0) {
            int source = rules.portSets[2 * rule];
            int destination = rules.portSets[2 * rule + 1];
            if (source != 0 && !rules.ports.holds(source, sourcePort)
                    || destination != 0 && !rules.ports.holds(destination, destinationPort)) {
                return false;
            }
        }
        if ((flags & RuleFlags.HAS_ADDRESSES) == 0) {
            return true;
        }
        if (packet.ipVersion == 0) {
            return false;
        }
        int source = rules.addressSets[2 * rule];
        int destination = rules.addressSets[2 * rule + 1];
        return (source == 0 || rules.addresses.contains(source, exchanged ? destinationClass() : sourceClass()))
                && (destination == 0
                || rules.addresses.contains(destination, exchanged ? sourceClass() : destinationClass()));
    }

    /** Class of the source address. */
    int sourceClass() {
        if (sourceClass < 0) {
            sourceClass = rules.addresses.classOf(packet.ipVersion, packet.sourceHigh, packet.sourceLow);
        }
        return sourceClass;
    }

    /** Class of the destination address. */
    int destinationClass() {
        if (destinationClass < 0) {
            destinationClass =
                    rules.addresses.classOf(packet.ipVersion, packet.destinationHigh, packet.destinationLow);
        }
        return destinationClass;
    }
}
