/**
 * TFTP (RFC 1350): what is asked for.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.tftp;
