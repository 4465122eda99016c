/**
 * DNP3 (IEEE 1815) over TCP and UDP: link frames, transport segments, application fragments and the headers of their
 * objects.
 *
 * <p>Hot; owned by one inspector thread. A transaction is one application fragment, put together. Neighbour:
 * {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.dnp3;
