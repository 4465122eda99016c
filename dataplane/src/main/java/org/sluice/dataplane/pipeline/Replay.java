package org.sluice.dataplane.pipeline;

import java.lang.foreign.Arena;
import org.agrona.ErrorHandler;
import org.sluice.dataplane.contract.CounterRegistry;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.CounterView;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSource;
import org.sluice.dataplane.verdict.InjectionQueue;

/**
 * An inspector without a wire: runs the frames of a capture through the very stages that live packets go through, on
 * the caller's thread, by the capture's clock. Events go to a ring in memory that is drained after each burst.
 *
 * <p>Needs neither root nor DPDK.
 */
public final class Replay implements AutoCloseable {
    private static final int RING_BYTES = 4 << 20;
    private static final int COUNTERS = 2048;

    private final Arena arena = Arena.ofShared();
    private final EventRing ring = EventRing.inMemory(0, RING_BYTES);
    private final EventReader reader = ring.reader();
    private final CounterSet counters = CounterSet.inMemory(COUNTERS);
    private final StatisticsExport export = new StatisticsExport();
    private final InjectionQueue injections = new InjectionQueue();
    private final Burst burst = new Burst(arena, 0);
    private final Inspector inspector;
    private long frames;
    private long bytes;

    /** What takes the events. */
    public interface Drain {
        /** Reads all that the ring holds. */
        void drain(EventReader reader);
    }

    private final Drain drain;

    /**
     * @param settings of the inspection; one replay's own
     * @param rules in force, or null for none; stays the caller's to close
     * @param drain takes events as they come
     * @param errors takes defects met while inspecting
     */
    public Replay(InspectionSettings settings, RuleSet rules, Drain drain, ErrorHandler errors) {
        this.drain = drain;
        CounterRegistry registry = counters.registry(0);
        EventWriter writer = ring.writer(registry);
        writer.whenFull(() -> drain.drain(reader));
        RuleSetExchange exchange = new RuleSetExchange(1);
        if (rules != null) {
            exchange.publish(rules);
        }
        inspector = new Inspector(InspectorParts.of(
                0, FrameShare.ALL, settings, exchange, errors, arena, writer, registry, export, injections));
    }

    /** Inspects all that {@code source} has now. */
    public void run(FrameSource source) {
        while (step(source)) {
            // On to the next burst.
        }
    }

    /** Inspects the next burst; false when {@code source} has none. */
    public boolean step(FrameSource source) {
        if (source.receive(burst) == 0) {
            return false;
        }
        frames += burst.count;
        bytes += burst.totalLength();
        inspector.onBurst(burst);
        drain.drain(reader);
        return true;
    }

    /** Ends all flows: no more frames come. */
    public void finish() {
        inspector.endFlows();
        drain.drain(reader);
        export.copy();
    }

    /** Frames inspected. */
    public long frames() {
        return frames;
    }

    /** Bytes of the frames inspected. */
    public long bytes() {
        return bytes;
    }

    /** The counters; whole after {@link #finish}. */
    public CounterView counters() {
        return counters.view();
    }

    @Override
    public void close() {
        inspector.close();
        ring.close();
        arena.close();
    }
}
