package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A receive queue: used by one registered thread. Allocates and throws nothing. */
public final class RxQueue {
    /** Most frames of one burst. */
    public static final int BURST = 64;
    /** Flag: the frame came in several buffers and was copied together into the scratch region. */
    public static final int IN_SCRATCH = 1;
    /** Flag: the scratch region had no room for all of the frame. */
    public static final int TRUNCATED = 2;
    /** Flag: the hash is the device's. */
    public static final int HASHED = 4;
    /** Flag: the device found the IP header's checksum right. */
    public static final int IP_SUM_GOOD = 8;
    /** Flag: the device found the TCP, UDP or SCTP checksum right. */
    public static final int L4_SUM_GOOD = 16;

    private final MemorySegment state;

    /**
     * @param arena owner of the queue's counters
     * @param port a port that is configured with more than {@code queue} receive queues
     * @param pool what the port is fed from
     */
    public RxQueue(Arena arena, Port port, int queue, PacketPool pool) {
        state = sluice_rx_queue.allocate(arena);
        sluice_rx_queue.port(state, port.id());
        sluice_rx_queue.queue(state, queue);
        sluice_rx_queue.base(state, pool.memory().address());
    }

    /**
     * Receives what is there. All columns are off heap and have {@code capacity} elements.
     *
     * @param capacity 1 to {@link #BURST}
     * @param mbufs {@code long[]}: handles, to be given to a {@link TxQueue} or freed
     * @param offsets {@code long[]}: where the frame begins in the pool's memory, or in scratch
     * @param lengths {@code int[]}: bytes of the frame
     * @param hashes {@code int[]}: the device's hash, 0 where there is none
     * @param flags {@code byte[]}: the constants above
     * @param scratch region for frames of several buffers
     * @return number of frames, or a negated error number for a capacity out of range
     */
    public int receive(int capacity, MemorySegment mbufs, MemorySegment offsets, MemorySegment lengths,
            MemorySegment hashes, MemorySegment flags, MemorySegment scratch) {
        return sluice_burst_h.sluice_rx_gather(state.address(), capacity, mbufs.address(), offsets.address(),
                lengths.address(), hashes.address(), flags.address(), scratch.address(), scratch.byteSize());
    }

    /** When the last burst was received, in ns since the Unix epoch; 0 before the first. */
    public long receivedNs() {
        return sluice_rx_queue.received_ns(state);
    }

    /** Frames received. */
    public long frames() {
        return sluice_rx_queue.frames(state);
    }

    /** Bytes received. */
    public long bytes() {
        return sluice_rx_queue.bytes(state);
    }

    /** Frames that came in several buffers. */
    public long linearised() {
        return sluice_rx_queue.linearised(state);
    }

    /** Frames of which only a part fitted into scratch. */
    public long truncated() {
        return sluice_rx_queue.truncated(state);
    }
}
