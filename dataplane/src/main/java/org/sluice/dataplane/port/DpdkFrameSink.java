package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.bindings.dpdk.Port;
import org.sluice.bindings.dpdk.TxQueue;

/** One transmit queue of a DPDK port. Used by one thread, registered with DPDK; allocates nothing. */
public final class DpdkFrameSink implements FrameSink {
    private final TxQueue queue;
    private final PacketPool pool;
    private final StartGate gate;
    private final MemorySegment single;
    private long injectFailures;

    DpdkFrameSink(Arena arena, Port port, int queueIndex, PacketPool pool, int attempts, StartGate gate) {
        this.queue = new TxQueue(arena, port, queueIndex, attempts);
        this.pool = pool;
        this.gate = gate;
        this.single = arena.allocate(ValueLayout.JAVA_LONG);
    }

    @Override
    public int transmit(Burst burst) {
        return queue.send(burst.handles, burst.verdicts, burst.count);
    }

    @Override
    public boolean inject(MemorySegment frame, long offset, int length) {
        if (!gate.isOpen() || length <= 0 || offset < 0 || offset > frame.byteSize() - length) {
            injectFailures++;
            return false;
        }
        long made = pool.make(frame.address() + offset, length);
        if (made < 0) {
            injectFailures++;
            return false;
        }
        single.set(ValueLayout.JAVA_LONG, 0, made);
        return queue.send(single, 1) == 1;
    }

    /**
     * Makes a frame of our own and puts it at the end of {@code burst}, to be sent with the others by
     * {@link #transmit}: what a traffic generator does. Copies the bytes.
     *
     * @return whether the burst had a place and the pool a buffer
     */
    public boolean make(Burst burst, MemorySegment frame, long offset, int length) {
        if (burst.count == Burst.CAPACITY || length <= 0 || offset < 0 || offset > frame.byteSize() - length) {
            return false;
        }
        long made = pool.make(frame.address() + offset, length);
        if (made < 0) {
            injectFailures++;
            return false;
        }
        burst.handles.setAtIndex(ValueLayout.JAVA_LONG, burst.count, made);
        burst.verdict(burst.count, Burst.FORWARD);
        burst.count++;
        return true;
    }

    /** Frames sent, our own ones counted. */
    public long sentFrames() {
        return queue.frames();
    }

    /** Bytes sent. */
    public long sentBytes() {
        return queue.bytes();
    }

    /** Frames freed by verdict. */
    public long droppedFrames() {
        return queue.dropped();
    }

    /** Frames freed because the device did not take them in the attempts allowed. */
    public long refusedFrames() {
        return queue.refused();
    }

    /** Frames of our own that were not made: the pool was empty, or the wire not started. */
    public long injectFailures() {
        return injectFailures;
    }
}
