package org.sluice.bindings.dpdk;

import java.lang.foreign.MemorySegment;

/**
 * What a device has counted.
 *
 * @param rxFrames frames received
 * @param txFrames frames sent
 * @param rxBytes bytes received
 * @param txBytes bytes sent
 * @param rxMissed frames lost because no descriptor was free: we were too slow
 * @param rxErrors frames lost because they were damaged
 * @param txErrors frames that could not be sent
 * @param rxNoBuffer times the packet pool was empty
 */
public record PortStats(long rxFrames, long txFrames, long rxBytes, long txBytes, long rxMissed, long rxErrors,
        long txErrors, long rxNoBuffer) {

    static PortStats read(MemorySegment stats) {
        return new PortStats(
                sluice_port_stats.rx_frames(stats),
                sluice_port_stats.tx_frames(stats),
                sluice_port_stats.rx_bytes(stats),
                sluice_port_stats.tx_bytes(stats),
                sluice_port_stats.rx_missed(stats),
                sluice_port_stats.rx_errors(stats),
                sluice_port_stats.tx_errors(stats),
                sluice_port_stats.rx_no_buffer(stats));
    }
}
