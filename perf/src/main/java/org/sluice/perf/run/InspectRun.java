package org.sluice.perf.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.detect.RuleCosts;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.pipeline.InspectionSettings;
import org.sluice.dataplane.pipeline.Replay;
import org.sluice.dataplane.verdict.EventPublisher;

/**
 * Inspection of a capture by the stages that live packets go through, one thread: packets per second of its processor
 * time. Each round replays the whole capture to an inspector that has no flow of the round before; the first rounds
 * warm
 * the JIT and are not counted.
 *
 * <pre>
 *   capture in memory --> decode, defrag, flow, stream, app, detect, verdict --> event ring, emptied after each burst
 * </pre>
 *
 * Prints {@code round <n> <frames> <processor time in ns>} for each measured round.
 */
public final class InspectRun {
    private static final String USAGE =
            "InspectRun --capture FILE [--rules FILE] [--rounds 3] [--warmup 3] [--core 1] [--events alert|all]"
                    + " [--costs RULES]";

    private final Map<Long, Long> alertsBySid = new TreeMap<>();
    private final AlertFlyweight alert = new AlertFlyweight();
    private long defects;

    private InspectRun() {}

    /** Runs, prints the rounds, and ends with a JSON line. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(
                arguments, USAGE, Set.of("capture", "rules", "rounds", "warmup", "core", "events", "costs"));
        new InspectRun().run(options);
    }

    private void run(RunOptions options) throws Exception {
        Posix.nameThread("inspect");
        if (options.number("core", 1) >= 0) {
            Posix.pinThread(options.number("core", 1));
        }
        try (Arena arena = Arena.ofShared()) {
            LoopedCapture capture = LoopedCapture.read(Path.of(options.text("capture")), arena);
            long loadFrom = Posix.processCpuNs();
            String file = options.text("rules", "");
            RuleLoad load = file.isEmpty() ? new RuleLoad(null, 0, 0) : RuleLoad.of(Path.of(file), arena);
            long loadNs = Posix.processCpuNs() - loadFrom;
            RuleCosts costs = options.number("costs", 0) > 0 ? new RuleCosts() : null;
            InspectionSettings settings = settings(options);
            settings.detect().ruleCosts(costs);
            try (Replay replay = new Replay(settings, load.rules(), this::drain, this::onDefect)) {
                measure(replay, capture, options);
                replay.finish();
                if (costs != null) {
                    printCosts(costs, load.rules(), options.number("costs", 0));
                }
                report(replay, load, loadNs, options.number("rounds", 3) + options.number("warmup", 3));
            }
        }
    }

    private static InspectionSettings settings(RunOptions options) {
        InspectionSettings settings = new InspectionSettings().ips(false);
        settings.decoder(settings.decoder().withChecksums(false));
        settings.stream().checksumValidation(false);
        if (options.text("events", "alert").equals("alert")) {
            settings.events(new EventPublisher.Selection(false, false, false, false));
        }
        return settings;
    }

    private void measure(Replay replay, LoopedCapture capture, RunOptions options) {
        int warmup = options.number("warmup", 3);
        for (int round = 0; round < warmup + options.number("rounds", 3); round++) {
            long from = Posix.threadCpuNs();
            replay.run(capture);
            long ns = Posix.threadCpuNs() - from;
            if (round >= warmup) {
                System.out.println("round " + (round - warmup) + " " + capture.frames() + " " + ns);
            }
            capture.rewind();
        }
    }

    private static void printCosts(RuleCosts costs, RuleSet rules, int count) {
        int[] costliest = costs.costliest();
        long ns = Arrays.stream(costliest).mapToLong(costs::nanoseconds).sum();
        System.out.printf("%d rules were evaluated, %d ms%n", costliest.length, ns / 1_000_000);
        for (int rule : Arrays.copyOf(costliest, Math.min(count, costliest.length))) {
            System.out.printf("sid %d: %.1f %%, %d evaluations, %d matches, %d ns and %d steps each%n", rules.sid(rule),
                    100.0 * costs.nanoseconds(rule) / ns, costs.evaluations(rule), costs.matches(rule),
                    costs.nanoseconds(rule) / costs.evaluations(rule), costs.steps(rule) / costs.evaluations(rule));
        }
    }

    private void drain(EventReader reader) {
        while (reader.poll((type, buffer, offset, length) -> {
            if (type == EventType.ALERT.code()) {
                alertsBySid.merge((long) alert.wrap(buffer, offset).sid(), 1L, Long::sum);
            }
            return true;
        }, 64) > 0) {
            // Until it is empty.
        }
    }

    private void onDefect(Throwable defect) {
        if (defects++ == 0) {
            defect.printStackTrace();
        }
    }

    private void report(Replay replay, RuleLoad load, long loadNs, int rounds) throws IOException {
        Map<String, Long> counters = new TreeMap<>();
        replay.counters().forEach((name, help, kind, worker, value) -> {
            if (value != 0) {
                counters.put(name, value);
            }
        });
        System.out.printf(
                "{\"rounds\": %d, \"rules_total\": %d, \"rules_loaded\": %d, \"load_cpu_ns\": %d, \"defects\": %d, "
                        + "\"rss_kb\": %d, \"counters\": {%s}, \"alerts\": {%s}}%n",
                rounds, load.total(), load.loaded(), loadNs, defects, ResidentMemory.kilobytes(), json(counters),
                json(alertsBySid));
    }

    private static String json(Map<?, Long> values) {
        return values.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\": " + each.getValue()).collect(Collectors.joining(", "));
    }
}
