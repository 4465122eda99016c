package org.sluice.dataplane.pipeline;

import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.detect.DetectSettings;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.stream.StreamSettings;

/**
 * The start-up drill: made-up traffic runs through all stages until the JIT compiler has seen them, so that the first
 * packets of the wire are not the slow ones. Has tables of its own, small ones, and its events go nowhere.
 */
final class Drill {
    private static final long MIB = 1 << 20;

    private final InspectionSettings settings;

    /** @param like what the wire's inspectors will do */
    Drill(InspectionSettings like) {
        settings = new InspectionSettings()
                .ips(like.ips())
                .decoder(like.decoder().withChecksums(false))
                .defrag(like.defrag())
                .flow(new FlowSettings().capacity(4096).variableStores(256))
                .stream(new StreamSettings().sessions(4096).checksumValidation(false).reassemblyMemcap(4 * MIB).conclude())
                .app(new AppSettings().sessions(4096).transactions(1024).memcap(16 * MIB).decompressors(16))
                .detect(new DetectSettings());
    }

    /**
     * Runs for {@code millis}.
     *
     * @param rules in force, or null
     * @return frames inspected
     */
    long run(RuleSet rules, int millis) {
        long endNs = System.nanoTime() + millis * 1_000_000L;
        try (Replay replay = new Replay(settings, rules, Drill::discard, defect -> {
            throw new IllegalStateException("the start-up drill met a defect", defect);
        }); java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofConfined()) {
            DrillTraffic traffic = new DrillTraffic(arena);
            while (System.nanoTime() < endNs) {
                replay.step(traffic);
            }
            return replay.frames();
        }
    }

    private static void discard(EventReader reader) {
        while (reader.poll((type, buffer, offset, length) -> true, 64) > 0) {
            // Until it is empty.
        }
    }
}
