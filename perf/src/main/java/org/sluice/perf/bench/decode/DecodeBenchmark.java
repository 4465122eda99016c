package org.sluice.perf.bench.decode;

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
import org.sluice.perf.bench.FrameRegion;
import org.sluice.perf.traffic.FlowTraffic;

/**
 * Decoding alone: frames in memory -> wrap -> Ethernet, IPv4, TCP or UDP. ns a packet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    @Param({"60", "508"})
    int frameLength;

    @Param({"UDP", "TCP"})
    FlowTraffic.Transport transport;

    @Param({"true", "false"})
    boolean checksums;

    private FrameRegion frames;
    private Decoder decoder;
    private final PacketList packets = new PacketList(256);

    /** Lays out the frames. */
    @Setup
    public void prepare() {
        frames = new FrameRegion(Arena.ofAuto(), new FlowTraffic(10_000, frameLength, transport));
        decoder = new Decoder(DecoderSettings.defaults().withChecksums(checksums));
    }

    /** One burst. */
    @Benchmark
    @OperationsPerInvocation(FrameRegion.BURST)
    public int decode() {
        frames.nextBurst(packets);
        int sound = 0;
        for (int i = 0; i < FrameRegion.BURST; i++) {
            decoder.decode(packets.get(i), packets);
            sound += packets.get(i).destinationPort == 8000 && !packets.get(i).transportChecksumBad ? 1 : 0;
        }
        if (sound != FrameRegion.BURST) {
            throw new IllegalStateException(sound + " of " + FrameRegion.BURST + " packets were decoded");
        }
        return sound;
    }
}
