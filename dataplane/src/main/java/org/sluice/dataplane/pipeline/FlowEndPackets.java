package org.sluice.dataplane.pipeline;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.TcpState;

/**
 * Shapes the packet that stands for the end of a flow: no bytes, the flow's addresses, its last moment. The end of a
 * flow that is dropped, or let through unseen, is not inspected: its fate is decided.
 */
final class FlowEndPackets {
    private static final int RAW_IP = 101;

    private FlowEndPackets() {}

    static void shape(Packet packet, Flow flow, int direction) {
        packet.wrap(MemorySegment.NULL, 0, 0, RAW_IP);
        boolean toServer = direction == Packet.TO_SERVER;
        packet.origin = Packet.FLOW_END;
        packet.frame = 0;
        packet.frameNumber = 0;
        packet.portIndex = flow.portIndex();
        packet.timestampNs = flow.lastSeenNs();
        packet.ipVersion = flow.ipVersion();
        packet.protocol = flow.protocol();
        packet.sourceHigh = toServer ? flow.clientHigh() : flow.serverHigh();
        packet.sourceLow = toServer ? flow.clientLow() : flow.serverLow();
        packet.destinationHigh = toServer ? flow.serverHigh() : flow.clientHigh();
        packet.destinationLow = toServer ? flow.serverLow() : flow.clientLow();
        packet.sourcePort = toServer ? flow.clientPort() : flow.serverPort();
        packet.destinationPort = toServer ? flow.serverPort() : flow.clientPort();
        packet.vlanCount = Math.min(flow.vlanCount(), Packet.MAX_VLANS);
        for (int i = 0; i < packet.vlanCount; i++) {
            packet.vlans[i] = flow.vlan(i);
        }
        packet.transportOffset = 0;
        packet.flowIndex = flow.index();
        packet.direction = direction;
        packet.established = flow.seenBothWays() || flow.tcpState().compareTo(TcpState.ESTABLISHED) >= 0;
        packet.skipInspection = flow.isDropped() || flow.isPassed() || flow.isBypassed();
    }
}
