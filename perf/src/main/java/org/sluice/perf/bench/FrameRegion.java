package org.sluice.perf.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.perf.traffic.FlowTraffic;

/** Frames of many flows side by side in native memory, as in a mempool, handed out in bursts. */
public final class FrameRegion {
    /** Frames a burst. */
    public static final int BURST = 32;

    private static final int STRIDE = 2048;

    private final MemorySegment memory;
    private final int frames;
    private final int frameLength;
    private int next;
    private long nowNs = 1_700_000_000_000_000_000L;

    /** @param arena owner of the frames */
    public FrameRegion(Arena arena, FlowTraffic traffic) {
        frames = traffic.flows();
        frameLength = traffic.frameLength();
        int stride = Math.min(STRIDE, Integer.highestOneBit(frameLength - 1) * 2);
        memory = arena.allocate((long) frames * Math.max(stride, frameLength), 64);
        for (int i = 0; i < frames; i++) {
            MemorySegment.copy(traffic.frame(i), 0, memory, ValueLayout.JAVA_BYTE, offset(i), frameLength);
        }
    }

    private long offset(int i) {
        return i * (memory.byteSize() / frames);
    }

    /** Wraps the next burst's packets, not decoded; 1 us after the last burst. */
    public void nextBurst(PacketList packets) {
        packets.clear();
        nowNs += 1000;
        for (int i = 0; i < BURST; i++) {
            Packet packet = packets.claim();
            packet.wrap(memory, offset(next), frameLength, 1);
            packet.timestampNs = nowNs;
            packet.frame = i;
            next = next + 1 == frames ? 0 : next + 1;
        }
    }

    /** Time of the burst handed out last. */
    public long nowNs() {
        return nowNs;
    }
}
