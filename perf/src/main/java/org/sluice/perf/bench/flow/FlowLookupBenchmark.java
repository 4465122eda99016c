package org.sluice.perf.bench.flow;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.perf.bench.FrameRegion;
import org.sluice.perf.traffic.FlowTraffic;

/**
 * Flow look-up alone, packets decoded before, every one of another flow: hash, touch, find. ns a packet. {@code hit}
 * finds
 * its flow; {@code miss} finds none, begins one, and pays for the end of one, too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowLookupBenchmark {
    private static final int BURSTS = 512;
    private static final int FLOWS = BURSTS * FrameRegion.BURST;

    private final List<PacketList> bursts = new ArrayList<>();
    private FlowTable known;
    private FlowTable fresh;
    private long nowNs;
    private int next;

    /** Decodes all packets, and begins their flows in one of the tables. */
    @Setup
    public void prepare() {
        Arena arena = Arena.ofAuto();
        FrameRegion frames = new FrameRegion(arena, new FlowTraffic(FLOWS, 60, FlowTraffic.Transport.UDP));
        Decoder decoder = new Decoder(DecoderSettings.defaults());
        known = table(arena);
        fresh = table(arena);
        for (int i = 0; i < BURSTS; i++) {
            PacketList packets = new PacketList(FrameRegion.BURST);
            frames.nextBurst(packets);
            for (int p = 0; p < FrameRegion.BURST; p++) {
                decoder.decode(packets.get(p), packets);
            }
            bursts.add(packets);
        }
        nowNs = frames.nowNs();
        for (PacketList packets : bursts) {
            assign(known, packets);
        }
    }

    /** A burst of known flows. */
    @Benchmark
    @OperationsPerInvocation(FrameRegion.BURST)
    public int hit() {
        int found = assign(known, nextBurst());
        if (found != FrameRegion.BURST || known.size() != FLOWS) {
            throw new IllegalStateException(found + " packets found a flow; " + known.size() + " flows");
        }
        return found;
    }

    /** A burst of new flows. */
    @Benchmark
    @OperationsPerInvocation(FrameRegion.BURST)
    public int miss() {
        if (next == 0) {
            fresh.endAll();
        }
        int before = fresh.size();
        int found = assign(fresh, nextBurst());
        if (found != FrameRegion.BURST || fresh.size() != before + FrameRegion.BURST) {
            throw new IllegalStateException(found + " packets have a flow; " + (fresh.size() - before)
                    + " flows are new");
        }
        return found;
    }

    private PacketList nextBurst() {
        PacketList packets = bursts.get(next);
        next = next + 1 == BURSTS ? 0 : next + 1;
        return packets;
    }

    private int assign(FlowTable table, PacketList packets) {
        table.advance(nowNs);
        table.prepare(packets);
        int found = 0;
        for (int i = 0; i < FrameRegion.BURST; i++) {
            found += table.assign(packets.get(i), i) >= 0 ? 1 : 0;
        }
        return found;
    }

    private static FlowTable table(Arena arena) {
        return new FlowTable(new FlowSettings().capacity(2 * FLOWS).conclude(), arena, (flow, reason) -> {});
    }
}
