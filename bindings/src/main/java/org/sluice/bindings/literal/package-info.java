/**
 * Looking for one literal in one buffer: the shim's own search, 32 places at once.
 *
 * <p>Hot. Any thread. Neighbours: {@code dataplane.detect} verifies contents with it.
 */
package org.sluice.bindings.literal;
