package org.sluice.control.config;

/**
 * Two ports and the packets that cross between them.
 *
 * @param name   how events and counters call it
 * @param left   PCI address or DPDK device string of one end
 * @param right  the same of the other
 * @param mtu    largest packet, without Ethernet header, in bytes
 * @param queues receive queues of each end
 */
public record Wire(String name, String left, String right, int mtu, int queues) {
}
