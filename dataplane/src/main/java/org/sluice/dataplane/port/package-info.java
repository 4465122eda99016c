/**
 * Ports: where frames enter and leave. A {@link org.sluice.dataplane.port.Burst} is filled by a
 * {@link org.sluice.dataplane.port.FrameSource} and sent by a {@link org.sluice.dataplane.port.FrameSink}; DPDK devices
 * and capture files are both.
 *
 * <p>Hot: receive and transmit run on the I/O thread of a worker. Cold: opening, link state, statistics. Neighbours:
 * {@code pipeline} owns the threads and the rings that bursts lie in; {@code decode} reads the frames.
 */
package org.sluice.dataplane.port;
