/**
 * DHCP for IPv4 (RFC 2131, RFC 2132): every message is a transaction. Hot; one inspector's thread. Neighbours: {@code
 * app} for the shape of parsers.
 */
package org.sluice.dataplane.app.dhcp;
