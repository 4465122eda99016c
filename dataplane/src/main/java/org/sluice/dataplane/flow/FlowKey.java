package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    /** Set in {@link #meta} of every key, so that a free record's 0 matches none. */
    private static final long IN_USE = 1L << 62;
    private static final int PROTOCOL_SHIFT = 36;
    private static final int VERSION_6_SHIFT = 44;
    private static final int VLANS_SHIFT = 45;

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
            int count = Math.min(packet.vlanCount, Packet.MAX_VLANS);
            for (int i = 0; i < count; i++) {
                bits |= (long) (packet.vlans[i] & 0xfff) << 12 * i;
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
        MemorySegment memory = packet.memory;
        long quote = packet.offset + packet.payloadOffset;
        int length = packet.payloadLength;
        if (length < 1) {
            return false;
        }
        int version = (memory.get(BYTE, quote) & 0xff) >>> 4;
        if (version != packet.ipVersion) {
            return false;
        }
        isError = true;
        return version == 4 ? loadQuotedIpv4(packet, quote, length, withVlans)
                : loadQuotedIpv6(packet, quote, length, withVlans);
    }

    private boolean loadQuotedIpv4(Packet packet, long quote, int length, boolean withVlans) {
        MemorySegment memory = packet.memory;
        if (length < 20) {
            return false;
        }
        int headerLength = (memory.get(BYTE, quote) & 0xf) * 4;
        boolean laterFragment = (bigEndian16(memory, quote + 6) & 0x1fff) != 0;
        if (headerLength < 20 || laterFragment) {
            return false;
        }
        sourceHigh = 0;
        destinationHigh = 0;
        sourceLow = (long) bigEndian16(memory, quote + 16) << 16 | bigEndian16(memory, quote + 18);
        destinationLow = (long) bigEndian16(memory, quote + 12) << 16 | bigEndian16(memory, quote + 14);
        return loadQuotedPorts(packet, memory.get(BYTE, quote + 9) & 0xff, quote, headerLength, length, withVlans);
    }

    private boolean loadQuotedIpv6(Packet packet, long quote, int length, boolean withVlans) {
        MemorySegment memory = packet.memory;
        if (length < 40) {
            return false;
        }
        sourceHigh = bigEndian64(memory, quote + 24);
        sourceLow = bigEndian64(memory, quote + 32);
        destinationHigh = bigEndian64(memory, quote + 8);
        destinationLow = bigEndian64(memory, quote + 16);
        return loadQuotedPorts(packet, memory.get(BYTE, quote + 6) & 0xff, quote, 40, length, withVlans);
    }

    private boolean loadQuotedPorts(Packet packet, int protocol, long quote, int headerLength, int length,
            boolean withVlans) {
        MemorySegment memory = packet.memory;
        meta(packet, protocol, withVlans);
        if (protocol == 6 || protocol == 17 || protocol == 132) {
            if (length < headerLength + 4) {
                return false;
            }
            destinationPort = bigEndian16(memory, quote + headerLength);
            sourcePort = bigEndian16(memory, quote + headerLength + 2);
            return true;
        }
        if (protocol == ICMP || protocol == ICMPV6) {
            if (length <= headerLength) {
                return false;
            }
            int type = memory.get(BYTE, quote + headerLength) & 0xff;
            boolean echo = protocol == ICMP ? type == 8 : type == 128;
            destinationPort = type;
            sourcePort = protocol == ICMP ? 0 : 129;
            return echo;
        }
        sourcePort = 0;
        destinationPort = 0;
        return true;
    }

    private static int bigEndian16(MemorySegment memory, long at) {
        return (memory.get(BYTE, at) & 0xff) << 8 | memory.get(BYTE, at + 1) & 0xff;
    }

    private static long bigEndian64(MemorySegment memory, long at) {
        return (long) bigEndian16(memory, at) << 48 | (long) bigEndian16(memory, at + 2) << 32
                | (long) bigEndian16(memory, at + 4) << 16 | bigEndian16(memory, at + 6);
    }
}
