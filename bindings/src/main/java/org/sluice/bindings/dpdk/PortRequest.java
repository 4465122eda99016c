package org.sluice.bindings.dpdk;

/**
 * How a port is wished to be set up.
 *
 * @param rxQueues queues to receive from
 * @param txQueues queues to send to
 * @param rxDescriptors frames a receive queue can hold, 0 for the driver's choice
 * @param txDescriptors frames a transmit queue can hold, 0 for the driver's choice
 * @param mtu in bytes, 0 to leave the device's own
 * @param rss how flows are spread over receive queues
 * @param scatter whether a frame may take several buffers
 * @param promiscuous whether frames for other addresses are received: a wire needs that
 * @param checksum whether the device judges checksums of received packets
 */
public record PortRequest(int rxQueues, int txQueues, int rxDescriptors, int txDescriptors, int mtu, Rss rss,
        boolean scatter, boolean promiscuous, boolean checksum) {

    /** How flows are spread over receive queues; both directions of a flow go to the same queue. */
    public enum Rss {
        /** Not at all. */
        OFF,
        /** By addresses: fragments go where their flow goes. */
        ADDRESSES,
        /** By addresses and ports: spreads better, but fragments may go elsewhere than their flow. */
        PORTS
    }

    /** One queue each way, as a wire's end needs it: promiscuous, frames over several buffers allowed. */
    public static PortRequest singleQueue() {
        return new PortRequest(1, 1, 0, 0, 0, Rss.OFF, true, true, false);
    }

    /** The same with other numbers of queues. */
    public PortRequest withQueues(int rx, int tx, Rss spread) {
        return new PortRequest(rx, tx, rxDescriptors, txDescriptors, mtu, spread, scatter, promiscuous, checksum);
    }

    /** The same with another MTU. */
    public PortRequest withMtu(int bytes) {
        return new PortRequest(rxQueues, txQueues, rxDescriptors, txDescriptors, bytes, rss, scatter, promiscuous,
                checksum);
    }
}
