/**
 * IKE 1 and 2 (RFC 2408, RFC 7296) over UDP: exchange, SPIs, and the payloads that are not encrypted.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.ike;
