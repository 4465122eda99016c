/**
 * Ports through DPDK. {@link org.sluice.bindings.dpdk.Dpdk} starts the environment and finds ports;
 * {@link org.sluice.bindings.dpdk.PacketPool} is packet memory; {@link org.sluice.bindings.dpdk.Port} is set up,
 * started and watched; {@link org.sluice.bindings.dpdk.RxQueue} and {@link org.sluice.bindings.dpdk.TxQueue} move
 * bursts.
 *
 * <p>Hot: {@code RxQueue.receive}, {@code TxQueue.send}: one thread a queue, registered with
 * {@link org.sluice.bindings.dpdk.Dpdk#registerThread}. Cold: everything else, by one thread at a time. Neighbour:
 * {@code dataplane.port}.
 */
package org.sluice.bindings.dpdk;
