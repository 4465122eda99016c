/**
 * Conversations of two ends that are both the generator's, through a device: HTTP, TLS-like, DNS, attacks, or the
 * flows of
 * a capture, as many at once as wished, each from an address of its own (after RFC 9411). No kernel's stack is
 * needed: an
 * end answers when what it waits for has arrived, and sends again what has not.
 *
 * <p>Hot, without allocation: {@link org.sluice.perf.conversation.Conversations}. Cold: scripts and results. Owning
 * thread:
 * the generator's. Neighbours: {@code generate} gives ports and thread.
 */
package org.sluice.perf.conversation;
