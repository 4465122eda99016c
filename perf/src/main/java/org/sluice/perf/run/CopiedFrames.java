package org.sluice.perf.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSource;
import org.sluice.perf.traffic.FlowTraffic;

/**
 * Made traffic without a driver: one frame of every flow in turn, copied into the same few buffers burst by burst, as a
 * device that writes into a recycled pool does. The order of the flows has no pattern that a prefetcher could learn.
 */
final class CopiedFrames implements FrameSource {
    private static final long HUGE_PAGE = 2 << 20;
    private static final int BUFFER_BYTES = 2304;
    private static final int LINKTYPE_ETHERNET = 1;
    private static final int MULTIPLIER = 1_000_003;

    private final MemorySegment store;
    private final MemorySegment buffers;
    private final int flows;
    private final int frameLength;
    private final int step;
    private int next;
    private long frameNumber = 1;
    private long spentNs;

    /** Makes all frames and keeps them in huge pages. */
    CopiedFrames(FlowTraffic traffic, Arena arena) {
        flows = traffic.flows();
        frameLength = traffic.frameLength();
        step = coprime(MULTIPLIER % flows, flows);
        store = large(arena, (long) flows * frameLength);
        buffers = large(arena, (long) Burst.CAPACITY * BUFFER_BYTES);
        for (int i = 0; i < flows; i++) {
            MemorySegment.copy(traffic.frame(i), 0, store, ValueLayout.JAVA_BYTE, (long) i * frameLength, frameLength);
        }
    }

    /** Wall time in ns that {@link #receive} took since this was asked last: not the engine's. */
    long takeSpentNs() {
        long spent = spentNs;
        spentNs = 0;
        return spent;
    }

    @Override
    public int receive(Burst burst) {
        long startNs = System.nanoTime();
        burst.frames = buffers;
        burst.portIndex = 0;
        burst.disposition = Burst.INSPECT;
        burst.firstFrameNumber = frameNumber;
        burst.verdicts.fill(Burst.FORWARD);
        burst.flags.fill((byte) 0);
        for (int i = 0; i < Burst.CAPACITY; i++) {
            MemorySegment.copy(store, (long) next * frameLength, buffers, (long) i * BUFFER_BYTES, frameLength);
            burst.offsets.setAtIndex(ValueLayout.JAVA_LONG, i, (long) i * BUFFER_BYTES);
            burst.lengths.setAtIndex(ValueLayout.JAVA_INT, i, frameLength);
            burst.linkTypes[i] = LINKTYPE_ETHERNET;
            next = (int) (((long) next + step) % flows);
        }
        Arrays.fill(burst.timestampsNs, Posix.realtimeNs());
        burst.count = Burst.CAPACITY;
        frameNumber += Burst.CAPACITY;
        spentNs += System.nanoTime() - startNs;
        return Burst.CAPACITY;
    }

    private static int coprime(int from, int to) {
        int step = Math.max(1, from);
        while (gcd(step, to) != 1) {
            step++;
        }
        return step;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static MemorySegment large(Arena arena, long bytes) {
        MemorySegment region = arena.allocate((bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE, HUGE_PAGE);
        Posix.adviseHugePages(region);
        return region;
    }
}
