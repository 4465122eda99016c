package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.bindings.dpdk.Port;
import org.sluice.bindings.dpdk.RxQueue;

/** One receive queue of a DPDK port. Used by one thread, registered with DPDK; allocates nothing. */
public final class DpdkFrameSource implements FrameSource {
    private final RxQueue queue;
    private final MemorySegment frames;
    private final int portIndex;
    private final StartGate gate;
    private long nextFrameNumber = 1;

    DpdkFrameSource(Arena arena, Port port, int queueIndex, PacketPool pool, int portIndex, StartGate gate) {
        this.queue = new RxQueue(arena, port, queueIndex, pool);
        this.frames = pool.memory();
        this.portIndex = portIndex;
        this.gate = gate;
    }

    @Override
    public int receive(Burst burst) {
        if (!gate.isOpen()) {
            burst.count = 0;
            return 0;
        }
        return take(burst);
    }

    /**
     * Frees frames that wait at a port that runs while the wire is closed.
     *
     * @param burst for their columns; empty afterwards
     * @return frames freed, 0 when none waits
     */
    int discard(Burst burst) {
        int discarded = take(burst);
        PacketPool.free(burst.handles, discarded);
        burst.count = 0;
        return discarded;
    }

    private int take(Burst burst) {
        int received = queue.receive(Burst.CAPACITY, burst.handles, burst.offsets, burst.lengths, burst.hashes,
                burst.flags, burst.scratch);
        burst.count = received;
        if (received > 0) {
            burst.frames = frames;
            burst.portIndex = portIndex;
            burst.firstFrameNumber = nextFrameNumber;
            nextFrameNumber += received;
            burst.verdicts.fill(Burst.FORWARD);
            Arrays.fill(burst.timestampsNs, 0, received, queue.receivedNs());
        }
        return received;
    }

    /** Frames received. */
    public long receivedFrames() {
        return queue.frames();
    }

    /** Bytes received. */
    public long receivedBytes() {
        return queue.bytes();
    }

    /** Frames that came in several buffers and were laid out in one piece. */
    public long linearisedFrames() {
        return queue.linearised();
    }

    /** Frames of several buffers for which a burst's scratch region had no room. */
    public long truncatedFrames() {
        return queue.truncated();
    }
}
