/**
 * Flows: which conversation a packet belongs to, in which direction, and what is remembered of it.
 *
 * <p>{@link org.sluice.dataplane.flow.FlowTable} is the door: {@code prepare} hashes a burst's packets and touches the
 * memory they will need, {@code assign} finds or makes the flow of each packet in order, {@code pass} counts datagrams
 * for flows that have no use for more, {@code advance} ends flows that have been silent. Records lie off heap, at one
 * index each; {@link org.sluice.dataplane.flow.Flow} is a flyweight over them. Every flow that ends is told to the
 * {@link org.sluice.dataplane.flow.FlowListener} once, before its record is used again.
 *
 * <p>Owned by one inspector thread, hot: no allocation after construction, no locks. Settings, timeouts and statistics
 * are cold. Neighbours: {@code decode} fills the packets; {@code stream} keeps TCP's state in the flow; {@code app} and
 * {@code detect} hang their state on a flow's index.
 */
package org.sluice.dataplane.flow;
