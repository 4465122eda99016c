package org.sluice.dataplane.pipeline;

import com.lmax.disruptor.RingBuffer;
import org.agrona.concurrent.Agent;
import org.sluice.dataplane.decode.FlowHash;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSource;

/**
 * Fills the ring's next slot with a burst. A claimed slot is kept until something arrives, so an idle queue costs no
 * sequence operation. Never waits: a full ring is counted, and handled by the overload policy.
 */
final class ReceiveStage implements Agent {
    private static final long NONE = -1;

    private final RingBuffer<Burst> ring;
    private final FrameSource source;
    private final OverloadPolicy overload;
    private final FlowHash hash;
    private final PipelineStatistics statistics;
    private final long highWater;
    private long claimed = NONE;

    ReceiveStage(RingBuffer<Burst> ring, FrameSource source, OverloadPolicy overload, FlowHash hash, PipelineStatistics statistics) {
        this.ring = ring;
        this.source = source;
        this.overload = overload;
        this.hash = hash;
        this.statistics = statistics;
        this.highWater = ring.getBufferSize() / 4;
    }

    @Override
    public int doWork() {
        if (claimed == NONE) {
            if (!ring.hasAvailableCapacity(1)) {
                statistics.ringFull++;
                return 0;
            }
            claimed = ring.next();
        }
        Burst burst = ring.get(claimed);
        int received = source.receive(burst);
        if (received == 0) {
            return 0;
        }
        burst.disposition = Burst.INSPECT;
        if (overload != OverloadPolicy.BACKPRESSURE && ring.remainingCapacity() < highWater) {
            shed(burst);
        }
        hash(burst);
        count(burst, statistics);
        ring.publish(claimed);
        claimed = NONE;
        return received;
    }

    /** Counts a burst that was received. */
    static void count(Burst burst, PipelineStatistics statistics) {
        statistics.bursts++;
        statistics.receivedFrames += burst.count;
        statistics.receivedBytes += burst.totalLength();
    }

    private void hash(Burst burst) {
        for (int i = 0; i < burst.count; i++) {
            burst.hash(i, hash.hash(burst.memory(i), burst.offset(i), burst.length(i)));
        }
    }

    private void shed(Burst burst) {
        burst.disposition = Burst.SHED;
        statistics.shedFrames += burst.count;
        if (overload == OverloadPolicy.DROP) {
            for (int i = 0; i < burst.count; i++) {
                burst.verdict(i, Burst.DROP);
            }
        }
    }

    @Override
    public String roleName() {
        return "receive";
    }
}
