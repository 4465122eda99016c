package org.sluice.dataplane.stream;

/** Counters of one stream engine. Written by the inspector's thread alone; others read copies it exports. */
public final class StreamStatistics {
    /** Sessions begun by a SYN. */
    public long sessions;
    /** Sessions begun in their middle. */
    public long midstreamSessions;
    /** Packets that met {@code stream.midstream-policy}. */
    public long midstreamPolicy;
    /** SYNs that found no free session and met {@code stream.memcap-policy}. */
    public long sessionMemcap;
    /** Half-open sessions given up for new ones. */
    public long halfOpenReclaimed;
    /** Packets with a wrong TCP or IP checksum, not believed. */
    public long invalidChecksum;
    /** Packets in one end's name that came from the other end's side, not believed. */
    public long wrongSide;
    /** Packets no valid part of their session. */
    public long invalid;
    /** Packets dropped because they were invalid. */
    public long invalidDropped;
    /** Packets neither believed nor refused: they bring their receiver nothing new. */
    public long notBelieved;
    /** Times that bytes were passed over which both ends know of and which never came by. */
    public long passedUnseen;
    /** RSTs refused: out of window, or in it without being exact. */
    public long resetsRefused;
    /** Sessions that went on after a RST. */
    public long resetsDisbelieved;
    /** Retransmissions, of bytes not yet acknowledged. */
    public long retransmissions;
    /** Retransmissions whose first copy is no longer kept, so that they could not be compared. */
    public long retransmissionsUnverified;
    /** Packets that repeat bytes differently. */
    public long overlapsDifferent;
    /** Of these, dropped. */
    public long overlapsDropped;
    /** Segments kept because they came ahead of a hole. */
    public long outOfOrder;
    /** Segments refused because a direction's share of pending bytes was used up. */
    public long pendingLimit;
    /** Segments or windows that found no block and met {@code stream.reassembly.memcap-policy}. */
    public long reassemblyMemcap;
    /** Packets dropped by that policy or limit. */
    public long reassemblyDropped;
    /** Gaps and their bytes. */
    public long gaps;
    public long gapBytes;
    /** Directions that reached their depth, and payload bytes that passed uninspected behind it. */
    public long depthReached;
    public long bytesBeyondDepth;
    /** Bytes delivered in order. */
    public long bytesDelivered;
    /** Packets whose urgent data was made ordinary. */
    public long urgentCleared;
    /** Urgent bytes taken out of the stream, and packets dropped for having some. */
    public long urgentBytes;
    public long urgentDropped;
    /** Sessions in use. */
    public long sessionsInUse;
    /** Bytes of blocks in use. */
    public long blockBytesInUse;
}
