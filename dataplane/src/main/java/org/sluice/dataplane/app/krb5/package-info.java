/**
 * Kerberos 5 (RFC 4120) over TCP and UDP: kind, names and encryption of each message.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.krb5;
