/**
 * HTTP/1 (RFC 9112) as clients and servers really read it: any line end, folding, odd status lines, chunks that are
 * none, several layers of compression. Where readings differ, the one is taken that shows detection most.
 *
 * <p>Hot; owned by the inspector's thread. {@link org.sluice.dataplane.app.http.HttpParser} is the door;
 * {@code HttpRequestReader} and {@code HttpResponseReader} are the two state machines, {@code HttpFields} keeps header
 * fields, {@code HttpBody} undoes transfer and content coding, {@code UriNormalizer} says what a server would see.
 */
package org.sluice.dataplane.app.http;
