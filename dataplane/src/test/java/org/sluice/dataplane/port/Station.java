package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.dpdk.Dpdk;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.bindings.dpdk.Port;
import org.sluice.bindings.dpdk.PortRequest;

/** A host at the end of a wire: sends frames of our own and keeps those it receives that are ours. */
final class Station implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final PacketPool pool;
    private final Port port;
    private final DpdkFrameSource source;
    private final DpdkFrameSink sink;
    private final Burst burst = new Burst(arena, 64 * 1024);
    private final List<byte[]> received = new ArrayList<>();

    Station(String device, String poolName) {
        pool = new PacketPool(poolName, 1_023, 0, 16_384, -1);
        port = Dpdk.attach(device);
        port.configure(pool, PortRequest.singleQueue());
        port.start();
        StartGate gate = new StartGate();
        gate.set(true);
        source = new DpdkFrameSource(arena, port, 0, pool, 0, gate);
        sink = new DpdkFrameSink(arena, port, 0, pool, 4, gate);
    }

    boolean send(byte[] frame) {
        MemorySegment bytes = arena.allocate(frame.length).copyFrom(MemorySegment.ofArray(frame));
        return sink.inject(bytes, 0, frame.length);
    }

    /**
     * Takes in what has arrived; frames that do not carry the mark of {@link TestFrames} are the kernel's own noise.
     */
    List<byte[]> poll() {
        source.receive(burst);
        for (int i = 0; i < burst.count; i++) {
            byte[] frame = burst.memory(i).asSlice(burst.offset(i), burst.length(i)).toArray(ValueLayout.JAVA_BYTE);
            if (TestFrames.isOurs(frame)) {
                received.add(frame);
            }
        }
        PacketPool.free(burst.handles, burst.count);
        return received;
    }

    @Override
    public void close() {
        port.stop();
        port.detach();
        pool.close();
        arena.close();
    }
}
