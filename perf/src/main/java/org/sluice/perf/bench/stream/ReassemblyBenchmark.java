package org.sluice.perf.bench.stream;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.stream.StreamEngine;
import org.sluice.dataplane.stream.StreamListener;
import org.sluice.dataplane.stream.StreamSettings;
import org.sluice.dataplane.stream.StreamWindow;
import org.sluice.perf.conversation.Applications;
import org.sluice.perf.conversation.Step;

/**
 * Reassembly of a connection, from SYN to the last ACK, {@value #BYTES} bytes in the answer: segments, decoded before
 * ->
 * flow -> stream -> bytes in order. ns a segment, flow look-up included; {@code reordered} has the answer's full
 * segments
 * in pairs the wrong way round.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReassemblyBenchmark {
    private static final int BYTES = 29_200;
    /** Handshake 3, request 1, answer 21, end 3. */
    private static final int SEGMENTS = 28;

    @Param({"false", "true"})
    boolean reordered;

    private final Counting listener = new Counting();
    private final List<Packet> script = new ArrayList<>();
    private FlowTable flows;
    private StreamEngine streams;
    private long expected;
    private int client;

    /** Decodes the connection's segments. */
    @Setup
    public void prepare() {
        Arena arena = Arena.ofAuto();
        flows = new FlowTable(new FlowSettings().capacity(1024).conclude(), arena,
                (flow, reason) -> streams.onFlowEnd(flow, listener));
        streams = new StreamEngine(new StreamSettings().sessions(1024).conclude(), flows, arena);
        Decoder decoder = new Decoder(DecoderSettings.defaults());
        for (Step step : Applications.of(Applications.Kind.HTTP, arena, BYTES).steps()) {
            step.write(0x0A000001, 0xC6120001);
            PacketList list = new PacketList(1);
            Packet packet = list.claim();
            packet.wrap(step.frame(), 0, step.length(), 1);
            decoder.decode(packet, list);
            script.add(packet);
            expected += step.payloadBytes();
        }
        for (int i = 5; reordered && i + 1 < 5 + 18; i += 2) {
            Collections.swap(script, i, i + 1);
        }
        if (script.size() != SEGMENTS) {
            throw new IllegalStateException(script.size() + " segments instead of " + SEGMENTS);
        }
    }

    /** One connection. */
    @Benchmark
    @OperationsPerInvocation(SEGMENTS)
    public long reassemble() {
        listener.bytes = 0;
        client = client + 1 & 0xFFFF;
        for (int i = 0; i < SEGMENTS; i++) {
            Packet packet = script.get(i);
            if (packet.sourcePort == 80) {
                packet.destinationPort = 1024 + client % 60_000;
            } else {
                packet.sourcePort = 1024 + client % 60_000;
            }
            packet.drop = false;
            streams.onPacket(packet, flows.at(flows.assign(packet, -1)), listener);
        }
        if (listener.bytes != expected) {
            throw new IllegalStateException(listener.bytes + " bytes in order instead of " + expected);
        }
        return listener.bytes;
    }

    private static final class Counting implements StreamListener {
        private long bytes;

        @Override
        public void onData(Flow flow, int direction, StreamWindow window) {
            bytes += window.newLength();
        }

        @Override
        public void onGap(Flow flow, int direction, int missing) {
            bytes -= missing;
        }

        @Override
        public void onDepthReached(Flow flow, int direction) {
            bytes--;
        }

        @Override
        public void onEnd(Flow flow, int direction) {
            // Bytes are what counts.
        }
    }
}
