package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.Flow;
import org.sluice.rules.image.StreamEvent;

/**
 * Puts the payload of valid packets in order and delivers it. What was accepted first stays; what repeats it is
 * compared with it as long as it is kept: the tail of the window and all that is not acknowledged, as far as a block
 * holds them.
 */
final class Reassembler {
    private static final int NONE = BlockPool.NONE;
    private static final int URG = 32;

    private final StreamSettings settings;
    private final StreamStatistics statistics;
    private final BlockPool pool;
    private final PendingSegments pending;
    private final KeptBytes kept;
    private final UrgentBytes urgent;
    private final StreamWindow window = new StreamWindow();
    private final long depth;

    // Of the call in progress.
    private Packet packet;
    private Flow flow;
    private TcpStream stream;
    private int direction;
    private StreamListener listener;
    private boolean finishing;
    private int fresh;

    Reassembler(StreamSettings settings, StreamStatistics statistics, BlockPool pool) {
        this.settings = settings;
        this.statistics = statistics;
        this.pool = pool;
        pending = new PendingSegments(pool, settings.passive() && !settings.receivers().isEmpty());
        kept = new KeptBytes(settings, pool, pending);
        urgent = new UrgentBytes(settings, statistics);
        depth = settings.depth() == 0 ? Long.MAX_VALUE : settings.depth();
    }

    /** Turns to one direction of a session; the calls below are about it. */
    Reassembler on(Packet packet, Flow flow, TcpSession session, int direction, StreamListener listener) {
        this.packet = packet;
        this.flow = flow;
        this.direction = direction;
        this.listener = listener;
        stream = session.sender(direction);
        kept.on(stream, !session.oneSided);
        finishing = false;
        fresh = 0;
        return this;
    }

    /**
     * Takes the packet's payload.
     *
     * @param sequence number of its first byte
     * @return false when it is refused: then no byte of it counts, and the policy has been applied to the packet
     */
    boolean accept(int sequence) {
        int length = packet.payloadLength;
        if (stream.stopped) {
            return acceptBeyondDepth(sequence, length);
        }
        if ((packet.tcpFlags & URG) != 0 && !urgent.note(stream, packet, sequence)) {
            return false;
        }
        long from = packet.offset + packet.payloadOffset;
        boolean agrees = kept.agrees(sequence, packet.memory, from, length)
                && (stream.ahead.isEmpty() || pending.agrees(stream.ahead, sequence, packet.memory, from, length));
        if (!agrees && !resolves(sequence, from, length) && refusesOverlap()) {
            return false;
        }
        int old = stream.base - sequence;
        if (old > 0 && kept.isUnverified(sequence, length)) {
            if (!kept.keepsUnacknowledged()) {
                // Of a side whose acknowledgements do not pass here nothing is known to have arrived.
                statistics.retransmissionsUnverified++;
                packet.outOfStream = true;
            } else if (refusesUnverified()) {
                return false;
            }
        }
        if (old >= length) {
            statistics.retransmissions++;
            packet.raiseStreamEvent(StreamEvent.PKT_RETRANSMISSION.ordinal());
            return true;
        }
        if (settings.passive()) {
            return keep(sequence, from, length);
        }
        return old >= 0 ? takeInOrder(sequence, from, length) : keep(sequence, from, length);
    }

    /** The other end has acknowledged up to {@code acknowledged}: what is missing before it will never come. */
    void passHoles(int acknowledged) {
        kept.forgetAcknowledged(acknowledged);
        if (stream.finNoted && acknowledged - stream.finSequence > 0) {
            acknowledged = stream.finSequence;
        }
        if (settings.passive()) {
            drain();
            flush(stream.finNoted && stream.base == stream.finSequence);
        }
        while (!stream.stopped && acknowledged - stream.base > 0) {
            int to = acknowledged;
            if (!stream.ahead.isEmpty() && pending.sequence(stream.ahead.head) - to < 0) {
                to = pending.sequence(stream.ahead.head);
            }
            skip(to - stream.base);
            drain();
            flush(false);
        }
    }

