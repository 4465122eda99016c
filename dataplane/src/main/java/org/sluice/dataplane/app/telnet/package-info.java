/**
 * Telnet (RFC 854): no transactions; what both ends type and negotiate is marked as frames.
 *
 * <p>Hot; the inspector's thread.
 */
package org.sluice.dataplane.app.telnet;
