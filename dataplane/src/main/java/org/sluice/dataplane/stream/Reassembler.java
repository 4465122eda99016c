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
    /** Bytes of memory for what one direction sent and left the window unacknowledged: as much as the default depth. */
    private static final int UNACKNOWLEDGED_LIMIT = 1 << 20;

    private final StreamSettings settings;
    private final StreamStatistics statistics;
    private final BlockPool pool;
    private final PendingSegments pending;
    private final StreamWindow window = new StreamWindow();
    private final long depth;

    // Of the call in progress.
    private Packet packet;
    private Flow flow;
    private TcpStream stream;
    private int direction;
    private StreamListener listener;
    private boolean keepUnacknowledged;
    private boolean finishing;
    private int fresh;

    Reassembler(StreamSettings settings, StreamStatistics statistics, BlockPool pool) {
        this.settings = settings;
        this.statistics = statistics;
        this.pool = pool;
        pending = new PendingSegments(pool, settings.passive() && !settings.receivers().isEmpty());
        depth = settings.depth() == 0 ? Long.MAX_VALUE : settings.depth();
    }

    /** Turns to one direction of a session; the calls below are about it. */
    Reassembler on(Packet packet, Flow flow, TcpSession session, int direction, StreamListener listener) {
        this.packet = packet;
        this.flow = flow;
        this.direction = direction;
        this.listener = listener;
        stream = session.sender(direction);
        keepUnacknowledged = !session.oneSided;
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
        if ((packet.tcpFlags & URG) != 0 && !noteUrgent(sequence)) {
            return false;
        }
        long from = packet.offset + packet.payloadOffset;
        if (!agrees(sequence, from, length) && !resolves(sequence, from, length) && refusesOverlap()) {
            return false;
        }
        int old = stream.base - sequence;
        if (old > 0 && isUnverified(sequence, length) && refusesUnverified()) {
            return false;
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
        pending.removeBefore(stream.unacknowledged, acknowledged);
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
            giveWindow();
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
        pending.clear(stream.unacknowledged);
        if (stream.deferred + stream.deferredBeforeHole == 0) {
            giveWindow();
        }
    }

    private void giveWindow() {
        if (stream.block != NONE) {
            pool.give(stream.block, stream.blockOrder);
            stream.block = NONE;
        }
        stream.used = 0;
        stream.deferred = 0;
        stream.deferredBeforeHole = 0;
        stream.beforeHole = 0;
        stream.comparable = 0;
    }

    /** Behind the depth nothing is inspected, but what was inspected and may not have arrived is not to be said anew. */
    private boolean acceptBeyondDepth(int sequence, int length) {
        statistics.bytesBeyondDepth += length;
        if (!stream.depthReached || !keepUnacknowledged || stream.depthAcknowledged
                || stream.acknowledged - stream.base >= 0) {
            // For good: two thousand million bytes on, the numbers would compare the other way round.
            stream.depthAcknowledged = true;
            release();
            return true;
        }
        long from = packet.offset + packet.payloadOffset;
        if (!pending.agrees(stream.unacknowledged, sequence, packet.memory, from, length)) {
            return !refusesOverlap();
        }
        return !isUnverified(sequence, length) || !refusesUnverified();
    }

    private boolean agrees(int sequence, long from, int length) {
        int old = Math.min(stream.base - sequence, length);
        if (old > 0) {
            int oldest = Math.max(0, stream.base - sequence - stream.comparable);
            if (oldest > 0
                    && !pending.agrees(stream.unacknowledged, sequence, packet.memory, from, Math.min(oldest, length))) {
                return false;
            }
            long kept = BlockPool.offset(stream.block) + stream.used - (stream.base - sequence);
            if (oldest < old && MemorySegment.mismatch(pool.memory(stream.block), kept + oldest, kept + old,
                    packet.memory, from + oldest, from + old) >= 0) {
                return false;
            }
        }
        return stream.ahead.isEmpty() || pending.agrees(stream.ahead, sequence, packet.memory, from, length);
    }

    /** Whether the packet repeats bytes that the other end may not have, and of which no copy is left to compare. */
    private boolean isUnverified(int sequence, int length) {
        int from = sequence - stream.acknowledged < 0 ? stream.acknowledged : sequence;
        int windowStart = stream.base - stream.comparable;
        int end = sequence + length - windowStart < 0 ? sequence + length : windowStart;
        if (end - from <= 0 || pending.covers(stream.unacknowledged, from, end)) {
            return false;
        }
        statistics.retransmissionsUnverified++;
        return true;
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

    /** What cannot be compared for want of memory is a case of that memory's policy; in a capture it is taken as it is. */
    private boolean refusesUnverified() {
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
            to = stream.beforeUrgent(sequence, at, to);
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
        if (refusesForMemory()) {
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
            int to = stream.beforeUrgent(sequence, at, length);
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
            int count = stream.beforeUrgent(stream.base, 0, ready);
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
            MemorySegment.copy(source, offset + done,
                    pool.memory(stream.block), BlockPool.offset(stream.block) + stream.used, room);
            stream.used += room;
            stream.comparable += room;
            advance(room);
            fresh += room;
            done += room;
        }
        if (allowed < length || stream.delivered == depth) {
            reachDepth(length - allowed);
        }
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
        saveUnacknowledged(stream.used);
        pending.clear(stream.ahead);
        if (stream.deferred + stream.deferredBeforeHole == 0) {
            giveWindow();
        }
    }

    /** Makes room for up to {@code wanted} bytes in the window; 0 when there is no block at all. */
    private int room(int wanted) {
        if (stream.block == NONE && !takeBlock(BlockPool.orderFor(wanted))) {
            return 0;
        }
        int size = BlockPool.bytes(stream.blockOrder);
        if (size - stream.used >= wanted) {
            return wanted;
        }
        flush(false);
        int keep = bytesToKeep();
        if (keep > size / 2 || keep + wanted > size) {
            grow(Math.max(2 * keep, keep + wanted));
            size = BlockPool.bytes(stream.blockOrder);
        }
        if (size - stream.used < wanted) {
            slide(Math.min(keep, keep > size / 2 ? Math.min(settings.tailBytes(), size / 2) : keep));
        }
        return Math.min(wanted, size - stream.used);
    }

    /** Bytes of the window worth keeping: the tail, and what the other end may not have got. */
    private int bytesToKeep() {
        int keep = settings.tailBytes();
        if (keepUnacknowledged) {
            keep = Math.max(keep, Math.min(stream.base - stream.acknowledged, BlockPool.LARGEST / 2));
        }
        int deferred = stream.deferredBeforeHole == 0 ? stream.deferred
                : stream.used - stream.beforeHole + stream.deferredBeforeHole;
        keep = Math.max(keep, Math.min(deferred, BlockPool.LARGEST / 2));
        return Math.min(keep, stream.used);
    }

    private boolean takeBlock(int order) {
        for (int o = order; o >= 0; o--) {
            int block = pool.take(o);
            if (block != NONE) {
                stream.block = block;
                stream.blockOrder = o;
                stream.used = 0;
                stream.beforeHole = 0;
                stream.comparable = 0;
                return true;
            }
        }
        return false;
    }

    private void grow(int bytes) {
        int order = BlockPool.orderFor(Math.min(bytes, BlockPool.LARGEST));
        if (order <= stream.blockOrder) {
            return;
        }
        int block = pool.take(order);
        if (block != NONE) {
            MemorySegment.copy(pool.memory(stream.block), BlockPool.offset(stream.block),
                    pool.memory(block), BlockPool.offset(block), stream.used);
            pool.give(stream.block, stream.blockOrder);
            stream.block = block;
            stream.blockOrder = order;
        }
    }

    /** Keeps a copy of those of the window's first {@code count} bytes that the other end may not have got. */
    private void saveUnacknowledged(int count) {
        if (!keepUnacknowledged || stream.block == NONE) {
            return;
        }
        int start = stream.base - Math.min(stream.comparable, stream.used);
        int from = start - stream.acknowledged < 0 ? stream.acknowledged : start;
        int bytes = stream.base - stream.used + count - from;
        if (bytes > 0) {
            long at = BlockPool.offset(stream.block) + stream.used - (stream.base - from);
            pending.insert(stream.unacknowledged, UNACKNOWLEDGED_LIMIT, from, pool.memory(stream.block), at, bytes);
        }
    }

    private void slide(int keep) {
        saveUnacknowledged(stream.used - keep);
        long start = BlockPool.offset(stream.block);
        MemorySegment memory = pool.memory(stream.block);
        MemorySegment.copy(memory, start + stream.used - keep, memory, start, keep);
        stream.beforeHole = Math.max(0, stream.beforeHole - (stream.used - keep));
        stream.deferredBeforeHole = Math.min(stream.deferredBeforeHole, stream.beforeHole);
        stream.used = keep;
        stream.deferred = Math.min(stream.deferred, keep - stream.beforeHole);
        stream.comparable = Math.min(stream.comparable, keep);
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
        stream.dropPassedUrgent();
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
            slide(stream.used - stream.beforeHole);
        }
        stream.deferredBeforeHole = stream.deferred;
        stream.deferred = 0;
        stream.beforeHole = stream.used;
        stream.holeBytes = bytes;
    }

    /** Notes where the urgent byte is: before the urgent pointer (RFC 6093). False when the packet is refused. */
    private boolean noteUrgent(int sequence) {
        if (packet.tcpUrgent < 1 || packet.tcpUrgent > packet.payloadLength
                || settings.urgentPolicy() == UrgentPolicy.INLINE
                || settings.urgentPolicy() == UrgentPolicy.CLEAR) {
            return true;
        }
        int urgent = sequence + packet.tcpUrgent - 1;
        if (settings.urgentPolicy() == UrgentPolicy.DROP) {
            statistics.urgentDropped++;
            packet.drop(DropReason.STREAM_URGENT.ordinal());
            return false;
        }
        if (urgent - stream.base < 0 || stream.isUrgent(urgent)) {
            return true;
        }
        if (stream.urgentCount == TcpStream.MAX_URGENT) {
            statistics.urgentDropped++;
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_URGENT_OOB_LIMIT_REACHED.ordinal());
            packet.drop(DropReason.STREAM_URGENT.ordinal());
            return false;
        }
        stream.urgent[stream.urgentCount++] = urgent;
        return true;
    }

    /** Passes over the next byte if it is urgent. */
    private boolean takeUrgent() {
        for (int i = 0; i < stream.urgentCount; i++) {
            if (stream.urgent[i] == stream.base) {
                stream.urgent[i] = stream.urgent[--stream.urgentCount];
                statistics.urgentBytes++;
                if (settings.urgentPolicy() == UrgentPolicy.GAP) {
                    skip(1);
                } else {
                    stream.base++;
                    stream.comparable = 0;
                }
                return true;
            }
        }
        return false;
    }
}
