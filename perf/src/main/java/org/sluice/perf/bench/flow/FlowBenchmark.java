package org.sluice.perf.bench.flow;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
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
 * Flow look-up after decoding, every packet of another flow: frames -> decode -> hash, touch, find. ns a packet,
 * decoding
 * included; subtract {@code DecodeBenchmark}'s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowBenchmark {
    @Param({"1000", "100000", "1000000"})
    int flows;

    private FrameRegion frames;
    private Decoder decoder;
    private FlowTable table;
    private final PacketList packets = new PacketList(256);

    /** Begins all flows. */
    @Setup
    public void prepare() {
        Arena arena = Arena.ofAuto();
        frames = new FrameRegion(arena, new FlowTraffic(flows, 60, FlowTraffic.Transport.UDP));
        decoder = new Decoder(DecoderSettings.defaults().withChecksums(false));
        table = new FlowTable(new FlowSettings().capacity(1 << 21).conclude(), arena, (flow, reason) -> {});
        for (int i = 0; i < flows; i += FrameRegion.BURST) {
            burst();
        }
    }

    /** One burst. */
    @Benchmark
    @OperationsPerInvocation(FrameRegion.BURST)
    public int assign() {
        int found = burst();
        if (found != FrameRegion.BURST || table.size() != flows) {
            throw new IllegalStateException(found + " packets found a flow; " + table.size() + " flows");
        }
        return found;
    }

    private int burst() {
        frames.nextBurst(packets);
        for (int i = 0; i < FrameRegion.BURST; i++) {
            decoder.decode(packets.get(i), packets);
        }
        table.advance(frames.nowNs());
        table.prepare(packets);
        int found = 0;
        for (int i = 0; i < FrameRegion.BURST; i++) {
            found += table.assign(packets.get(i), i) >= 0 ? 1 : 0;
        }
        return found;
    }
}
