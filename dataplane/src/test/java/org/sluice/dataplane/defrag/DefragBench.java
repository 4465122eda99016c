package org.sluice.dataplane.defrag;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.sluice.dataplane.contract.PolicyAction;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;

/** A decoder and a defragmenter that datagrams are sent to one by one, at a time that the test sets. */
final class DefragBench {
    static final int RAW = 101;
    static final int ETHERNET = 1;

    final Defragmenter defragmenter;
    final List<Packet> completed = new ArrayList<>();
    long nowNs = 1_000_000_000L;
    private final Decoder decoder = new Decoder(DecoderSettings.defaults());
    private PacketList list;

    DefragBench() {
        this(small());
    }

    DefragBench(DefragSettings settings) {
        defragmenter = new Defragmenter(settings.withSecret(42), decoder, Arena.ofAuto());
    }

    /** Little memory, which is quick to make; contradictions go by the host's policy. */
    static DefragSettings small() {
        return strict().withActions(PolicyAction.IGNORE, PolicyAction.IGNORE);
    }

    /** The defaults with little memory: contradictions are dropped. */
    static DefragSettings strict() {
        return DefragSettings.defaults().withLimits(256, 1 << 20, 60_000_000_000L);
    }

    /** Sends a raw IP packet; returns it decoded. */
    Packet send(byte[] datagram) {
        return send(RAW, datagram);
    }

    /** Sends a packet; every datagram it completes, tunnels and nested fragments included, goes to the list. */
    Packet send(int linkType, byte[] bytes) {
        list = new PacketList(64);
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(bytes.length, 1)).asSlice(0, bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return inspect(linkType, memory);
    }

    /** The same for bytes in native memory; the packets of the frame before are used again. */
    Packet sendAgain(int linkType, MemorySegment bytes) {
        if (list == null) {
            list = new PacketList(64);
        }
        list.clear();
        return inspect(linkType, bytes);
    }

    private Packet inspect(int linkType, MemorySegment memory) {
        Packet packet = list.claim();
        packet.wrap(memory, 0, (int) memory.byteSize(), linkType);
        packet.timestampNs = nowNs;
        decoder.decode(packet, list);
        completed.clear();
        for (int i = 0; i < list.size(); i++) {
            Packet next = list.get(i);
            if (next.isFragment) {
                defragmenter.onFragment(next, list);
            }
            if (next.origin == Packet.REASSEMBLED) {
                completed.add(next);
            }
        }
        return packet;
    }

    /** All packets of the last frame. */
    PacketList packets() {
        return list;
    }

    /** The one datagram that the last frame completed. */
    Packet datagram() {
        if (completed.size() != 1) {
            throw new AssertionError(completed.size() + " datagrams were completed");
        }
        return completed.get(0);
    }

    /** What IP carries in a packet. */
    static byte[] ipPayload(Packet packet) {
        byte[] bytes = new byte[packet.ipLength - packet.ipHeaderLength];
        MemorySegment.copy(packet.memory, ValueLayout.JAVA_BYTE,
                packet.offset + packet.ipOffset + packet.ipHeaderLength, bytes, 0, bytes.length);
        return bytes;
    }

    /** All bytes of a packet. */
    static byte[] bytes(Packet packet) {
        byte[] bytes = new byte[packet.length];
        MemorySegment.copy(packet.memory, ValueLayout.JAVA_BYTE, packet.offset, bytes, 0, bytes.length);
        return bytes;
    }
}
