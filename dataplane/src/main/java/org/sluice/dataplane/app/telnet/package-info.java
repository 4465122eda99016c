/**
 * Telnet (RFC 854): lines of data and commands, as frames; there are no transactions. Hot; one inspector's thread.
 * Neighbours: {@code app} for frames.
 */
package org.sluice.dataplane.app.telnet;
