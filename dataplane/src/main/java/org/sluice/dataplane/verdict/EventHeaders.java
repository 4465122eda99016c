package org.sluice.dataplane.verdict;

import org.sluice.dataplane.contract.Direction;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.PacketSource;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.rules.image.AppProtocol;

/** Fills what every event of a packet or a flow begins with. */
final class EventHeaders {
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    private EventHeaders() {}

    /** From a packet, and its flow unless null. */
    static void fill(EventHeaderFlyweight header, Packet packet, Flow flow) {
        header.frameNumber(packet.frameNumber)
                .interfaceId(packet.portIndex)
                .packetSource(source(packet))
                .vlans(packet.vlanCount, packet.vlans[0], packet.vlans[1], packet.vlans[2]);
        if (packet.ipVersion != 0) {
            header.protocol(packet.protocol);
            addresses(header, packet.ipVersion, packet.sourceHigh, packet.sourceLow,
                    packet.destinationHigh, packet.destinationLow);
            if (packet.transportOffset >= 0) {
                if (packet.protocol == ICMP || packet.protocol == ICMPV6) {
                    header.icmp(packet.icmpType, packet.icmpCode);
                } else {
                    header.ports(packet.sourcePort, packet.destinationPort);
                }
            }
        }
        if (flow != null) {
            header.direction(packet.direction == Packet.TO_SERVER ? Direction.TO_SERVER : Direction.TO_CLIENT);
            fill(header, flow);
        }
    }

    /** A flow's own tuple, as its client sent it. */
    static void fillTuple(EventHeaderFlyweight header, Flow flow) {
        header.interfaceId(flow.portIndex()).protocol(flow.protocol()).vlans(flow.vlanCount(), vlan(flow, 0), vlan(flow, 1), vlan(flow, 2));
        addresses(header, flow.ipVersion(), flow.clientHigh(), flow.clientLow(), flow.serverHigh(), flow.serverLow());
        if (flow.protocol() != ICMP && flow.protocol() != ICMPV6) {
            header.ports(flow.clientPort(), flow.serverPort());
        }
        fill(header, flow);
    }

    private static int vlan(Flow flow, int i) {
        return i < flow.vlanCount() ? flow.vlan(i) : 0;
    }

    private static void fill(EventHeaderFlyweight header, Flow flow) {
        header.flowId(flow.id())
                .flowCounts(flow.startNs(), flow.packets(Packet.TO_SERVER), flow.packets(Packet.TO_CLIENT),
                        flow.bytes(Packet.TO_SERVER), flow.bytes(Packet.TO_CLIENT));
        int protocol = appProtocol(flow);
        if (protocol != AppProtocol.UNKNOWN.ordinal()) {
            header.appProto(AppProtocol.of(protocol).ruleName());
        }
    }

    /** The flow's protocol: what either direction was found to speak. */
    private static int appProtocol(Flow flow) {
        int toServer = flow.appProtocol(Packet.TO_SERVER);
        return toServer > AppProtocol.FAILED.ordinal() ? toServer : Math.max(toServer, flow.appProtocol(Packet.TO_CLIENT));
    }

    private static void addresses(
            EventHeaderFlyweight header, int version, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        if (version == 4) {
            header.ipv4((int) sourceLow, (int) destinationLow);
        } else {
            header.ipv6(sourceHigh, sourceLow, destinationHigh, destinationLow);
        }
    }

    private static PacketSource source(Packet packet) {
        return switch (packet.origin) {
            case Packet.WIRE -> PacketSource.WIRE;
            case Packet.REASSEMBLED -> PacketSource.DEFRAG;
            case Packet.FLOW_END -> PacketSource.FLOW_TIMEOUT;
            default -> tunnel(packet);
        };
    }

    private static PacketSource tunnel(Packet packet) {
        return switch (packet.tunnelKind) {
            case Packet.TUNNEL_IPV4 -> PacketSource.IPV4_TUNNEL;
            case Packet.TUNNEL_IPV6 -> PacketSource.IPV6_TUNNEL;
            case Packet.TUNNEL_GRE -> PacketSource.GRE;
            case Packet.TUNNEL_TEREDO -> PacketSource.TEREDO;
            case Packet.TUNNEL_VXLAN -> PacketSource.VXLAN;
            case Packet.TUNNEL_GENEVE -> PacketSource.GENEVE;
            default -> PacketSource.NONE;
        };
    }
}
