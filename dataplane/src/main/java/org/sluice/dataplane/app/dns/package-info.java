/**
 * DNS (RFC 1035) over UDP and TCP: each message is a transaction of its own, as in Suricata 7 and later.
 *
 * <p>Hot; owned by the inspector's thread. {@link org.sluice.dataplane.app.dns.DnsParser} is the door,
 * {@code DnsMessage} reads a message's sections into an index, {@code DnsNames} undoes name compression within bounds.
 */
package org.sluice.dataplane.app.dns;
