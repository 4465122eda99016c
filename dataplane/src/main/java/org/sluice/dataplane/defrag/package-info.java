/**
 * Defrag: IP fragments to whole datagrams, inline. Fragments go on as they come; what they carry is kept, and when the
 * last missing byte arrives the datagram is put together, decoded and inspected, so that the verdict falls on the
 * fragment that completes it. After a drop the rest of that datagram's fragments, and repeats of them, are dropped too.
 *
 * <p>Hot for fragments only; whole packets never come here. Owned by an inspector's thread; fixed memory, taken at the
 * start; no allocation per packet. Neighbours: {@code decode} tells fragments apart and decodes the datagram; the
 * inspector calls {@link org.sluice.dataplane.defrag.Defragmenter#onFragment} and walks on to what it appends.
 */
package org.sluice.dataplane.defrag;
