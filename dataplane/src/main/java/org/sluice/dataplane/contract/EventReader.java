package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Reads events out of a ring. Its position is in the ring's file: a reader that comes back goes on behind the last
 * event it finished a poll with. After a reader's crash the last poll's events come again;
 * {@link EventHeaderFlyweight#sequence} tells them. Allocates nothing; one thread.
 */
public final class EventReader {
    private final EventRing owner;
    private final OneToOneRingBuffer ring;
    private final Poll poll = new Poll();

    EventReader(final EventRing owner) {
        this.owner = owner;
        this.ring = owner.buffer();
    }

    /** @return the ring it reads */
    public EventRing ring() {
        return owner;
    }

    /**
     * @param handler takes the events
     * @param limit   most events to hand over
     * @return how many were taken
     */
    public int poll(final EventHandler handler, final int limit) {
        poll.begin(handler);
        long before;
        do {
            // One read ends where the ring wraps.
            before = ring.consumerPosition();
            ring.controlledRead(poll, limit - poll.taken);
        } while (!poll.refused && poll.taken < limit && ring.consumerPosition() != before);
        return poll.taken;
    }

    /**
     * Gives up the record that a dead writer claimed and never finished, which is the last. Only for a ring whose
     * writer is known to be dead (a living one may be in the middle of it), when a poll takes nothing any more.
     *
     * @return whether there was one
     */
    public boolean unblock() {
        final long end = ring.producerPosition();
        if (ring.consumerPosition() == end) {
            return false;
        }
        ring.buffer().putLongRelease(ring.capacity() + RingBufferDescriptor.HEAD_POSITION_OFFSET, end);
        return true;
    }

    private static final class Poll implements ControlledMessageHandler {
        private EventHandler handler;
        private int taken;
        private boolean refused;

        private void begin(final EventHandler handler) {
            this.handler = handler;
            taken = 0;
            refused = false;
        }

        @Override
        public Action onMessage(final int typeCode, final MutableDirectBuffer buffer, final int index, final int length) {
            if (!handler.onEvent(typeCode, buffer, index, length)) {
                refused = true;
                return Action.ABORT;
            }
            taken++;
            return Action.CONTINUE;
        }
    }
}
