package org.sluice.perf.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.sluice.dataplane.pipeline.PipelineStatistics;

/** What one queue's worker has done between {@link #begin()} and {@link #end()}: frames, and its processor time. */
final class QueueWork {
    private final PipelineStatistics statistics;
    private final ThreadClock clock;
    private long frames;
    private long cpuNs;

    /** @param statistics of the pipeline whose frames count */
    QueueWork(PipelineStatistics statistics, ThreadClock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    void begin() {
        frames = -statistics.transmittedFrames;
        cpuNs = -nowNs();
    }

    void end() {
        frames += statistics.transmittedFrames;
        cpuNs += nowNs();
    }

    /** Frames that left. */
    long frames() {
        return frames;
    }

    /** Processor time of the worker in ns. */
    long cpuNs() {
        return cpuNs;
    }

    /** Frames dropped since the start. */
    long dropped() {
        return statistics.droppedFrames;
    }

    /** Frames that the port did not take since the start. */
    long failed() {
        return statistics.transmitFailures;
    }

    /** The worker's processor time since its start, in ns. */
    long nowNs() {
        try {
            return clock.nanos();
        } catch (IOException gone) {
            throw new UncheckedIOException("the worker has ended", gone);
        }
    }

    String json() {
        return "{\"frames\": " + frames + ", \"cpu_ns\": " + cpuNs + "}";
    }
}
