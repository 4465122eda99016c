package org.sluice.dataplane.defrag;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.security.SecureRandom;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.PolicyAction;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.rules.image.DecoderEvent;

/**
 * Puts IPv4 (RFC 791, 815) and IPv6 (RFC 8200, section 4.5) fragments together. One for each inspector; used by its
 * thread alone.
 *
 * <p>Bytes lie in blocks by their place in the datagram, so that the cost of a fragment is that of its length and not
 * of how many others there are, in whatever order an attacker sends them.
 */
public final class Defragmenter {
    private static final int MAX_DATAGRAM = 65_535;
    /** Slots looked at for timeouts with each fragment. */
    private static final int EXPIRE_PER_FRAGMENT = 4;
    /** Datagrams of greatest length that are valid at the same time: as many as a frame has layers. */
    private static final int OUTPUTS = 16;

    private final DefragSettings settings;
    /** Fragments that contradict others are dropped. */
    private final boolean strict;
    private final Decoder decoder;
    private final DatagramTable table;
    private final BlockPool pool;
    private final Reassembly reassembly;
    private final DefragCounters counters = new DefragCounters();

    /**
     * @param decoder decodes the datagrams
     * @param allocator of its memory: zeroed, as arenas give it
     */
    public Defragmenter(DefragSettings settings, Decoder decoder, SegmentAllocator allocator) {
        this.settings = settings;
        strict = settings.conflictAction() == PolicyAction.DROP_PACKET;
        this.decoder = decoder;
        long secret = settings.secret() != 0 ? settings.secret() : new SecureRandom().nextLong() | 1;
        table = new DatagramTable(settings.trackers(), secret);
        pool = new BlockPool(allocator, settings.memoryBytes());
        reassembly = new Reassembly(table, pool, allocator, settings.trackers(), OUTPUTS);
    }

    /** What it was made with. */
    public DefragSettings settings() {
        return settings;
    }

    /** What it has seen and holds. */
    public DefragCounters counters() {
        counters.trackersInUse = table.size();
        counters.memoryInUse = pool.bytesInUse();
        return counters;
    }

    /**
     * Takes what a fragment carries. Raises events on it, and drops it where a policy says so.
     *
     * @param fragment a packet with {@link Packet#isFragment}
     * @param list the datagram is appended to it, decoded, and behind it what was found inside; they are to be
     *     inspected as packets of the fragment's frame. Their memory stays as it is until {@value #OUTPUTS} more
     *     datagrams were completed
     * @return whether the fragment completed its datagram
     */
    public boolean onFragment(Packet fragment, PacketList list) {
        boolean completed = follow(fragment, list);
        counters();
        return completed;
    }

    private boolean follow(Packet fragment, PacketList list) {
        expire(fragment.timestampNs, EXPIRE_PER_FRAGMENT);
        count(fragment);
        int slot = table.find(fragment);
        if (slot != DatagramTable.NONE && table.dropped[slot]) {
            counters.droppedWithDatagram++;
            fragment.drop(DropReason.DEFRAG_ERROR.ordinal());
            return false;
        }
        if (fragment.ipChecksumBad) {
            counters.ignored++;
            return false;
        }
        int end = checkedEnd(fragment);
        if (end == DatagramTable.NONE) {
            return false;
        }
        if (slot == DatagramTable.NONE) {
            slot = begin(fragment);
        }
        if (slot == DatagramTable.NONE || !reassembly.hasRoom(slot, fragment.fragmentOffset, end)
                || !reassembly.keepHeader(slot, fragment)) {
            exhausted(fragment);
            discardIfEmpty(slot);
            return false;
        }
        return take(slot, fragment, end, list);
    }

    /**
     * Tells that a datagram was dropped: the rest of its fragments, and repeats of those seen, are dropped until the
     * timeout.
     *
     * @param datagram the packet that {@link #onFragment} appended, or the fragment that completed it
     */
    public void onDropped(Packet datagram) {
        Packet fragment = datagram.origin == Packet.REASSEMBLED ? datagram.outer : datagram;
        int slot = table.find(fragment);
        if (slot == DatagramTable.NONE) {
            slot = table.add(fragment);
        }
        if (slot == DatagramTable.NONE) {
            release(table.oldest());
            slot = table.add(fragment);
        }
        reassembly.giveBack(slot);
        table.dropped[slot] = true;
    }

    /**
     * Gives up datagrams that are too old.
     *
     * @param limit most to look at
     * @return datagrams given up
     */
    public int expire(long nowNs, int limit) {
        int expired = 0;
        for (int i = 0; i < limit; i++) {
            int slot = table.oldest();
            if (slot == DatagramTable.NONE || nowNs - table.firstSeenNs[slot] < settings.timeoutNs()) {
                break;
            }
            if (!table.dropped[slot]) {
                counters.timeouts++;
            }
            release(slot);
            expired++;
        }
        return expired;
    }

