package org.sluice.dataplane.defrag;

import java.util.Arrays;
import org.sluice.dataplane.decode.Octets;
import org.sluice.dataplane.decode.Packet;

/**
 * The datagrams in the making: a fixed number of slots as columns, found by a keyed hash of addresses, identification,
 * protocol and VLANs, and kept in the order of their first fragments for timeouts.
 */
final class DatagramTable {
    static final int NONE = -1;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    /** Blocks a datagram of full length takes. */
    static final int BLOCKS = 65_536 / BlockPool.DATA;

    // What a datagram is found by.
    private final long[] sourceHigh;
    private final long[] sourceLow;
    private final long[] destinationHigh;
    private final long[] destinationLow;
    private final long[] tags;
    private final int[] identification;

    // Chains: of a bucket; of age, oldest first; of free slots (through nextInBucket).
    private final int[] buckets;
    private final int[] nextInBucket;
    private final int[] older;
    private final int[] younger;
    private final int[] bucketOf;
    private int oldest = NONE;
    private int youngest = NONE;
    private int firstFree;
    private int size;

    // What is known of a datagram.
    final long[] firstSeenNs;
    final OverlapPolicy[] policy;
    /** Dropped or closed: without blocks, remembered so that its other fragments are dropped too. */
    final boolean[] dropped;
    /** What its fragments have in common that decides whether they arrive: see {@link #note}. */
    private final long[] look;
    /** They differ in it, so that some may not have arrived. */
    final boolean[] irregular;
    /** Bytes of the whole payload, or {@link #NONE} until the last fragment came. */
    final int[] total;
    /** Units of 8 bytes that are there. */
    final int[] covered;
    /** Where the fragment that reaches furthest ends. */
    final int[] reach;
    /** {@link #BLOCKS} for each slot: blocks by their place in the datagram. */
    final int[] blocks;
    /** Bytes of the kept header, link layer included; 0 until the fragment with offset 0 came. */
    final int[] headerLength;
    /** Where in the kept header the IP header begins. */
    final int[] ipOffset;
    final int[] linkType;

    private final long secret;

    DatagramTable(int slots, long secret) {
        this.secret = secret;
        sourceHigh = new long[slots];
        sourceLow = new long[slots];
        destinationHigh = new long[slots];
        destinationLow = new long[slots];
        tags = new long[slots];
        identification = new int[slots];
        buckets = new int[Integer.highestOneBit(Math.max(slots, 2) * 2 - 1)];
        nextInBucket = new int[slots];
        older = new int[slots];
        younger = new int[slots];
        bucketOf = new int[slots];
        firstSeenNs = new long[slots];
        policy = new OverlapPolicy[slots];
        dropped = new boolean[slots];
        look = new long[slots];
        irregular = new boolean[slots];
        total = new int[slots];
        covered = new int[slots];
        reach = new int[slots];
        blocks = new int[slots * BLOCKS];
        headerLength = new int[slots];
        ipOffset = new int[slots];
        linkType = new int[slots];
        Arrays.fill(buckets, NONE);
        for (int i = 0; i < slots; i++) {
            nextInBucket[i] = i + 1 < slots ? i + 1 : NONE;
        }
    }

    int size() {
        return size;
    }

    /** Slot of the datagram whose first fragment came first, or {@link #NONE}. */
    int oldest() {
        return oldest;
    }

    /** Slot of the datagram a fragment is of, or {@link #NONE}. */
    int find(Packet packet) {
        long tag = tag(packet);
        int slot = buckets[bucket(packet, tag)];
        while (slot != NONE && !matches(slot, packet, tag)) {
            slot = nextInBucket[slot];
        }
        return slot;
    }

