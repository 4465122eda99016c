package org.sluice.dataplane.port;

import org.sluice.bindings.dpdk.PortRequest.Rss;

/**
 * A wire through the product: two ports, and what both have in common.
 *
 * @param name for operators, such as {@code "lan0"}
 * @param left one end
 * @param right the other end
 * @param queues wished of each end, each way: one for every worker in threading mode {@code shared}
 * @param mtu in bytes, 0 to leave what the devices have
 * @param rss how flows are spread over queues; by addresses alone, fragments go where their flow goes
 * @param rxDescriptors frames a receive queue can hold, 0 for the driver's choice
 * @param txDescriptors frames a transmit queue can hold, 0 for the driver's choice
 * @param transmitAttempts calls to a device until frames that it does not take are freed and counted; each takes some
 *     100 ns, so 16 bridge a burst of some microseconds
 * @param checksum whether devices judge checksums where they can
 * @param linkPropagation whether a link that goes down on one side is taken down on the other
 */
public record WireSettings(String name, PortSettings left, PortSettings right, int queues, int mtu, Rss rss,
        int rxDescriptors, int txDescriptors, int transmitAttempts, boolean checksum, boolean linkPropagation) {
    private static final int TRANSMIT_ATTEMPTS = 16;
    private static final int LEAST_MTU = 68;
    private static final int GREATEST_MTU = 16_000;

    /** Refuses what no device can do. */
    public WireSettings {
        require(name != null && !name.isBlank(), "a wire", "name", name, "a word");
        require(queues >= 1, name, "queues", queues, "1 or more");
        require(mtu == 0 || mtu >= LEAST_MTU && mtu <= GREATEST_MTU, name, "mtu", mtu,
                "0 (leave it) or " + LEAST_MTU + " to " + GREATEST_MTU);
        require(rxDescriptors >= 0, name, "rx-descriptors", rxDescriptors, "0 (the driver's choice) or more");
        require(txDescriptors >= 0, name, "tx-descriptors", txDescriptors, "0 (the driver's choice) or more");
        require(transmitAttempts >= 1, name, "transmit-attempts", transmitAttempts, "1 or more");
    }

    /** A wire of one queue with the defaults. */
    public static WireSettings of(String name, PortSettings left, PortSettings right) {
        return new WireSettings(name, left, right, 1, 0, Rss.ADDRESSES, 0, 0, TRANSMIT_ATTEMPTS, false, true);
    }

    /** The same with another number of queues. */
    public WireSettings withQueues(int wished) {
        return new WireSettings(name, left, right, wished, mtu, rss, rxDescriptors, txDescriptors, transmitAttempts,
                checksum, linkPropagation);
    }

    /** The same with another MTU. */
    public WireSettings withMtu(int bytes) {
        return new WireSettings(name, left, right, queues, bytes, rss, rxDescriptors, txDescriptors, transmitAttempts,
                checksum, linkPropagation);
    }

    private static void require(boolean right, String wire, String setting, Object value, String allowed) {
        if (!right) {
            throw new PortException("wire " + wire + ": " + setting + " is " + value + ", allowed is " + allowed);
        }
    }
}
