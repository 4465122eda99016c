/**
 * TCP, inline: is a packet a valid part of its session, and which bytes does it add to the stream?
 *
 * <p>{@link org.sluice.dataplane.stream.StreamEngine} takes each TCP packet after {@code flow}. It follows both ends'
 * state machines (RFC 9293, 5961, 7323), refuses what an end would refuse or might be fooled by, and puts the payload
 * in order. The bytes are given to the {@link org.sluice.dataplane.stream.StreamListener} before the packet is let
 * through, as a contiguous {@link org.sluice.dataplane.stream.StreamWindow}: new bytes behind a bounded tail of old
 * ones. The bytes accepted first are the truth; a later copy that differs raises an event and is dropped by default.
 *
 * <p>Owned by one inspector thread, hot: sessions and blocks come from pools of fixed size, and when one is empty a
 * policy decides and a counter tells. Neighbours: {@code flow} before it, {@code app} and {@code detect} behind it.
 */
package org.sluice.dataplane.stream;
