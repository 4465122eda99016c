package org.sluice.dataplane.decode;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;
import org.sluice.rules.image.DecoderEvent;

/** A frame and what was found in it, decoded in a region that ends with the frame's last byte. */
final class Decoded {
    final PacketList list = new PacketList(32);
    final Packet packet;
    final Decoder decoder;

    private Decoded(Decoder decoder, int linkType, byte[] bytes) {
        this.decoder = decoder;
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(bytes.length, 1)).asSlice(0, bytes.length);
        memory.copyFrom(MemorySegment.ofArray(bytes));
        packet = list.claim();
        packet.wrap(memory, 0, bytes.length, linkType);
        decoder.decode(packet, list);
    }

    static Decoded ethernet(byte[] frame) {
        return of(LinkType.ETHERNET, frame);
    }

    /** Raw IP. */
    static Decoded ip(byte[] datagram) {
        return of(LinkType.RAW, datagram);
    }

    static Decoded of(int linkType, byte[] bytes) {
        return of(DecoderSettings.defaults(), linkType, bytes);
    }

    static Decoded of(DecoderSettings settings, int linkType, byte[] bytes) {
        return new Decoded(new Decoder(settings), linkType, bytes);
    }

    /** The packet found as number {@code i} inside, from 1. */
    Packet inner(int i) {
        return list.get(i);
    }

    Set<DecoderEvent> events() {
        return events(packet);
    }

    static Set<DecoderEvent> events(Packet packet) {
        EnumSet<DecoderEvent> events = EnumSet.noneOf(DecoderEvent.class);
        for (DecoderEvent event : DecoderEvent.values()) {
            if (packet.has(event)) {
                events.add(event);
            }
        }
        return events;
    }

    static byte[] payload(Packet packet) {
        byte[] bytes = new byte[packet.payloadLength];
        MemorySegment.copy(packet.memory, java.lang.foreign.ValueLayout.JAVA_BYTE,
                packet.offset + packet.payloadOffset, bytes, 0, bytes.length);
        return bytes;
    }
}
