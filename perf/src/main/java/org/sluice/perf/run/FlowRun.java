package org.sluice.perf.run;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.pipeline.InspectionSettings;
import org.sluice.dataplane.pipeline.Replay;
import org.sluice.dataplane.port.Burst;
import org.sluice.perf.traffic.FlowTraffic;

/**
 * What a packet costs the inspector alone, by the number of flows: every packet is of another flow than the ones
 * before, no rules are in force, no driver takes part.
 *
 * <pre>
 *   made frames, copied --> decode, flow, verdict          one thread, pinned
 * </pre>
 *
 * Time is taken over blocks of bursts, the copying left out; on a machine that is shared, the tenth percentile of the
 * blocks is what the inspector costs when nobody disturbs it.
 */
public final class FlowRun {
    private static final String USAGE =
            "FlowRun [--flows 100000] [--bytes 64] [--seconds 5] [--warmup 5] [--core 1] [--transport UDP|TCP]";
    private static final int BURSTS_PER_BLOCK = 32;

    private FlowRun() {}

    /** Runs and prints a JSON line: ns a packet. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(
                arguments, USAGE, Set.of("flows", "bytes", "seconds", "warmup", "core", "transport"));
        if (options.number("core", 1) >= 0) {
            Posix.pinThread(options.number("core", 1));
        }
        int flows = options.number("flows", 100_000);
        FlowTraffic.Transport transport = FlowTraffic.Transport.valueOf(options.text("transport", "UDP"));
        InspectionSettings settings = new InspectionSettings()
                .flow(new FlowSettings().capacity(Math.max(1 << 18, Integer.highestOneBit(flows) << 1)));
        // Each flow's payload is looked at once, as the application layer has room for all of them.
        settings.app().sessions(Math.max(flows, settings.app().sessions()));
        try (Arena arena = Arena.ofShared()) {
            FlowTraffic traffic = new FlowTraffic(flows, options.number("bytes", 64), transport);
            CopiedFrames frames = new CopiedFrames(traffic, arena);
            try (Replay replay = new Replay(settings, null,
                    reader -> reader.poll((type, buffer, at, length) -> true, 256),
                    defect -> { throw new IllegalStateException(defect); })) {
                measure(replay, frames, options.number("warmup", 5));
                double[] costs = measure(replay, frames, options.number("seconds", 5));
                Arrays.sort(costs);
                System.out.printf(Locale.ROOT, "{\"flows\": %d, \"ns\": %.2f, \"median_ns\": %.2f, \"packets\": %d}%n",
                        flows, costs[costs.length / 10], costs[costs.length / 2], replay.frames());
            }
        }
    }

    /** ns a packet of each block. */
    private static double[] measure(Replay replay, CopiedFrames frames, int seconds) {
        double[] costs = new double[1 << 16];
        int blocks = 0;
        long endNs = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < endNs) {
            frames.takeSpentNs();
            long startNs = System.nanoTime();
            for (int i = 0; i < BURSTS_PER_BLOCK; i++) {
                replay.step(frames);
            }
            long spentNs = System.nanoTime() - startNs - frames.takeSpentNs();
            costs[blocks++ % costs.length] = (double) spentNs / (BURSTS_PER_BLOCK * Burst.CAPACITY);
        }
        return Arrays.copyOf(costs, Math.min(blocks, costs.length));
    }
}
