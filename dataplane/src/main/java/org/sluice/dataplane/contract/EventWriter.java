package org.sluice.dataplane.contract;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Writes events into a worker's ring. One event at a time:
 *
 * <pre>
 *   EventHeaderFlyweight header = writer.begin(EventType.ALERT, nowNs);
 *   header.flowId(...).ipv4(...).ports(...);
 *   writer.alert().rule(...).blocked(...);
 *   writer.attributes().packet(...).object("http").string("url", ...).end();
 *   writer.commit();
 * </pre>
 *
 * The event is staged outside the ring and copied in one claim, so that a writer that dies leaves at most one record
 * unfinished. When the ring is full the event is lost and counted; the next that fits is preceded by a
 * {@link EventType#LOST}. Never waits, never allocates; one thread.
 */
public final class EventWriter {
    /** Most bytes of one event, whatever the ring's size. */
    public static final int MAX_EVENT_LENGTH = 256 * 1024;

    private final OneToOneRingBuffer ring;
    private final int worker;
    private final UnsafeBuffer staging;
    private final AttributeWriter attributes;
    private final UnsafeBuffer lostStaging;
    private final Counter written;
    private final Counter lost;
    private final Counter truncated;
    private final EventHeaderFlyweight header = new EventHeaderFlyweight();
    private final AlertFlyweight alert = new AlertFlyweight();
    private final DropFlyweight drop = new DropFlyweight();
    private final FlowFlyweight flow = new FlowFlyweight();
    private final AnomalyFlyweight anomaly = new AnomalyFlyweight();
    private final NoticeFlyweight notice = new NoticeFlyweight();
    private final RecordFlyweight record = new RecordFlyweight();
    private final FileFlyweight file = new FileFlyweight();
    private final EventHeaderFlyweight lostHeader = new EventHeaderFlyweight();
    private final LostFlyweight lostBody = new LostFlyweight();
    private EventType type;
    private Runnable whenFull;
    private long nextSequence = 1;
    private long pendingLost;
    private long firstLostNs;

    EventWriter(final EventRing ring, final CounterRegistry counters) {
        this.ring = ring.buffer();
        this.worker = ring.worker();
        final ByteBuffer memory =
            ByteBuffer.allocateDirect(Math.min(MAX_EVENT_LENGTH, this.ring.maxMsgLength()));
        staging = new UnsafeBuffer(memory);
        attributes = new AttributeWriter(staging, MemorySegment.ofBuffer(memory));
        lostStaging = new UnsafeBuffer(ByteBuffer.allocateDirect(EventHeaderFlyweight.LENGTH + LostFlyweight.LENGTH));
        written = counters.counter("events.written", "Events written to the event ring");
        lost = counters.counter("events.lost", "Events lost because the event ring was full");
        truncated = counters.counter("events.truncated", "Events that lost attributes or bytes for want of room");
        header.wrap(staging, 0);
        alert.wrap(staging, 0);
        drop.wrap(staging, 0);
        flow.wrap(staging, 0);
        anomaly.wrap(staging, 0);
        notice.wrap(staging, 0);
        record.wrap(staging, 0);
        file.wrap(staging, 0);
        lostHeader.wrap(lostStaging, 0);
        lostBody.wrap(lostStaging, 0);
    }

    /**
     * For a ring in memory whose reader is the same thread (replay): runs when the ring is full, to empty it, after
     * which the event is tried once more.
     *
     * @param drain empties the ring
     */
    public void whenFull(final Runnable drain) {
        whenFull = drain;
    }

    /**
     * Begins an event; one begun before and not committed is forgotten.
     *
     * @param type        of the event
     * @param timestampNs of its packet, ns since the epoch
     * @return its header, zeroed apart from type, time and worker, interface -1
     */
    public EventHeaderFlyweight begin(final EventType type, final long timestampNs) {
        this.type = type;
        final int fixed = EventHeaderFlyweight.LENGTH + type.bodyLength();
        staging.setMemory(0, fixed, (byte)0);
        attributes.begin(fixed);
        return header.type(type).timestampNs(timestampNs).worker(worker).interfaceId(-1);
    }

    /** @return header of the event begun */
    public EventHeaderFlyweight header() {
        return header;
    }

    /** @return body of the alert begun */
    public AlertFlyweight alert() {
        return alert;
    }

    /** @return body of the drop begun */
    public DropFlyweight drop() {
        return drop;
    }

    /** @return body of the flow begun */
    public FlowFlyweight flow() {
        return flow;
    }

    /** @return body of the anomaly begun */
    public AnomalyFlyweight anomaly() {
        return anomaly;
    }

    /** @return body of the notice begun */
    public NoticeFlyweight notice() {
        return notice;
    }

    /** @return body of the record begun */
    public RecordFlyweight record() {
        return record;
    }

    /** @return body of the file event begun */
    public FileFlyweight file() {
        return file;
    }

    /** @return where attributes, packet and payload of the event begun go, after header and body in any order */
    public AttributeWriter attributes() {
        return attributes;
    }

    /**
     * Puts the event begun into the ring.
     *
     * @return whether it fitted; if not, it is lost and counted
     */
    public boolean commit() {
        final int length = attributes.finish();
        if (attributes.truncated()) {
            truncated.increment();
            header.flags(EventHeaderFlyweight.FLAG_TRUNCATED);
        }
        header.length(length);
        if (put(length)) {
            written.increment();
            return true;
        }
        if (pendingLost++ == 0) {
            firstLostNs = header.timestampNs();
        }
        lost.increment();
        return false;
    }

    private boolean put(final int length) {
        if (tryPut(length)) {
            return true;
        }
        if (whenFull == null) {
            return false;
        }
        whenFull.run();
        return tryPut(length);
    }

    private boolean tryPut(final int length) {
        if (pendingLost > 0 && !tryPutLost()) {
            return false;
        }
        header.sequence(nextSequence);
        if (!copyIn(type, staging, length)) {
            return false;
        }
        nextSequence++;
        return true;
    }

    private boolean tryPutLost() {
        lostStaging.setMemory(0, lostStaging.capacity(), (byte)0);
        lostHeader.type(EventType.LOST).timestampNs(header.timestampNs()).worker(worker).interfaceId(-1)
            .sequence(nextSequence).length(lostStaging.capacity());
        lostBody.lost(pendingLost, firstLostNs);
        if (!copyIn(EventType.LOST, lostStaging, lostStaging.capacity())) {
            return false;
        }
        nextSequence++;
        pendingLost = 0;
        return true;
    }

    private boolean copyIn(final EventType type, final UnsafeBuffer from, final int length) {
        final int index = ring.tryClaim(type.code(), length);
        if (index < 0) {
            return false;
        }
        ring.buffer().putBytes(index, from, 0, length);
        ring.commit(index);
        return true;
    }
}
