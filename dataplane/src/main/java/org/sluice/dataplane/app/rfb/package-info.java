/**
 * RFB (RFC 6143), the protocol of VNC, up to the desktop's name: versions, security, its result. A flow is one
 * transaction. Hot; one inspector's thread. Neighbours: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.rfb;