    private void count(Packet fragment) {
        if (fragment.ipVersion == 4) {
            counters.ipv4Fragments++;
        } else {
            counters.ipv6Fragments++;
        }
    }

    /** Where a fragment's bytes end in the datagram, or NONE with an event when no host can take it. */
    private int checkedEnd(Packet fragment) {
        int length = fragment.payloadLength;
        if (fragment.moreFragments && length % BlockPool.UNIT != 0) {
            // Linux cuts it, others refuse it; RFC 8200 refuses it.
            length = fragment.ipVersion == 4 && !strict ? length & -BlockPool.UNIT : 0;
        }
        if (length == 0) {
            counters.ignored++;
            raiseIgnored(fragment);
            if (strict) {
                fragment.drop(DropReason.DEFRAG_ERROR.ordinal());
            }
            return DatagramTable.NONE;
        }
        int end = fragment.fragmentOffset + length;
        int headers = fragment.ipVersion == 4 ? fragment.ipHeaderLength : 0;
        if (headers + end > MAX_DATAGRAM) {
            tooLarge(fragment);
            return DatagramTable.NONE;
        }
        return end;
    }

    private int begin(Packet fragment) {
        int slot = table.add(fragment);
        if (slot != DatagramTable.NONE) {
            table.policy[slot] = policyOf(fragment);
        }
        return slot;
    }

    private OverlapPolicy policyOf(Packet fragment) {
        for (int i = 0; i < settings.hostPolicies().size(); i++) {
            HostPolicy host = settings.hostPolicies().get(i);
            if (host.covers(fragment.ipVersion, fragment.destinationHigh, fragment.destinationLow)) {
                return host.policy();
            }
        }
        return settings.defaultPolicy();
    }

    private boolean take(int slot, Packet fragment, int end, PacketList list) {
        if (strict && reassembly.contradicts(slot, fragment, end)) {
            // It reaches no host, so that the bytes that came first are those of every host.
            countOverlap(fragment);
            counters.conflicts++;
            fragment.drop(DropReason.DEFRAG_ERROR.ordinal());
            return false;
        }
        table.note(slot, fragment);
        int found = reassembly.insert(slot, fragment, end);
        if (found != Reassembly.NOTHING) {
            countOverlap(fragment);
        }
        if (found == Reassembly.CONFLICT) {
            counters.conflicts++;
        }
        return reassembly.isComplete(slot) && complete(slot, fragment, list);
    }

    private void countOverlap(Packet fragment) {
        counters.overlaps++;
        fragment.raise(fragment.ipVersion == 4 ? DecoderEvent.IPV4_FRAG_OVERLAP : DecoderEvent.IPV6_FRAG_OVERLAP);
    }

    private boolean complete(int slot, Packet fragment, PacketList list) {
        Packet datagram = null;
        if (reassembly.datagramLength(slot) > MAX_DATAGRAM) {
            tooLarge(fragment);
        } else {
            datagram = list.claim();
            if (datagram == null) {
                exhausted(fragment);
            }
        }
        if (datagram != null) {
            MemorySegment memory = reassembly.output();
            long at = reassembly.assemble(slot, fragment.ipVersion);
            datagram.wrap(memory, at, reassembly.assembledLength(slot), table.linkType[slot]);
            decoder.decodeReassembled(datagram, table.ipOffset[slot], fragment, list);
            if (fragment.ipVersion == 4) {
                counters.ipv4Reassembled++;
            } else {
                counters.ipv6Reassembled++;
            }
        }
        if (strict && (datagram == null || table.irregular[slot])) {
            close(slot);
        } else {
            release(slot);
        }
        return datagram != null;
    }

    /**
     * Of a datagram that is complete here, some fragments may not have reached the host, or the whole was not
     * inspected: what comes of it later could complete it there alone, and is dropped.
     */
    private void close(int slot) {
        counters.closed++;
        reassembly.giveBack(slot);
        table.dropped[slot] = true;
    }

    private void tooLarge(Packet fragment) {
        counters.tooLarge++;
        fragment.raise(fragment.ipVersion == 4
                ? DecoderEvent.IPV4_FRAG_PKT_TOO_LARGE : DecoderEvent.IPV6_FRAG_PKT_TOO_LARGE);
    }

    private void exhausted(Packet fragment) {
        counters.exhausted++;
        raiseIgnored(fragment);
        if (settings.exhaustedAction() == PolicyAction.DROP_PACKET) {
            fragment.drop(DropReason.DEFRAG_MEMCAP.ordinal());
        }
    }

    private static void raiseIgnored(Packet fragment) {
        fragment.raise(fragment.ipVersion == 4 ? DecoderEvent.IPV4_FRAG_IGNORED : DecoderEvent.IPV6_FRAG_IGNORED);
    }

    private void discardIfEmpty(int slot) {
        if (slot != DatagramTable.NONE && table.covered[slot] == 0) {
            release(slot);
        }
    }

    private void release(int slot) {
        reassembly.giveBack(slot);
        table.remove(slot);
    }
}
