package org.sluice.dataplane.defrag;

import java.util.function.ObjLongConsumer;

/** What a defragmenter has seen since start, and what it holds. Plain fields written by one thread. */
public final class DefragCounters {
    public long ipv4Fragments;
    public long ipv4Reassembled;
    public long ipv6Fragments;
    public long ipv6Reassembled;
    /** Datagrams given up because their rest did not come in time. */
    public long timeouts;
    /** Fragments that overlapped another one. */
    public long overlaps;
    /** Of these, and of those that differed in the datagram's length, fragments that contradicted another one. */
    public long conflicts;
    /** Fragments that end past the greatest datagram. */
    public long tooLarge;
    /** Fragments that no host can take: without data, of odd length, or with a wrong header checksum. */
    public long ignored;
    /** Fragments that found no tracker, memory, or place among the packets of the burst. */
    public long exhausted;
    /** Fragments dropped because their datagram was. */
    public long droppedWithDatagram;
    /** Datagrams remembered behind their end, because not all of their fragments may have reached the host. */
    public long closed;
    /** Datagrams in the making, or dropped and remembered. */
    public long trackersInUse;
    /** Bytes of blocks in use. */
    public long memoryInUse;

    /** Hands out every counter under the name it has in EVE statistics ({@code defrag.} before it). Cold. */
    public void forEach(ObjLongConsumer<String> to) {
        to.accept("ipv4.fragments", ipv4Fragments);
        to.accept("ipv4.reassembled", ipv4Reassembled);
        to.accept("ipv6.fragments", ipv6Fragments);
        to.accept("ipv6.reassembled", ipv6Reassembled);
        to.accept("tracker_timeout", timeouts);
        to.accept("overlaps", overlaps);
        to.accept("conflicts", conflicts);
        to.accept("too_large", tooLarge);
        to.accept("ignored", ignored);
        to.accept("max_trackers_reached", exhausted);
        to.accept("dropped_with_datagram", droppedWithDatagram);
        to.accept("closed", closed);
        to.accept("trackers_in_use", trackersInUse);
        to.accept("memuse", memoryInUse);
    }
}