    /** A slot for the datagram a fragment is of, or {@link #NONE} when all are taken. */
    int add(Packet packet) {
        int slot = firstFree;
        if (slot == NONE) {
            return NONE;
        }
        firstFree = nextInBucket[slot];
        long tag = tag(packet);
        sourceHigh[slot] = packet.sourceHigh;
        sourceLow[slot] = packet.sourceLow;
        destinationHigh[slot] = packet.destinationHigh;
        destinationLow[slot] = packet.destinationLow;
        tags[slot] = tag;
        identification[slot] = packet.ipId;
        firstSeenNs[slot] = packet.timestampNs;
        dropped[slot] = false;
        look[slot] = look(packet);
        irregular[slot] = false;
        total[slot] = NONE;
        covered[slot] = 0;
        reach[slot] = 0;
        headerLength[slot] = 0;
        Arrays.fill(blocks, slot * BLOCKS, (slot + 1) * BLOCKS, BlockPool.NONE);
        link(slot, bucket(packet, tag));
        size++;
        return slot;
    }

    /**
     * Notes whether a fragment may have met another fate than the others: its TTL, traffic class or Ethernet
     * destination differs, or it has what honest fragments have not (options, extension headers, "don't fragment").
     */
    void note(int slot, Packet fragment) {
        boolean plain = fragment.ipVersion == 4
                ? fragment.ipHeaderLength == IPV4_HEADER && !fragment.dontFragment && !fragment.reservedBit
                : fragment.fragmentHeaderOffset - fragment.ipOffset == IPV6_HEADER;
        irregular[slot] |= !plain || look(fragment) != look[slot];
    }

    private static long look(Packet fragment) {
        long look = fragment.ethernetOffset < 0 ? 0
                : Octets.i64(fragment.memory, fragment.offset + fragment.ethernetOffset) & 0xffff_ffff_ffff_0000L;
        return look | fragment.ttl << 8 | fragment.tos;
    }

    /** Frees a slot; its blocks have been given back. */
    void remove(int slot) {
        int bucket = bucketOf[slot];
        int before = NONE;
        for (int i = buckets[bucket]; i != slot; i = nextInBucket[i]) {
            before = i;
        }
        if (before == NONE) {
            buckets[bucket] = nextInBucket[slot];
        } else {
            nextInBucket[before] = nextInBucket[slot];
        }
        if (older[slot] == NONE) {
            oldest = younger[slot];
        } else {
            younger[older[slot]] = younger[slot];
        }
        if (younger[slot] == NONE) {
            youngest = older[slot];
        } else {
            older[younger[slot]] = older[slot];
        }
        nextInBucket[slot] = firstFree;
        firstFree = slot;
        size--;
    }

    private void link(int slot, int bucket) {
        bucketOf[slot] = bucket;
        nextInBucket[slot] = buckets[bucket];
        buckets[bucket] = slot;
        older[slot] = youngest;
        younger[slot] = NONE;
        if (youngest == NONE) {
            oldest = slot;
        } else {
            younger[youngest] = slot;
        }
        youngest = slot;
    }

    private boolean matches(int slot, Packet packet, long tag) {
        return identification[slot] == packet.ipId && tags[slot] == tag
                && sourceLow[slot] == packet.sourceLow && destinationLow[slot] == packet.destinationLow
                && sourceHigh[slot] == packet.sourceHigh && destinationHigh[slot] == packet.destinationHigh;
    }

    /** VLANs (12 bits each; 0 is none), protocol, tunnel depth and IP version. */
    private static long tag(Packet packet) {
        long tag = packet.protocol;
        tag = tag << 8 | packet.depth & 0xff;
        tag = tag << 4 | packet.ipVersion;
        for (int i = 0; i < packet.vlanCount; i++) {
            if (packet.vlans[i] != 0) {
                tag = tag << 12 | packet.vlans[i];
            }
        }
        return tag;
    }

    private int bucket(Packet packet, long tag) {
        long hash = fold(packet.sourceHigh ^ secret, packet.sourceLow + Long.rotateLeft(secret, 17) | 1);
        hash = fold(hash ^ packet.destinationHigh, packet.destinationLow ^ Long.rotateLeft(secret, 31) | 1);
        hash = fold(hash ^ packet.ipId, tag ^ Long.rotateLeft(secret, 47) | 1);
        return (int) hash & buckets.length - 1;
    }

    /** Multiply and fold, as in wyhash (public domain). */
    private static long fold(long x, long y) {
        return Math.unsignedMultiplyHigh(x, y) ^ x * y;
    }
}
