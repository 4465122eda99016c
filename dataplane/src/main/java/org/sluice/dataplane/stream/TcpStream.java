package org.sluice.dataplane.stream;

/**
 * One end of a session: what it has sent, what of it the other end has acknowledged, and what it would accept. Sequence
 * numbers are 32 bits and compared by the sign of their difference.
 */
final class TcpStream {
    /** Largest window scale (RFC 7323), taken for ends whose SYN was not seen. */
    static final int MAX_SCALE = 14;

    /** Its SYN, or what stands for it, was seen. */
    boolean begun;
    /** Index of the port that its packets came in at, or -1. */
    int portIndex = -1;
    /** Initial sequence number: that of its SYN. */
    int initial;
    /** One past the highest sequence number it has sent. */
    int highest;
    /** What the other end has acknowledged: the next number it awaits. */
    int acknowledged;
    /** The other end has acknowledged up to {@link #claimed}, which was never seen to be sent. */
    boolean hasClaim;
    int claimed;
    /** One past the highest number it may send. */
    int windowEnd;
    /** The window it offers, in bytes. */
    int window;
    int scale;
    boolean offersScale;
    boolean usesTimestamps;
    /** Timestamp of its first packet and of its last. */
    int firstTimestamp;
    int timestamp;
    long timestampAtNs;
    /** A FIN of number {@link #finSequence} came, perhaps ahead of a hole. */
    boolean finNoted;
    int finSequence;
    /** All before its FIN has come. */
    boolean finSeen;
    boolean resetSeen;

    /** Number of the next byte to deliver. */
    int base;
    /** Number of the first byte that has not come; ahead of {@link #base} where acknowledgements deliver. */
    int received;
    /** So many bytes at the window's end were delivered, but are still to be shown with a packet of this end. */
    int deferred;
    /** Bytes delivered, gaps included, urgent bytes not: the number of the next byte in the stream. */
    long delivered;
    /** Not reassembled any more. */
    boolean stopped;
    boolean depthReached;
    /** The other end has all bytes before the depth: nothing sent can contradict them any more. */
    boolean depthAcknowledged;
    boolean endReported;
    /** Bytes were skipped since the last delivery. */
    boolean gap;
    /** Block of the window, its order, bytes in it; the last one is that before {@link #base}. */
    int block = BlockPool.NONE;
    int blockOrder;
    int used;
    /** Bytes of the window that lie before its last hole; rules see those behind it. */
    int beforeHole;
    /** Bytes missing there. */
    int holeBytes;
    /** So many of the bytes before the hole are still to be shown. */
    int deferredBeforeHole;
    /** The last so many bytes of the window stand for consecutive sequence numbers. */
    int comparable;
    /** What is ahead of a hole. */
    final SegmentList ahead = new SegmentList();
    /** What left the window unacknowledged: a second copy is compared with it. */
    final SegmentList unacknowledged = new SegmentList();
    /** Numbers of urgent bytes not yet reached: see {@link UrgentBytes}. */
    final int[] urgent = new int[UrgentBytes.LIMIT];
    int urgentCount;

    void reset() {
        begun = false;
        portIndex = -1;
        highest = 0;
        acknowledged = 0;
        hasClaim = false;
        windowEnd = 0;
        window = 0;
        scale = 0;
        offersScale = false;
        usesTimestamps = false;
        firstTimestamp = 0;
        timestamp = 0;
        timestampAtNs = 0;
        finNoted = false;
        finSeen = false;
        resetSeen = false;
        delivered = 0;
        stopped = false;
        depthReached = false;
        depthAcknowledged = false;
        endReported = false;
        gap = false;
        received = 0;
        deferred = 0;
        deferredBeforeHole = 0;
        beforeHole = 0;
        holeBytes = 0;
        used = 0;
        comparable = 0;
        urgentCount = 0;
    }

    /**
     * Takes a SYN or SYN-ACK.
     *
     * @param scaleOption window scale option, or -1
     */
    void begin(int sequence, int windowField, int scaleOption, boolean hasTimestamp, int timestampValue, long nowNs) {
        begun = true;
        initial = sequence;
        highest = sequence + 1;
        acknowledged = sequence + 1;
        base = sequence + 1;
        received = base;
        // The window of a SYN is never scaled (RFC 7323, 2.2).
        window = windowField;
        offersScale = scaleOption >= 0;
        scale = scaleOption < 0 ? 0 : Math.min(scaleOption, MAX_SCALE);
        usesTimestamps = hasTimestamp;
        firstTimestamp = timestampValue;
        timestamp = timestampValue;
        timestampAtNs = nowNs;
    }

    /** Takes the first packet seen, from the middle of the session. */
    void beginMidstream(int sequence, int windowField) {
        begun = true;
        initial = sequence - 1;
        highest = sequence;
        acknowledged = sequence;
        base = sequence;
        received = base;
        scale = MAX_SCALE;
        window = windowField << MAX_SCALE;
    }

    /** Notes that numbers up to {@code end} were sent. */
    void sentUpTo(int end) {
        if (end - highest > 0) {
            highest = end;
        }
    }

    /** Notes that the other end has acknowledged what was never seen to be sent. */
    void claim(int number) {
        if (!hasClaim || number - claimed > 0) {
            hasClaim = true;
            claimed = number;
        }
    }

    /** The number the other end awaits when it has got all that was seen in order. */
    int nextExpected() {
        return finSeen ? finSequence + 1 : stopped ? highest : inOrder();
    }

    /** The number behind all that came in order, delivered or not. */
    int inOrder() {
        return received - base > 0 ? received : base;
    }

    /** Whether its FIN was acknowledged. */
    boolean finAcknowledged() {
        return finSeen && acknowledged - finSequence > 0;
    }
}