    /** Delivers everything that is kept, skipping what is missing, and reports the end. */
    void finish() {
        finishing = true;
        showDeferred();
        drain();
        flush(false);
        while (!stream.stopped && !stream.ahead.isEmpty()) {
            skip(pending.sequence(stream.ahead.head) - stream.base);
            drain();
            flush(false);
        }
        reportEnd();
    }

    /** Shows again what was delivered as deferred, now that a packet of its sender has come. */
    void showDeferred() {
        if (stream.deferred + stream.deferredBeforeHole == 0) {
            return;
        }
        int fresh = stream.deferredBeforeHole;
        stream.deferredBeforeHole = 0;
        if (fresh > 0) {
            frame(0, stream.beforeHole, stream.delivered - stream.used - stream.holeBytes, fresh, false);
            listener.onDeferred(flow, direction, window);
        }
        fresh = stream.deferred;
        stream.deferred = 0;
        if (fresh > 0) {
            frame(stream.beforeHole, stream.used, stream.delivered - stream.used + stream.beforeHole, fresh,
                    stream.endReported);
            listener.onDeferred(flow, direction, window);
        }
        if (stream.stopped) {
            kept.releaseWindow();
        }
    }

    /** Frames the window's bytes {@code from} to {@code to}, the last {@code fresh} of which are new. */
    private void frame(int from, int to, long streamOffset, int fresh, boolean end) {
        window.memory = pool.memory(stream.block);
        window.offset = BlockPool.offset(stream.block) + from;
        window.length = to - from;
        window.streamOffset = streamOffset;
        window.newOffset = window.length - fresh;
        window.gap = false;
        window.deferred = false;
        window.end = end;
    }

    /** Reports the direction's end, once, when all before it is delivered. */
    void reportEnd() {
        boolean delivered = finishing || !settings.passive() || stream.received - stream.base <= 0;
        if (!stream.endReported && stream.begun && delivered) {
            stream.endReported = true;
            listener.onEnd(flow, direction);
        }
    }

    /** Gives back all blocks, but for a window that is still to be shown. */
    void release() {
        pending.clear(stream.ahead);
        kept.releaseUnacknowledged();
        if (stream.deferred + stream.deferredBeforeHole == 0) {
            kept.releaseWindow();
        }
    }

    /**
     * Behind the depth nothing is inspected, but what was inspected and may not have arrived is not to be said anew.
     */
    private boolean acceptBeyondDepth(int sequence, int length) {
        statistics.bytesBeyondDepth += length;
        if (!stream.depthReached || !kept.keepsUnacknowledged() || stream.depthAcknowledged
                || stream.acknowledged - stream.base >= 0) {
            // For good: two thousand million bytes on, the numbers would compare the other way round.
            stream.depthAcknowledged = true;
            release();
            return true;
        }
        long from = packet.offset + packet.payloadOffset;
        if (!kept.unacknowledgedAgrees(sequence, packet.memory, from, length)) {
            return !refusesOverlap();
        }
        return !kept.isUnverified(sequence, length) || !refusesUnverified();
    }

    /** A listener lets through what contradicts, and takes what the receiver makes of it, where that is known. */
    private boolean resolves(int sequence, long from, int length) {
        ReceiverPolicy policy = settings.passive() ? settings.receiverPolicy(packet) : null;
        if (policy == null) {
            return false;
        }
        statistics.overlapsDifferent++;
        packet.raiseStreamEvent(StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA.ordinal());
        pending.overwrite(stream.ahead, policy, sequence, packet.memory, from, length);
        return true;
    }

    private boolean refusesOverlap() {
        statistics.overlapsDifferent++;
        packet.raiseStreamEvent(StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA.ordinal());
        if (settings.overlapPolicy() != OverlapPolicy.DROP) {
            return false;
        }
        statistics.overlapsDropped++;
        packet.drop(DropReason.STREAM_REASSEMBLY.ordinal());
        return true;
    }

