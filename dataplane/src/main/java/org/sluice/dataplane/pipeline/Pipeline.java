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
 * One receive queue's way through the house: a ring whose slots are bursts, filled from a source, read by inspectors,
 * emptied into a sink.
 *
 * <pre>
 *   source --> [ReceiveStage] --> ring of Burst --> [InspectStage] x k --> [TransmitStage] --> sink
 * </pre>
 *
 * One sequence operation moves a burst, not a packet. The sink's stage waits for all inspectors of a slot, so frames
 * leave in the order they came. A slot is not reused before its frames have left.
 *
 * <p>Where one thread has all of it, the stages are {@link FusedStages fused} on the ring, which then has few slots, so
 * that their columns stay in the cache.
 */
public final class Pipeline {
    /** A power of two: its producer looks at the gating sequence once a round. */
    private static final int FUSED_SLOTS = 4;

    private final FrameSource source;
    private final FrameSink sink;
    private final String name;
    private final int slots;
    private final long scratchBytes;
    private final Arena arena;
    private RingBuffer<Burst> ring;

    /**
     * @param name for threads and errors, such as {@code "lan0:q0"}
     * @param slots bursts in the ring where several threads take part, a power of two
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

    /** All stages as one, for one thread. */
    FusedStages fusedStages(BurstInspector inspector, PipelineStatistics statistics, ErrorHandler errors) {
        return new FusedStages(ring(FUSED_SLOTS), source, inspector, sink, statistics, errors);
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
        return ring(slots);
    }

    private RingBuffer<Burst> ring(int size) {
        if (ring == null) {
            // The wait strategy is never used: every stage polls.
            ring = RingBuffer.createSingleProducer(
                    () -> new Burst(arena, scratchBytes), size, new YieldingWaitStrategy());
        }
        return ring;
    }
}
