/**
 * Ports: where frames enter and leave. A {@link org.sluice.dataplane.port.Burst} is filled by a
 * {@link org.sluice.dataplane.port.FrameSource} and sent by a {@link org.sluice.dataplane.port.FrameSink}; DPDK devices
 * and capture files are both.
 *
 * <p>{@link org.sluice.dataplane.port.DpdkEnvironment} opens wires from settings and refuses what devices would; its
 * queues are sources and sinks. {@link org.sluice.dataplane.port.LinkWatch} carries a link's going down across a wire.
 *
 * <p>Limits of drivers that no setting mends: net_af_packet gives service tags (802.1ad, 0x88a8) back as customer tags
 * (0x8100), since the kernel takes tags off and the driver puts them on again; net_af_xdp holds a frame in one page;
 * net_tap sends frames up to 1,522 bytes.
 *
 * <p>Hot: receive and transmit run on the I/O thread of a worker. Cold: opening, link state, statistics. Neighbours:
 * {@code pipeline} owns the threads and the rings that bursts lie in; {@code decode} reads the frames.
 */
package org.sluice.dataplane.port;
