/**
 * HTTP/2 (RFC 9113) with its header compression (RFC 7541), and DNS inside it (RFC 8484). A transaction is a stream: a
 * request and its response, with HTTP's buffers, and what its frames said; a frame of the whole connection (SETTINGS,
 * PING, GOAWAY and the like) is one of its own. Bounded are the table of header fields, a header block, what it may
 * expand to, and the live streams. Hot; one inspector's thread. Neighbours: {@code app.http} (heads, bodies), {@code
 * app.dns}.
 */
package org.sluice.dataplane.app.http2;
