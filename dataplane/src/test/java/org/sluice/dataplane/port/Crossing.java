package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Carries frames over a wire the way a worker does, both directions in turn, until something is so or time is up. */
final class Crossing {
    private static final long PATIENCE_NS = 5_000_000_000L;

    private final Burst burst;
    private final DpdkWire wire;

    Crossing(Arena arena, DpdkWire wire) {
        this.burst = new Burst(arena, 64 * 1024);
        this.wire = wire;
    }

    boolean until(BooleanSupplier done) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            for (int queue = 0; queue < wire.queues(); queue++) {
                carry(wire.left().source(queue), wire.right().sink(queue));
                carry(wire.right().source(queue), wire.left().sink(queue));
            }
        }
        return true;
    }

    /** Sends frames from one station to the other and tells whether all arrived. */
    boolean passes(List<byte[]> frames, Station from, Station to) {
        int before = to.poll().size();
        frames.forEach(from::send);
        return until(() -> to.poll().size() - before >= frames.size());
    }

    private void carry(FrameSource source, FrameSink sink) {
        if (source.receive(burst) > 0) {
            sink.transmit(burst);
        }
    }
}
