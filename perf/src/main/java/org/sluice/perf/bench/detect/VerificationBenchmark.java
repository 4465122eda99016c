package org.sluice.perf.bench.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.detect.AlertSink;
import org.sluice.dataplane.detect.DetectEngine;
import org.sluice.dataplane.detect.DetectSettings;
import org.sluice.dataplane.detect.RuleSetLoader;
import org.sluice.dataplane.detect.VariableNames;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

/**
 * Verification of rules by their programs: a packet whose payload holds the fast patterns of 8 rules -> scan ->
 * candidates ->
 * programs -> alerts. ns a packet. {@code clean} has no fast pattern: what is left then is the scan. {@code
 * rejected}: every
 * program runs to its last clause and fails there; {@code matched}: all 8 match.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerificationBenchmark {
    private static final int RULES = 8;

    @Param({"clean", "rejected", "matched"})
    String payload;

    private final Arena arena = Arena.ofShared();
    private final PacketList list = new PacketList(4);
    private DetectEngine engine;
    private Packet packet;
    private long alerts;
    private final AlertSink counting = (p, rules, rule, transaction, flags) -> alerts++;

    /** Compiles the rules and decodes the packet. */
    @Setup
    public void prepare() throws Exception {
        StringBuilder rules = new StringBuilder();
        StringBuilder text = new StringBuilder("beginning ");
        for (int i = 0; i < RULES; i++) {
            rules.append("alert udp any any -> any any (msg:\"").append(i).append("\"; content:\"fast-pattern-")
                    .append(i)
                    .append("\"; content:\"key=\"; distance:1; within:20; byte_test:2,>,10,0,relative; ")
                    .append("content:\"end").append(i).append("\"; distance:2; within:8; sid:").append(i + 1)
                            .append(";)\n");
            text.append("fast-pattern-").append(i).append(" key=\0\u0040").append("..")
                    .append(payload.equals("matched") ? "end" : "not")
                    .append(i).append(' ');
        }
        Path file = Files.createTempFile("bench", ".rules");
        Files.writeString(file, rules.toString());
        var parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());
        Files.delete(file);
        var compiled = RuleCompiler.compile(parsed.rules(), CompileOptions.defaults(), arena);
        engine = new DetectEngine(new DetectSettings(), null, null);
        engine.use(new RuleSetLoader(new VariableNames()).load(ImageReader.read(compiled.image(), "bench"), 1));
        String words = payload.equals("clean") ? text.toString().replace("fast-pattern-", "other words ")
                : text.toString();
        packet = decode(words.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One packet. */
    @Benchmark
    public long verify() {
        long evaluated = engine.counters().evaluations;
        alerts = 0;
        engine.begin(packet);
        engine.onPacket(packet, null, null, false, counting);
        evaluated = engine.counters().evaluations - evaluated;
        if (alerts != (payload.equals("matched") ? RULES : 0) || evaluated != (payload.equals("clean") ? 0 : RULES)) {
            throw new IllegalStateException(evaluated + " rules were evaluated, " + alerts + " matched");
        }
        return alerts;
    }

    /** Frees what is native. */
    @TearDown
    public void end() {
        engine.close();
        arena.close();
    }

    private Packet decode(byte[] data) {
        ByteBuffer frame = ByteBuffer.allocate(42 + data.length);
        frame.putLong(0x0200_0000_0002_0200L).putInt(1).putShort((short) 0x0800).put((byte) 0x45).put((byte) 0);
        frame.putShort((short) (28 + data.length)).putInt(0x4000).put((byte) 64).put((byte) 17).putShort((short) 0);
        frame.putInt(0x0A000001).putInt(0x0A000002).putShort((short) 4000).putShort((short) 4001);
        frame.putShort((short) (8 + data.length)).putShort((short) 0).put(data);
        MemorySegment memory = arena.allocate(frame.capacity(), 64);
        MemorySegment.copy(frame.array(), 0, memory, ValueLayout.JAVA_BYTE, 0, frame.capacity());
        Packet decoded = list.claim();
        decoded.wrap(memory, 0, frame.capacity(), 1);
        new Decoder(DecoderSettings.defaults().withChecksums(false)).decode(decoded, list);
        return decoded;
    }
}
