/**
 * NTP (RFC 5905): version, mode, stratum and reference of each datagram.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.ntp;
