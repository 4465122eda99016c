package org.sluice.perf.bench.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.TearDown;
import org.sluice.bindings.vectorscan.Database;
import org.sluice.bindings.vectorscan.Pattern;
import org.sluice.bindings.vectorscan.PatternException;
import org.sluice.bindings.vectorscan.ScanBatch;
import org.sluice.bindings.vectorscan.Scratch;
import org.sluice.bindings.vectorscan.Vectorscan;

/**
 * The prefilter's scan alone: payloads of words -> one downcall for {@value #JOBS} of them -> hits. ns a payload. One
 * payload in each batch holds one of the patterns.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PrefilterScanBenchmark {
    private static final int JOBS = 16;
    private static final int PATTERN_BYTES = 8;

    @Param({"100", "3000"})
    int patterns;

    @Param({"64", "512"})
    int payloadBytes;

    private final ScanBatch batch = new ScanBatch(JOBS, 1024, 256);
    private final Scratch scratch = new Scratch();
    private Database database;
    private MemorySegment payloads;

    /** Makes patterns and payloads of the same letters, from one seed. */
    @Setup
    public void prepare() throws PatternException {
        SplittableRandom random = new SplittableRandom(7);
        List<Pattern> all = new ArrayList<>();
        for (int i = 0; i < patterns; i++) {
            all.add(new Pattern(word(random), Vectorscan.SINGLEMATCH, i));
        }
        database = Vectorscan.compile(all);
        scratch.fit(database);
        payloads = Arena.ofAuto().allocate((long) JOBS * payloadBytes, 64);
        for (long at = 0; at < payloads.byteSize(); at++) {
            payloads.set(ValueLayout.JAVA_BYTE, at, (byte) ('A' + random.nextInt(26)));
        }
        byte[] hit = all.getLast().expression().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        MemorySegment.copy(hit, 0, payloads, ValueLayout.JAVA_BYTE, payloadBytes / 2, PATTERN_BYTES);
    }

    /** One batch. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public int scan() {
        batch.clear();
        for (int job = 0; job < JOBS; job++) {
            batch.add(database.address(), payloads.address() + (long) job * payloadBytes, payloadBytes);
        }
        int matches = batch.scan(scratch);
        if (matches != 1 || batch.matchPattern(0) != patterns - 1) {
            throw new IllegalStateException(matches + " hits; 1 was to be found");
        }
        return matches;
    }

    /** Frees what is native. */
    @TearDown
    public void end() {
        batch.close();
        scratch.close();
        database.close();
    }

    /** Lower-case words never occur in the upper-case payloads by chance. */
    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < PATTERN_BYTES; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
