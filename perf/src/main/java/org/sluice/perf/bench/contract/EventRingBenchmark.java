package org.sluice.perf.bench.contract;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.NoticeCode;

/**
 * Publication of an event, and its reading by the same thread: begin -> fields -> commit -> poll. ns an event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventRingBenchmark {
    private static final int EVENTS = 64;

    private final EventRing ring = EventRing.inMemory(0, 1 << 20);
    private final CounterSet counters = CounterSet.inMemory(256);
    private final EventWriter writer = ring.writer(counters.registry(0));
    private final EventReader reader = ring.reader();
    private long now;

    /** Events in, the same out. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int publish() {
        for (int i = 0; i < EVENTS; i++) {
            writer.begin(EventType.NOTICE, now++);
            writer.notice().notice(NoticeCode.STARTED, now, i);
            writer.commit();
        }
        int read = 0;
        for (int some = drain(); some > 0; some = drain()) {
            read += some;
        }
        if (read != EVENTS) {
            throw new IllegalStateException(read + " events were read of " + EVENTS);
        }
        return read;
    }

    private int drain() {
        return reader.poll((type, buffer, offset, length) -> true, EVENTS);
    }

    /** Frees the ring. */
    @TearDown
    public void end() {
        ring.close();
    }
}
