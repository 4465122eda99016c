package org.sluice.dataplane.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.decode.DatagramGlance;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;

/**
 * Knows for the packets of a burst, before they are looked at one by one, which flow each most likely belongs to, and
 * has the memory of both look-ups fetched while others are worked on: a look-up then waits for none of its two cache
 * lines. What it says is checked against the record by who uses it.
 */
final class FlowLookahead {
    /** No flow. */
    static final int NONE = -1;

    /** Packets of a burst that are looked ahead for; those after them are looked up without. */
    private static final int PACKETS = 512;
    /** Records are asked for in groups of so many, so that the first have come when the last are asked for. */
    private static final int GROUP = 16;
    // All fields are aligned; layouts that say so would have it checked at every access.
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final FlowHash hash;
    private final FlowBuckets buckets;
    private final MemorySegment records;
    private final boolean vlanTracking;
    private final FlowKey key = new FlowKey();
    private final MemorySegment lines;
    private final long[] hashes = new long[PACKETS];
    private final int[] sourceEnds = new int[PACKETS];
    private final int[] destinationEnds = new int[PACKETS];
    private final int[] candidates = new int[PACKETS];
    private int hashed;
    private int located;

    FlowLookahead(
            FlowHash hash, FlowBuckets buckets, MemorySegment records, boolean vlanTracking,
            SegmentAllocator allocator) {
        this.hash = hash;
        this.buckets = buckets;
        this.records = records;
        this.vlanTracking = vlanTracking;
        lines = allocator.allocate(ValueLayout.JAVA_LONG, PACKETS);
    }

    /** Hashes the packets from {@code from} on and has their buckets fetched. */
    void hash(PacketList packets, int from) {
        int to = Math.min(packets.size(), PACKETS);
        for (int i = from; i < to; i++) {
            hash(packets.get(i), i);
        }
        if (to > from) {
            Posix.prefetch(buckets.memory(), lines, from, to - from);
        }
        hashed = to;
        located = 0;
    }

    /**
     * Hashes those of the datagrams {@code from..to-1} that have a bit in {@code chosen} and has their buckets fetched:
     * in place of packets, at the same positions.
     */
    void hash(DatagramGlance glance, long chosen, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((chosen >>> i & 1) != 0) {
                long source = glance.sources[i];
                long destination = glance.destinations[i];
                set(i, hash.end(0, source >>> 16, (int) source & 0xffff),
                        hash.end(0, destination >>> 16, (int) destination & 0xffff), FlowKey.UDP_IN_IPV4);
            } else {
                skip(i);
            }
        }
        if ((chosen >>> from) != 0) {
            Posix.prefetch(buckets.memory(), lines, from, to - from);
        }
        hashed = to;
        located = 0;
    }

    /** Finds the likely records of all packets hashed, and has them fetched. */
    void locate() {
        for (int from = 0; from < hashed; from += GROUP) {
            int to = Math.min(from + GROUP, hashed);
            int most = NONE;
            for (int i = from; i < to; i++) {
                int candidate = candidates[i] == NONE ? NONE : buckets.first(hashes[i]);
                candidates[i] = candidate;
                most = Math.max(most, candidate);
                lines.set(LONG, 8L * i, (long) Math.max(candidate, 0) * FlowRecord.BYTES);
            }
            if (most != NONE) {
                Posix.prefetch(records, lines, from, to - from);
            }
        }
        located = hashed;
        hashed = 0;
    }

    /** The likely record of the packet at {@code position}, or {@link #NONE}: then nothing below is known of it. */
    int candidate(int position) {
        return position >= 0 && position < located ? candidates[position] : NONE;
    }

    /** Replaces that record. */
    void candidate(int position, int index) {
        candidates[position] = index;
    }

    long hash(int position) {
        return hashes[position];
    }

    int sourceEnd(int position) {
        return sourceEnds[position];
    }

    int destinationEnd(int position) {
        return destinationEnds[position];
    }

    private void hash(Packet packet, int i) {
        long meta = FlowKey.plainMeta(packet);
        if (meta == FlowKey.NOT_PLAIN) {
            hashOther(packet, i);
        } else {
            set(i, hash.end(packet.sourceHigh, packet.sourceLow, packet.sourcePort),
                    hash.end(packet.destinationHigh, packet.destinationLow, packet.destinationPort), meta);
        }
    }

    /** ICMP errors are rare, and not looked ahead for. */
    private void hashOther(Packet packet, int i) {
        if (key.load(packet, vlanTracking) && !key.isError) {
            set(i, hash.end(key.sourceHigh, key.sourceLow, key.sourcePort),
                    hash.end(key.destinationHigh, key.destinationLow, key.destinationPort), key.meta);
        } else {
            skip(i);
        }
    }

    private void skip(int i) {
        candidates[i] = NONE;
        lines.set(LONG, 8L * i, 0);
    }

    private void set(int i, long source, long destination, long meta) {
        long joined = hash.join(source, destination, meta);
        hashes[i] = joined;
        sourceEnds[i] = (int) source;
        destinationEnds[i] = (int) destination;
        candidates[i] = 0;
        lines.set(LONG, 8L * i, buckets.offset(joined));
    }
}
