package org.sluice.perf.generate;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.DpdkPort;
import org.sluice.perf.traffic.FlowFrames;
import org.sluice.perf.traffic.Stamp;

/**
 * One direction of a trial: frames into one port, and out of the other. Hot, on the generator's thread; allocates
 * nothing
 * between {@link #begin} and the end of the trial.
 */
final class Stream {
    /** Frames sent at once: as many as drivers like to take. */
    private static final int BURST = 32;

    private final DpdkPort from;
    private final DpdkPort to;
    private final Burst sending;
    private final Burst receiving;
    private final Pacer pacer;
    private final SequenceLedger ledger;
    private final LatencyRecorder latency;
    private FlowFrames[] frames;
    private int flows;
    private double newFlowsPerNs;
    private long beganNs;
    private int number;
    private int nextFrame;
    private int nextFlow;
    private long sequence;
    private long refused;

    Stream(Arena arena, DpdkPort from, DpdkPort to, Pacer pacer, SequenceLedger ledger, LatencyRecorder latency) {
        this.from = from;
        this.to = to;
        this.pacer = pacer;
        this.ledger = ledger;
        this.latency = latency;
        sending = new Burst(arena, 0);
        receiving = new Burst(arena, 1 << 20);
    }

    /** Begins a trial; {@code number} tells its frames from those of the trial before. */
    void begin(FlowFrames[] made, TrialPlan plan, int trial) {
        frames = made;
        flows = plan.flows();
        newFlowsPerNs = plan.newFlowsPerSecond() / 1e9;
        beganNs = System.nanoTime();
        number = trial & 0xFFFF;
        nextFrame = 0;
        nextFlow = 0;
        sequence = 0;
        refused = 0;
        ledger.reset();
    }

    /** Sends what is due. */
    void send(long nowNs, long most) {
        int due = pacer.due(nowNs, (int) Math.min(BURST, most - sequence));
        if (due <= 0) {
            return;
        }
        sending.count = 0;
        // The living flows are a window that moves on over all there are.
        int firstFlow = (int) ((long) ((nowNs - beganNs) * newFlowsPerNs) % TrialPlan.MOST_FLOWS);
        for (int i = 0; i < due; i++) {
            FlowFrames frame = frames[nextFrame];
            long lateUs = Math.clamp((nowNs - pacer.dueNs(i)) / 1_000, 0, Stamp.MOST_LATE_US);
            int flow = (firstFlow + nextFlow) % TrialPlan.MOST_FLOWS;
            frame.write(flow, number, (int) (sequence + i), nowNs, (int) lateUs);
            from.sink(0).make(sending, frame.frame(), 0, frame.length());
            nextFrame = nextFrame + 1 == frames.length ? 0 : nextFrame + 1;
            nextFlow = nextFlow + 1 == flows ? 0 : nextFlow + 1;
        }
        // Frames for which there was no buffer are refused as well: they are of the schedule, and did not get out.
        refused += due - from.sink(0).transmit(sending);
        pacer.issued(due);
        sequence += due;
    }

    /** Takes in what has arrived; returns whether anything was there. */
    boolean receive() {
        int count = to.source(0).receive(receiving);
        if (count <= 0) {
            return false;
        }
        long nowNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            MemorySegment memory = receiving.memory(i);
            long at = Stamp.find(memory, receiving.offset(i), receiving.length(i));
            if (at >= 0 && Stamp.stream(memory, at) == number) {
                long sentNs = Stamp.sentNs(memory, at);
                if (ledger.received(Stamp.sequence(memory, at) & 0xFFFFFFFFL)) {
                    latency.record(sentNs, Stamp.lateUs(memory, at), nowNs);
                }
            }
        }
        PacketPool.free(receiving.handles, count);
        return true;
    }

    Pacer pacer() {
        return pacer;
    }

    SequenceLedger ledger() {
        return ledger;
    }

    long sent() {
        return sequence;
    }

    long refused() {
        return refused;
    }
}
