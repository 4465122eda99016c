/**
 * QUIC (RFC 9000, RFC 9369) as far as it can be read without keys: the version, and the hellos in Initial packets,
 * whose keys follow from the client's first connection id (RFC 9001, 5.2). Google's own versions before it sent the
 * client's hello in the clear.
 *
 * <p>Hot; one inspector's thread. How many packets of a flow are decrypted is bounded. Neighbours: {@code app.tls}
 * reads hellos and makes their fingerprints.
 */
package org.sluice.dataplane.app.quic;
