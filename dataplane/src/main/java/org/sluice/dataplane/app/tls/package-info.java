/**
 * TLS and its forebears (RFC 8446, RFC 5246, RFC 6101, SSL 2.0): the clear part of the handshake, as one transaction a
 * flow.
 *
 * <p>Hot; owned by the inspector's thread. {@link org.sluice.dataplane.app.tls.TlsParser} is the door;
 * {@code TlsRecords} puts handshake messages together across records and segments, {@code ClientHello} and
 * {@code ServerHello} find their way in them, {@code X509} and {@code DerReader} read certificates within bounds,
 * {@code Ja3} and {@code Ja4} make fingerprints. Once both ends encrypt, the session is said to be bypassed.
 */
package org.sluice.dataplane.app.tls;