    /**
     * What cannot be compared for want of memory is a case of that memory's policy; in a capture it is taken as it is.
     */
    private boolean refusesUnverified() {
        statistics.retransmissionsUnverified++;
        return !settings.lossyCapture() && settings.overlapPolicy() == OverlapPolicy.DROP && refusesForMemory();
    }

    /** Delivers the packet's new bytes, and whatever they make contiguous. */
    private boolean takeInOrder(int sequence, long from, int length) {
        while (!stream.stopped && stream.base - sequence < length) {
            int at = stream.base - sequence;
            int to = length;
            if (!stream.ahead.isEmpty()) {
                to = Math.min(to, pending.sequence(stream.ahead.head) - sequence);
            }
            to = UrgentBytes.before(stream, sequence, at, to);
            if (to > at) {
                append(packet.memory, from + at, to - at);
            }
            drain();
        }
        flush(stream.finNoted && stream.base == stream.finSequence);
        return true;
    }

    /** Keeps bytes that are ahead of a hole, or wait for their acknowledgement. */
    private boolean keep(int sequence, long from, int length) {
        int old = Math.max(0, stream.base - sequence);
        statistics.outOfOrder += sequence - stream.inOrder() > 0 ? 1 : 0;
        int result = keepAroundUrgent(sequence + old, from + old, length - old);
        if (result == PendingSegments.KEPT) {
            if (settings.passive()) {
                stream.received = pending.endOfRun(stream.ahead, stream.inOrder());
                drain();
                flush(false);
            }
            return true;
        }
        if (result == PendingSegments.LIMIT) {
            statistics.pendingLimit++;
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_INSERT_LIMIT.ordinal());
        } else {
            statistics.reassemblyMemcap++;
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_INSERT_MEMCAP.ordinal());
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_NO_SEGMENT.ordinal());
        }
        if ((kept.keepsUnacknowledged() || result != PendingSegments.LIMIT) && refusesForMemory()) {
            return false;
        }
        // Nothing must stay unseen: give up the holes, and take this packet behind them.
        while (!stream.stopped && !stream.ahead.isEmpty()) {
            skip(pending.sequence(stream.ahead.head) - stream.base);
            drain();
        }
        flush(false);
        if (!stream.stopped && sequence - stream.base > 0) {
            skip(sequence - stream.base);
        }
        return takeInOrder(sequence, from, length);
    }

    private int keepAroundUrgent(int sequence, long from, int length) {
        int at = 0;
        while (at < length) {
            int to = UrgentBytes.before(stream, sequence, at, length);
            int result = to == at ? PendingSegments.KEPT
                    : pending.insert(stream.ahead, settings.pendingBytes(),
                            sequence + at, packet.memory, from + at, to - at);
            if (result != PendingSegments.KEPT) {
                return result;
            }
            at = to + 1;
        }
        return PendingSegments.KEPT;
    }

    private boolean refusesForMemory() {
        ExceptionPolicy policy = settings.reassemblyMemcapPolicy();
        if (policy == ExceptionPolicy.IGNORE) {
            return false;
        }
        if (policy.drops()) {
            statistics.reassemblyDropped++;
        }
        Policies.apply(policy, packet, flow, DropReason.STREAM_REASSEMBLY);
        return true;
    }

    /** Delivers what is kept, as far as it now is in order. */
    private void drain() {
        while (!stream.stopped) {
            if (stream.urgentCount > 0 && takeUrgent()) {
                continue;
            }
            int block = stream.ahead.head;
            if (block == NONE || pending.sequence(block) - stream.base > 0) {
                return;
            }
            int known = stream.base - pending.sequence(block);
            int ready = pending.length(block) - known;
            if (settings.passive() && !finishing) {
                ready = Math.min(ready, stream.acknowledged - stream.base);
                if (ready <= 0 && pending.length(block) > known) {
                    return;
                }
            }
            int count = UrgentBytes.before(stream, stream.base, 0, ready);
            if (count > 0) {
                append(pool.memory(block), BlockPool.offset(block) + known, count);
            }
            if (!stream.stopped && stream.base - pending.sequence(block) >= pending.length(block)) {
                pending.removeFirst(stream.ahead);
            }
        }
    }

    /** Adds bytes to the window; delivers it whenever it is full. */
    private void append(MemorySegment source, long offset, int length) {
        int allowed = (int) Math.min(length, depth - stream.delivered);
        int done = 0;
        while (done < allowed) {
            int room = room(allowed - done);
            if (room == 0) {
                deliverInPlace(source, offset + done, allowed - done);
                break;
            }
            kept.add(source, offset + done, room);
            advance(room);
            fresh += room;
            done += room;
        }
        if (allowed < length || stream.delivered == depth) {
            reachDepth(length - allowed);
        }
    }

    /** How many of {@code wanted} bytes there is room for in the window; 0 when there is no block at all. */
    private int room(int wanted) {
        if (!kept.hasBlock(wanted)) {
            return 0;
        }
        if (kept.room() < wanted) {
            flush(false);
            kept.makeRoom(wanted);
        }
        return Math.min(wanted, kept.room());
    }

    private void advance(int count) {
        stream.base += count;
        stream.delivered += count;
        statistics.bytesDelivered += count;
    }

    private void reachDepth(int beyond) {
        flush(false);
        statistics.depthReached++;
        statistics.bytesBeyondDepth += beyond;
        stream.depthReached = true;
        if (packet != null) {
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_DEPTH_REACHED.ordinal());
        }
        listener.onDepthReached(flow, direction);
        stream.stopped = true;
        kept.saveUnacknowledged(stream.used);
        pending.clear(stream.ahead);
        if (stream.deferred + stream.deferredBeforeHole == 0) {
            kept.releaseWindow();
        }
    }

    /** Without a block the new bytes are shown where they lie, without those before them. */
    private void deliverInPlace(MemorySegment source, long offset, int length) {
        statistics.reassemblyMemcap++;
        if (packet != null) {
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_NO_SEGMENT.ordinal());
        }
        window.memory = source;
        window.offset = offset;
        window.length = length;
        window.streamOffset = stream.delivered;
        window.newOffset = 0;
        window.gap = stream.gap;
        window.deferred = false;
        window.end = false;
        stream.gap = false;
        advance(length);
        listener.onData(flow, direction, window);
    }

    /** Delivers the bytes added to the window. */
    private void flush(boolean end) {
        if (fresh == 0) {
            return;
        }
        frame(stream.beforeHole, stream.used, stream.delivered - stream.used + stream.beforeHole, fresh, end);
        window.gap = stream.gap;
        window.deferred = packet != null && packet.direction != direction;
        stream.deferred += window.deferred ? fresh : 0;
        stream.gap = false;
        fresh = 0;
        listener.onData(flow, direction, window);
    }

    private void skip(int bytes) {
        flush(false);
        markHole(bytes);
        statistics.gaps++;
        statistics.gapBytes += bytes;
        stream.base += bytes;
        stream.delivered += bytes;
        stream.comparable = 0;
        stream.gap = true;
        UrgentBytes.dropPassed(stream);
        if (packet != null) {
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_SEQ_GAP.ordinal());
        }
        listener.onGap(flow, direction, bytes);
        if (stream.delivered >= depth) {
            reachDepth(0);
        }
    }

    /** What is before a hole stays for the record, and until it is shown; what is before an older one goes. */
    private void markHole(int bytes) {
        if (stream.beforeHole > 0 && stream.beforeHole == stream.used) {
            stream.holeBytes += bytes;
            return;
        }
        if (stream.deferredBeforeHole > 0) {
            showDeferred();
        }
        if (stream.beforeHole > 0) {
            kept.slide(stream.used - stream.beforeHole);
        }
        stream.deferredBeforeHole = stream.deferred;
        stream.deferred = 0;
        stream.beforeHole = stream.used;
        stream.holeBytes = bytes;
    }

    /** Passes over the next byte if it is urgent. */
    private boolean takeUrgent() {
        if (!urgent.take(stream)) {
            return false;
        }
        if (settings.urgentPolicy() == UrgentPolicy.GAP) {
            skip(1);
        } else {
            stream.base++;
            stream.comparable = 0;
        }
        return true;
    }
}
