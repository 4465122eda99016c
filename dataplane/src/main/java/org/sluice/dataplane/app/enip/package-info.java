/**
 * EtherNet/IP (ODVA volume 2) over TCP and UDP, with the CIP messages in it.
 *
 * <p>Hot; owned by one inspector thread. A transaction is a request with its answer. Neighbour: {@code app} for the
 * shape of parsers.
 */
package org.sluice.dataplane.app.enip;
