package org.sluice.dataplane.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sluice.dataplane.decode.FlowHash;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSink;
import org.sluice.dataplane.port.FrameSource;

@Timeout(60)
class PipelineTest {
    private static final Worker.ThreadSetup NO_SETUP = new Worker.ThreadSetup() {
        @Override
        public void onStart() {}

        @Override
        public void onClose() {}
    };

    private final Arena arena = Arena.ofShared();
    private final AtomicReference<Throwable> error = new AtomicReference<>();

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void shouldCarryEveryFrameInOrderWhenOneThreadRunsAllStages() throws Exception {
        NumberedSource source = new NumberedSource(10_000);
        RecordingSink sink = new RecordingSink();
        Pipeline pipeline = new Pipeline("p", source, sink, 2, 0, arena);
        PipelineStatistics statistics = new PipelineStatistics();
        Agent[] stages = StagePlan.shared(
                        "w", List.of(pipeline), new DropEveryTenth(0, 1), List.of(statistics), error::set)
                .stages();

        while (sink.seen < source.total) {
            for (Agent stage : stages) {
                stage.doWork();
            }
        }

        assertEquals(9_000, sink.numbers.size());
        assertInOrder(sink.numbers);
        assertEquals(10_000, statistics.receivedFrames);
        assertEquals(1_000, statistics.droppedFrames);
        assertEquals(9_000, statistics.transmittedFrames);
    }

    @Test
    void shouldCarryEveryFrameInOrderWhenInspectorsShareTheSlots() throws Exception {
        NumberedSource source = new NumberedSource(200_000);
        RecordingSink sink = new RecordingSink();
        Pipeline pipeline = new Pipeline("p", source, sink, 16, 0, arena);
        PipelineStatistics statistics = new PipelineStatistics();
        List<StagePlan.ThreadRole> roles = StagePlan.dedicated(
                List.of(pipeline), List.of(new DropEveryTenth(0, 2), new DropEveryTenth(1, 2)),
                OverloadPolicy.BACKPRESSURE, List.of(statistics), new FlowHash(1), error::set);

        List<Worker> workers = new ArrayList<>();
        for (StagePlan.ThreadRole role : roles) {
            workers.add(new Worker(role.name(), role.stages(), NO_SETUP, new YieldingIdleStrategy(), error::set));
        }
        workers.forEach(Worker::start);
        while (sink.seen < source.total) {
            Thread.onSpinWait();
        }
        workers.forEach(Worker::close);

        assertEquals(180_000, sink.numbers.size());
        assertInOrder(sink.numbers);
        assertEquals(null, error.get());
    }

    @Test
    void shouldForwardUninspectedAndCountWhenInspectorsFallBehindAndThePolicyIsBypass() throws Exception {
        NumberedSource source = new NumberedSource(10_000);
        Pipeline pipeline = new Pipeline("p", source, new RecordingSink(), 16, 0, arena);
        PipelineStatistics statistics = new PipelineStatistics();
        List<StagePlan.ThreadRole> roles = StagePlan.dedicated(
                List.of(pipeline), List.of(new DropEveryTenth(0, 1)),
                OverloadPolicy.BYPASS, List.of(statistics), new FlowHash(1), error::set);

        for (int i = 0; i < 100; i++) {
            roles.get(0).stages()[0].doWork();
        }

        assertTrue(statistics.ringFull > 0);
        assertEquals(4L * Burst.CAPACITY, statistics.shedFrames, "the last quarter of 16 slots");
    }

    @Test
    void shouldGoOnAfterAnInspectorThrew() throws Exception {
        NumberedSource source = new NumberedSource(1_000);
        RecordingSink sink = new RecordingSink();
        Pipeline pipeline = new Pipeline("p", source, sink, 2, 0, arena);
        BurstInspector defective = new BurstInspector() {
            @Override
            public void onBurst(Burst burst) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public int onIdle() {
                return 0;
            }
        };
        Agent[] stages = StagePlan.shared(
                        "w", List.of(pipeline), defective,
                        List.of(new PipelineStatistics()), error::set)
                .stages();

        while (sink.seen < source.total) {
            for (Agent stage : stages) {
                stage.doWork();
            }
        }

        assertEquals(1_000, sink.numbers.size());
        assertEquals("a defect", error.get().getMessage());
    }

    @Test
    void shouldAllocateNothingPerBurst() throws Exception {
        NumberedSource source = new NumberedSource(Integer.MAX_VALUE);
        RecordingSink sink = new RecordingSink();
        sink.keep = false;
        Pipeline pipeline = new Pipeline("p", source, sink, 2, 0, arena);
        Agent[] stages = StagePlan.shared(
                        "w", List.of(pipeline), new DropEveryTenth(0, 1),
                        List.of(new PipelineStatistics()), error::set)
                .stages();
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        cycles(stages, 20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        cycles(stages, 20_000);
        long after = threads.getCurrentThreadAllocatedBytes();

        assertTrue(after - before < 20_000, () -> "allocated " + (after - before) + " bytes in 20,000 bursts");
    }

    private static void cycles(Agent[] stages, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            for (Agent stage : stages) {
                stage.doWork();
            }
        }
    }

    private static void assertInOrder(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            int before = numbers.get(i - 1);
            int now = numbers.get(i);
            assertTrue(before < now, () -> before + " before " + now);
        }
    }

    /** Frames whose handle is their number, from 0, in bursts of full size. */
    private static final class NumberedSource implements FrameSource {
        private final int total;
        private int next;

        NumberedSource(int total) {
            this.total = total;
        }

        @Override
        public int receive(Burst burst) {
            int count = Math.min(Burst.CAPACITY, total - next);
            for (int i = 0; i < count; i++) {
                burst.handles.setAtIndex(ValueLayout.JAVA_LONG, i, next++);
                burst.verdict(i, Burst.FORWARD);
            }
            burst.count = count;
            return count;
        }
    }

    private static final class RecordingSink implements FrameSink {
        private final List<Integer> numbers = new ArrayList<>();
        private boolean keep = true;
        private volatile int seen;

        @Override
        public int transmit(Burst burst) {
            int sent = 0;
            for (int i = 0; i < burst.count; i++) {
                if (burst.verdict(i) == Burst.FORWARD) {
                    if (keep) {
                        numbers.add((int) burst.handles.getAtIndex(ValueLayout.JAVA_LONG, i));
                    }
                    sent++;
                }
            }
            seen = seen + burst.count;
            return sent;
        }

        @Override
        public boolean inject(MemorySegment frame, long offset, int length) {
            return false;
        }
    }

    /** Drops frames whose number ends in 9, of those that are its share. */
    private record DropEveryTenth(int index, int of) implements BurstInspector {
        @Override
        public void onBurst(Burst burst) {
            for (int i = 0; i < burst.count; i++) {
                long number = burst.handles.getAtIndex(ValueLayout.JAVA_LONG, i);
                if (number % of == index && number % 10 == 9) {
                    burst.verdict(i, Burst.DROP);
                }
            }
        }

        @Override
        public int onIdle() {
            return 0;
        }
    }
}
