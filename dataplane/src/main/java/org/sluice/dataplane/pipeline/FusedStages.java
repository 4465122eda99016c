package org.sluice.dataplane.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSink;
import org.sluice.dataplane.port.FrameSource;

/**
 * All stages of a pipeline fused on its ring, for one thread: a slot is claimed, filled, inspected and sent before the
 * next is claimed, so the ring is never full and nothing waits in it. An idle port costs no more than the question
 * whether it has something.
 */
final class FusedStages implements Agent {
    private static final long NONE = -1;

    private final RingBuffer<Burst> ring;
    private final FrameSource source;
    private final BurstInspector inspector;
    private final FrameSink sink;
    private final PipelineStatistics statistics;
    private final ErrorHandler errors;
    /** The last slot whose frames have left. */
    private final Sequence sent = new Sequence();
    private long claimed = NONE;

    FusedStages(
            RingBuffer<Burst> ring, FrameSource source, BurstInspector inspector, FrameSink sink,
            PipelineStatistics statistics, ErrorHandler errors) {
        this.ring = ring;
        this.source = source;
        this.inspector = inspector;
        this.sink = sink;
        this.statistics = statistics;
        this.errors = errors;
        ring.addGatingSequences(sent);
    }

    @Override
    public int doWork() {
        if (claimed == NONE) {
            claimed = ring.next();
        }
        Burst burst = ring.get(claimed);
        int received = source.receive(burst);
        if (received == 0) {
            return inspector.onIdle();
        }
        burst.disposition = Burst.INSPECT;
        ReceiveStage.count(burst, statistics);
        ring.publish(claimed);
        InspectStage.inspect(burst, inspector, errors);
        TransmitStage.transmit(burst, sink, statistics);
        sent.set(claimed);
        claimed = NONE;
        return received;
    }

    @Override
    public String roleName() {
        return "receive, inspect, transmit";
    }
}
