package org.sluice.dataplane.flow;

import org.sluice.dataplane.decode.Packet;

/**
 * What tells one packet's flow from others: addresses, ports, protocol, VLANs, seen from the packet's sender. One
 * reused object per table.
 *
 * <p>ICMP echo, timestamp, information and address mask messages have their type as one port and the type of the
 * answer as the other, so that question and answer are one flow (as in Suricata; the identifier does not part flows).
 * An ICMP error has the key of the packet it quotes, seen from that packet's receiver.
 */
final class FlowKey {
    /** Set in {@link #meta} of every key, so that a free record's 0 matches none. */
    private static final long IN_USE = 1L << 62;
    private static final int PROTOCOL_SHIFT = 36;
    private static final int VERSION_6_SHIFT = 44;
    private static final int VLANS_SHIFT = 45;

    /** No key's meta. */
    static final long NOT_PLAIN = 0;

    /** {@link #meta} of a UDP packet in IPv4 without VLANs. */
    static final long UDP_IN_IPV4 = IN_USE | 17L << PROTOCOL_SHIFT;

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;
    /** VLAN ids 3 x 12 bits, protocol 8 bits, IPv6 1 bit, number of VLANs 2 bits, in use. */
    long meta;
    /** The packet is an ICMP error: it belongs to the flow it quotes, and begins none. */
    boolean isError;

    /** Source's port in the high half, destination's in the low. */
    int ports() {
        return sourcePort << 16 | destinationPort;
    }

    /** The same from the other side. */
    int reversePorts() {
        return destinationPort << 16 | sourcePort;
    }

    static int protocol(long meta) {
        return (int) (meta >>> PROTOCOL_SHIFT) & 0xff;
    }

    static int ipVersion(long meta) {
        return (meta >>> VERSION_6_SHIFT & 1) != 0 ? 6 : 4;
    }

    static int vlanCount(long meta) {
        return (int) (meta >>> VLANS_SHIFT) & 3;
    }

    static int vlan(long meta, int i) {
        return (int) (meta >>> 12 * i) & 0xfff;
    }

    /**
     * {@link #meta} of a TCP or UDP packet without VLANs, whose other parts are the packet's own fields; of any other
     * packet {@link #NOT_PLAIN}.
     */
    static long plainMeta(Packet packet) {
        boolean isPlain = (packet.protocol == 17 | packet.protocol == 6)
                & packet.transportOffset >= 0 & packet.vlanCount == 0 & !packet.isFragment;
        if (!isPlain) {
            return NOT_PLAIN;
        }
        return IN_USE | (long) packet.protocol << PROTOCOL_SHIFT | (packet.ipVersion & 2L) << VERSION_6_SHIFT - 1;
    }

    /**
     * Takes the key of {@code packet}.
     *
     * @return false when the packet is of no flow: not IP, a fragment, a broken transport header, an outer packet of a
     *         tunnel, an ICMP message that belongs to no conversation
     */
    boolean load(Packet packet, boolean withVlans) {
        if (packet.ipVersion == 0 || packet.isFragment) {
            return false;
        }
        sourceHigh = packet.sourceHigh;
        sourceLow = packet.sourceLow;
        destinationHigh = packet.destinationHigh;
        destinationLow = packet.destinationLow;
        sourcePort = packet.sourcePort;
        destinationPort = packet.destinationPort;
        isError = false;
        meta(packet, packet.protocol, withVlans);
        return switch (packet.protocol) {
            case 6, 17, 132 -> packet.transportOffset >= 0;
            case ICMP -> packet.transportOffset >= 0 && loadIcmp(packet, withVlans);
            case ICMPV6 -> packet.transportOffset >= 0 && loadIcmpv6(packet, withVlans);
            case 4, 41, 47 -> false;
            default -> true;
        };
    }

    private void meta(Packet packet, int protocol, boolean withVlans) {
        long bits = IN_USE | (long) (protocol & 0xff) << PROTOCOL_SHIFT;
        if (packet.ipVersion == 6) {
            bits |= 1L << VERSION_6_SHIFT;
        }
        if (withVlans && packet.vlanCount > 0) {
            int count = 0;
            for (int i = 0; i < Math.min(packet.vlanCount, Packet.MAX_VLANS); i++) {
                // A tag with number 0 carries a priority and no VLAN (IEEE 802.1Q, 9.6).
                if ((packet.vlans[i] & 0xfff) != 0) {
                    bits |= (long) (packet.vlans[i] & 0xfff) << 12 * count++;
                }
            }
            bits |= (long) count << VLANS_SHIFT;
        }
        meta = bits;
    }

    private boolean loadIcmp(Packet packet, boolean withVlans) {
        int answer = switch (packet.icmpType) {
            case 0 -> 8;
            case 8 -> 0;
            case 9 -> 10;
            case 10 -> 9;
            case 13 -> 14;
            case 14 -> 13;
            case 15 -> 16;
            case 16 -> 15;
            case 17 -> 18;
            case 18 -> 17;
            default -> -1;
        };
        return pair(packet, answer) || switch (packet.icmpType) {
            case 3, 4, 5, 11, 12 -> loadQuoted(packet, withVlans);
            default -> false;
        };
    }

    private boolean loadIcmpv6(Packet packet, boolean withVlans) {
        int answer = switch (packet.icmpType) {
            case 128 -> 129;
            case 129 -> 128;
            case 133 -> 134;
            case 134 -> 133;
            case 135 -> 136;
            case 136 -> 135;
            case 144 -> 145;
            case 145 -> 144;
            default -> -1;
        };
        return pair(packet, answer)
                || packet.icmpType >= 1 && packet.icmpType <= 4 && loadQuoted(packet, withVlans);
    }

    private boolean pair(Packet packet, int answer) {
        sourcePort = packet.icmpType;
        destinationPort = answer;
        return answer >= 0;
    }

    /** Takes the key of the packet that an ICMP error quotes (RFC 792, RFC 4443), turned round. */
    private boolean loadQuoted(Packet packet, boolean withVlans) {
        if (packet.quotedIpVersion != packet.ipVersion) {
            return false;
        }
        isError = true;
        sourceHigh = packet.quotedDestinationHigh;
        sourceLow = packet.quotedDestinationLow;
        destinationHigh = packet.quotedSourceHigh;
        destinationLow = packet.quotedSourceLow;
        sourcePort = packet.quotedDestinationPort;
        destinationPort = packet.quotedSourcePort;
        if (packet.quotedProtocol == packet.protocol) {
            // Errors are sent about questions alone (RFC 1122, 3.2.2), and of these about echo requests.
            destinationPort = packet.protocol == ICMP ? 8 : 128;
            sourcePort = packet.protocol == ICMP ? 0 : 129;
        }
        meta(packet, packet.quotedProtocol, withVlans);
        return true;
    }
}
