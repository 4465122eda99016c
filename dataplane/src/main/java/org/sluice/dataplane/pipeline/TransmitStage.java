package org.sluice.dataplane.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.Sequence;
import org.agrona.concurrent.Agent;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSink;

/** Sends or frees the frames of every slot that all inspectors have left, in the order they came. */
final class TransmitStage implements Agent, EventPoller.Handler<Burst> {
    private final EventPoller<Burst> poller;
    private final FrameSink sink;
    private final PipelineStatistics statistics;
    private int sent;

    TransmitStage(EventPoller<Burst> poller, FrameSink sink, PipelineStatistics statistics) {
        this.poller = poller;
        this.sink = sink;
        this.statistics = statistics;
    }

    @Override
    public int doWork() throws Exception {
        sent = 0;
        poller.poll(this);
        return sent;
    }

    @Override
    public boolean onEvent(Burst burst, long sequence, boolean endOfBatch) {
        transmit(burst, sink, statistics);
        sent += burst.count;
        return true;
    }

    /** Sends or frees a burst's frames, and counts them. */
    static void transmit(Burst burst, FrameSink sink, PipelineStatistics statistics) {
        int drops = burst.drops();
        int transmitted = sink.transmit(burst);
        statistics.droppedFrames += drops;
        statistics.transmittedFrames += transmitted;
        statistics.transmitFailures += burst.count - drops - transmitted;
    }

    /** How far it has come, for the ring's gate. */
    Sequence sequence() {
        return poller.getSequence();
    }

    @Override
    public String roleName() {
        return "transmit";
    }
}
