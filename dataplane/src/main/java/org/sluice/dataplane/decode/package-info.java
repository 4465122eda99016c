/**
 * Decode: from the bytes of a frame to the fields of a {@link org.sluice.dataplane.decode.Packet}. One file a protocol,
 * each of the same shape: a static {@code decode(decoder, packet, at, end)} that looks at the bytes {@code at..end-1}
 * of the packet, checks their number before each read, fills the packet's fields, and hands the rest to the protocol
 * it carries. What is malformed raises a {@link org.sluice.rules.image.DecoderEvent} and ends the decoding; nothing
 * throws. A packet found inside another one is claimed from the {@link org.sluice.dataplane.decode.PacketList} and
 * decoded in its turn.
 *
 * <p>Hot: the way Ethernet, IPv4, TCP is kept short, rare protocols lie out of its line. Allocates nothing. Owned by an
 * inspector's thread. Neighbours: {@code port} gives the frames; {@code defrag} puts fragments together and comes back
 * here with the datagram; all later stages read the packet.
 */
package org.sluice.dataplane.decode;
