package org.sluice.dataplane.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.ErrorHandler;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.detect.RuleSetLoader;
import org.sluice.dataplane.detect.VariableNames;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.verdict.InjectionQueue;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

/** One inspector alone: bursts of frames go in, verdicts and events come out. */
final class InspectorBench implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    private static final int RING_BYTES = 1 << 20;
    private static final int COUNTERS = 2048;
    private static final long MISSING = -1;

    final CountingArena arena = new CountingArena();
    final InspectionSettings settings;
    final Inspector inspector;
    final EventWriter writer;
    long nowNs = 1_700_000_000L * SECOND;
    private final EventRing ring = EventRing.inMemory(0, RING_BYTES);
    private final EventReader reader = ring.reader();
    private final CounterSet counters = CounterSet.inMemory(COUNTERS);
    private final StatisticsExport export = new StatisticsExport();
    private final RuleSet rules;
    private final Burst burst = new Burst(arena, 0);
    private MemorySegment memory = MemorySegment.NULL;

    InspectorBench(InspectionSettings settings, ErrorHandler errors, String... rules) {
        this.settings = settings;
        this.rules = rules.length == 0 ? null : compile(rules);
        writer = ring.writer(counters.registry(0));
        RuleSetExchange exchange = new RuleSetExchange(1);
        if (this.rules != null) {
            exchange.publish(this.rules);
        }
        inspector = new Inspector(InspectorParts.of(0, FrameShare.ALL, settings, exchange, errors, arena, writer,
                counters.registry(0), export, new InjectionQueue()));
    }

    /** Small tables, so that a bench is made in milliseconds; rules drop. */
    static InspectionSettings small() {
        InspectionSettings settings = new InspectionSettings().ips(true);
        settings.flow().capacity(4096).variableStores(64);
        settings.stream().sessions(1024).reassemblyMemcap(2 << 20).preallocReassembly(1 << 20);
        settings.app().sessions(1024).transactions(256).memcap(4 << 20);
        return settings.defrag(settings.defrag().withLimits(256, 1 << 20, 60 * SECOND));
    }

    private RuleSet compile(String[] text) {
        try {
            Path file = Files.createTempFile("bench", ".rules");
            try {
                Files.write(file, List.of(text));
                var parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());
                if (parsed.rules().size() != text.length) {
                    throw new AssertionError("not every rule was parsed: " + parsed.problems());
                }
                var compilation = RuleCompiler.compile(parsed.rules(), CompileOptions.defaults(), arena);
                return new RuleSetLoader(new VariableNames()).load(ImageReader.read(compilation.image(), "bench"), 1);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    /** Inspects frames as one burst that came in at a port; whether each is forwarded. */
    List<Boolean> inspect(int portIndex, byte[]... frames) {
        fill(portIndex, frames);
        inspector.onBurst(burst);
        List<Boolean> forwarded = new ArrayList<>();
        for (int i = 0; i < frames.length; i++) {
            forwarded.add(burst.verdict(i) == Burst.FORWARD);
        }
        return forwarded;
    }

    /** The burst with those frames, to be inspected over and over. */
    Burst fill(int portIndex, byte[]... frames) {
        long bytes = 0;
        for (byte[] frame : frames) {
            bytes += frame.length;
        }
        if (bytes > memory.byteSize()) {
            memory = Arena.ofAuto().allocate(2 * bytes);
        }
        long at = 0;
        burst.frames = memory;
        burst.count = frames.length;
        burst.portIndex = portIndex;
        burst.flags.fill((byte) 0);
        burst.verdicts.fill(Burst.FORWARD);
        for (int i = 0; i < frames.length; i++) {
            MemorySegment.copy(frames[i], 0, memory, ValueLayout.JAVA_BYTE, at, frames[i].length);
            burst.offsets.setAtIndex(ValueLayout.JAVA_LONG, i, at);
            burst.lengths.setAtIndex(ValueLayout.JAVA_INT, i, frames[i].length);
            burst.timestampsNs[i] = nowNs;
            at += frames[i].length;
        }
        return burst;
    }

    /** Ends every flow. */
    void endFlows() {
        inspector.endFlows();
    }

    /** Kinds of the events since the last call. */
    List<EventType> events() {
        List<EventType> kinds = new ArrayList<>();
        reader.poll((typeCode, buffer, offset, length) -> {
            kinds.add(EventType.of(typeCode));
            return true;
        }, Integer.MAX_VALUE);
        return kinds;
    }

    /** A counter as statistics show it, -1 when there is none. */
    long counter(String name) {
        export.copy();
        return counters.view().totals().getOrDefault(name, MISSING);
    }

    /** All counters that are not 0. */
    Map<String, Long> counters() {
        export.copy();
        Map<String, Long> totals = counters.view().totals();
        totals.values().removeIf(value -> value == 0);
        return totals;
    }

    @Override
    public void close() {
        inspector.close();
        if (rules != null) {
            rules.close();
        }
        ring.close();
        arena.close();
    }
}
