package org.sluice.bindings.dpdk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.sluice.bindings.NativeText;

/**
 * What a port is and can do.
 *
 * @param name of the port in DPDK
 * @param driver name of its driver
 * @param interfaceName kernel interface behind it, empty if there is none
 * @param mac its address, "02:00:00:00:00:01"
 * @param numaNode where it sits, -1 for unknown
 * @param maxRxQueues most receive queues
 * @param maxTxQueues most transmit queues
 * @param maxMtu greatest MTU
 * @param retaSize entries of its table that spreads hashes over queues, 0 when it has none
 * @param rssKeySize bytes of its hash key, 0 when it has none
 * @param rssTypes DPDK's bits of what it can hash
 * @param detectsLink whether it tells changes of the link by interrupt
 * @param rxOffloads DPDK's bits of what it can do when receiving
 * @param txOffloads DPDK's bits of what it can do when sending
 */
public record PortInfo(String name, String driver, String interfaceName, String mac, int numaNode, int maxRxQueues,
        int maxTxQueues, int maxMtu, int retaSize, int rssKeySize, long rssTypes, boolean detectsLink, long rxOffloads,
        long txOffloads) {

    static PortInfo read(MemorySegment info) {
        byte[] mac = sluice_port_info.mac(info).toArray(ValueLayout.JAVA_BYTE);
        return new PortInfo(
                NativeText.of(sluice_port_info.name(info)),
                NativeText.of(sluice_port_info.driver(info)),
                NativeText.of(sluice_port_info.interface_name(info)),
                HexFormat.ofDelimiter(":").formatHex(mac),
                sluice_port_info.numa_node(info),
                sluice_port_info.max_rx_queues(info),
                sluice_port_info.max_tx_queues(info),
                sluice_port_info.max_mtu(info),
                sluice_port_info.reta_size(info),
                sluice_port_info.rss_key_size(info),
                sluice_port_info.rss_types(info),
                sluice_port_info.detects_link(info) != 0,
                sluice_port_info.rx_offloads(info),
                sluice_port_info.tx_offloads(info));
    }
}
