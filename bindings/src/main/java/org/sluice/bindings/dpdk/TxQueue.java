package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A transmit queue: used by one registered thread. Allocates and throws nothing. */
public final class TxQueue {
    /** Verdict: send the frame. */
    public static final byte FORWARD = 0;
    /** Verdict: free the frame. */
    public static final byte DROP = 1;

    private final MemorySegment state;

    /**
     * @param arena owner of the queue's counters
     * @param port a port that is configured with more than {@code queue} transmit queues
     * @param attempts calls to the device until frames that it does not take are freed
     */
    public TxQueue(Arena arena, Port port, int queue, int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts + ": at least 1 is needed to send anything");
        }
        state = sluice_tx_queue.allocate(arena);
        sluice_tx_queue.port(state, port.id());
        sluice_tx_queue.queue(state, queue);
        sluice_tx_queue.attempts(state, attempts);
    }

    /**
     * Sends the frames whose verdict is {@link #FORWARD}, in order, and frees the others and those the device does not
     * take.
     *
     * @param mbufs {@code long[count]} off heap
     * @param verdicts {@code byte[count]} off heap
     * @return frames sent
     */
    public int send(MemorySegment mbufs, MemorySegment verdicts, int count) {
        return sluice_burst_h.sluice_tx_verdicts(state.address(), mbufs.address(), verdicts.address(), count);
    }

    /**
     * Sends frames; those the device does not take are freed.
     *
     * @param mbufs {@code long[count]} off heap
     * @return frames sent
     */
    public int send(MemorySegment mbufs, int count) {
        return sluice_burst_h.sluice_tx_burst(state.address(), mbufs.address(), count);
    }

    /** Frames sent. */
    public long frames() {
        return sluice_tx_queue.frames(state);
    }

    /** Bytes sent. */
    public long bytes() {
        return sluice_tx_queue.bytes(state);
    }

    /** Frames freed by verdict. */
    public long dropped() {
        return sluice_tx_queue.dropped(state);
    }

    /** Frames freed because the device did not take them. */
    public long refused() {
        return sluice_tx_queue.refused(state);
    }
}
