package org.sluice.bindings.dpdk;

import java.util.List;

/**
 * How a port was set up.
 *
 * @param rxQueues queues to receive from
 * @param txQueues queues to send to
 * @param rxDescriptors frames a receive queue can hold
 * @param txDescriptors frames a transmit queue can hold
 * @param mtu in bytes
 * @param rss how flows are spread over receive queues by the device
 * @param rssTypes DPDK's bits of what is hashed
 * @param scatter whether frames come in several buffers when they are long
 * @param promiscuous whether the device receives frames for other addresses
 * @param checksum whether the device judges checksums
 * @param clamped what is less than was wished, in words; empty when all was granted
 */
public record PortConfiguration(int rxQueues, int txQueues, int rxDescriptors, int txDescriptors, int mtu,
        PortRequest.Rss rss, long rssTypes, boolean scatter, boolean promiscuous, boolean checksum,
        List<Clamped> clamped) {

    /** A setting that the device lessened. */
    public record Clamped(Setting setting, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    /** Settings that a device may lessen. */
    public enum Setting {
        RX_QUEUES, TX_QUEUES, RX_DESCRIPTORS, TX_DESCRIPTORS, MTU, RSS, SCATTER, PROMISCUOUS, CHECKSUM
    }

    /** Whether {@code setting} is less than was wished. */
    public boolean isClamped(Setting setting) {
        return clamped.stream().anyMatch(each -> each.setting() == setting);
    }
}
