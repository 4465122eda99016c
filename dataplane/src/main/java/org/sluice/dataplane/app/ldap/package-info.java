/**
 * LDAP (RFC 4511): requests with all their responses.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.ldap;
