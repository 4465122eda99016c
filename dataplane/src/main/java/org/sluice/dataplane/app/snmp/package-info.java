/**
 * SNMP 1, 2c and 3 (RFC 1157, 1901, 3416, 3414): version, community or user, kind of PDU and trap.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.snmp;
