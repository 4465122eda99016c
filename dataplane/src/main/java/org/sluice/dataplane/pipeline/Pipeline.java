package org.sluice.dataplane.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.lang.foreign.Arena;
import org.agrona.ErrorHandler;
import org.sluice.dataplane.decode.FlowHash;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSink;
import org.sluice.dataplane.port.FrameSource;

/**
 * One receive queue's way through the house. Where several threads take part, over a ring whose slots are bursts,
 * filled from a source, read by inspectors, emptied into a sink:
 *
 * <pre>
 *   source --> [ReceiveStage] --> ring of Burst --> [InspectStage] x k --> [TransmitStage] --> sink
 * </pre>
 *
 * One sequence operation moves a burst, not a packet. The sink's stage waits for all inspectors of a slot, so frames
 * leave in the order they came. A slot is not reused before its frames have left.
 *
 * <p>One thread alone needs no ring, and {@link RunToCompletion runs each burst to its completion}.
 */
public final class Pipeline {
    private final FrameSource source;
    private final FrameSink sink;
    private final String name;
    private final int slots;
    private final long scratchBytes;
    private final Arena arena;
    private RingBuffer<Burst> ring;

    /**
     * @param name for threads and errors, such as {@code "lan0:q0"}
     * @param slots bursts in the ring, where there is one: a power of two
     * @param scratchBytes region of each burst for frames of several segments
     * @param arena owner of the bursts' columns
     */
    public Pipeline(String name, FrameSource source, FrameSink sink, int slots, long scratchBytes, Arena arena) {
        this.name = name;
        this.source = source;
        this.sink = sink;
        this.slots = slots;
        this.scratchBytes = scratchBytes;
        this.arena = arena;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where its frames go. */
    public FrameSink sink() {
        return sink;
    }

    /** All of it as one stage, without a ring. */
    RunToCompletion runToCompletion(BurstInspector inspector, PipelineStatistics statistics, ErrorHandler errors) {
        return new RunToCompletion(source, inspector, sink, newBurst(), statistics, errors);
    }

    /** @param hash parts frames among inspectors */
    ReceiveStage receiveStage(OverloadPolicy overload, FlowHash hash, PipelineStatistics statistics) {
        return new ReceiveStage(ring(), source, overload, hash, statistics);
    }

    EventPoller<Burst> inspectorPoller() {
        return ring().newPoller();
    }

    /** The last stage, which must be made after all inspectors' pollers. */
    TransmitStage transmitStage(Sequence[] inspectors, PipelineStatistics statistics) {
        EventPoller<Burst> poller = ring().newPoller(inspectors);
        ring().addGatingSequences(poller.getSequence());
        return new TransmitStage(poller, sink, statistics);
    }

    private RingBuffer<Burst> ring() {
        if (ring == null) {
            // The wait strategy is never used: every stage polls.
            ring = RingBuffer.createSingleProducer(this::newBurst, slots, new YieldingWaitStrategy());
        }
        return ring;
    }

    private Burst newBurst() {
        return new Burst(arena, scratchBytes);
    }
}
