package org.sluice.dataplane.verdict;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.sluice.dataplane.port.FrameSink;

/**
 * Frames of our own making on their way from an inspector to the thread that owns the ports. One writer, one reader,
 * fixed size; what does not fit is counted, since a reset that comes late is worth less than the packets behind it.
 *
 * <p>A message's type is 1 + the index of the port to send it on; its bytes are the frame.
 */
public final class InjectionQueue {
    private static final int BYTES = 256 * 1024;

    private final OneToOneRingBuffer ring =
            new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final MemorySegment memory;
    private final long base;
    private final MessageHandler deliver = (type, buffer, index, length) -> deliver(type, index, length);
    private FrameSink[] sinks;
    private final Statistics statistics = new Statistics();

    /** What was done. */
    public static final class Statistics {
        /** Frames queued since start. */
        public long queued;
        /** Frames that found the queue full. */
        public long refused;
        /** Frames a port took. */
        public long sent;
    }

    /** An empty queue. */
    public InjectionQueue() {
        ByteBuffer bytes = ring.buffer().byteBuffer();
        memory = MemorySegment.ofBuffer(bytes);
        base = ring.buffer().wrapAdjustment();
    }

    /** Writer's side: queues {@code length} bytes of {@code frame} to be sent on port {@code portIndex}. */
    public void offer(int portIndex, MemorySegment frame, int length) {
        int claim = ring.tryClaim(1 + portIndex, length);
        if (claim < 0) {
            statistics.refused++;
            return;
        }
        MemorySegment.copy(frame, 0, memory, base + claim, length);
        ring.commit(claim);
        statistics.queued++;
    }

    /**
     * Reader's side: sends what is queued.
     *
     * @param sinks by port index
     * @return frames taken from the queue
     */
    public int drainTo(FrameSink[] sinks) {
        this.sinks = sinks;
        return ring.read(deliver, 16);
    }

    private void deliver(int type, int index, int length) {
        if (sinks[type - 1].inject(memory, base + index, length)) {
            statistics.sent++;
        }
    }

    /** Counters: {@code queued} and {@code refused} are the writer's, {@code sent} the reader's. */
    public Statistics statistics() {
        return statistics;
    }
}
