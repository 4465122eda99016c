/**
 * WebSocket (RFC 6455), with compressed messages (RFC 7692): begins where HTTP says so, and has no mark of its own. A
 * transaction is a message, its fragments put together, or a control frame. Hot; one inspector's thread. Neighbours:
 * {@code app.http} upgrades to it.
 */
package org.sluice.dataplane.app.websocket;
