package org.sluice.dataplane.pipeline;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSink;
import org.sluice.dataplane.port.FrameSource;

/**
 * All stages of a pipeline in one: what is received is inspected and sent before anything else is received. With one
 * thread there is nobody to hand a burst to, so there is no ring, and none that can be full; an idle port costs no more
 * than the question whether it has something.
 */
final class RunToCompletion implements Agent {
    private final FrameSource source;
    private final BurstInspector inspector;
    private final FrameSink sink;
    private final Burst burst;
    private final PipelineStatistics statistics;
    private final ErrorHandler errors;

    /** @param burst its own, filled anew each time */
    RunToCompletion(
            FrameSource source, BurstInspector inspector, FrameSink sink, Burst burst, PipelineStatistics statistics,
            ErrorHandler errors) {
        this.source = source;
        this.inspector = inspector;
        this.sink = sink;
        this.burst = burst;
        this.statistics = statistics;
        this.errors = errors;
    }

    @Override
    public int doWork() {
        int received = source.receive(burst);
        if (received == 0) {
            return inspector.onIdle();
        }
        burst.disposition = Burst.INSPECT;
        ReceiveStage.count(burst, statistics);
        InspectStage.inspect(burst, inspector, errors);
        TransmitStage.transmit(burst, sink, statistics);
        return received;
    }

    @Override
    public String roleName() {
        return "run to completion";
    }
}
