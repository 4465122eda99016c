package org.sluice.perf.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Long2LongCounterMap;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.EventHandler;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.detect.RuleCosts;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.detect.ScanClock;
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
                    + " [--costs RULES] [--timed-rounds 0]";
    private static final int TIMED_WARMUP = 5;
    private static final int DRAIN_LIMIT = 64;

    private final Long2LongCounterMap alertsBySid = new Long2LongCounterMap(0);
    private final AlertFlyweight alert = new AlertFlyweight();
    private final EventHandler counting = this::onEvent;
    private final ScanClock scanClock = new ScanClock();
    private final WorkerMemory memory = WorkerMemory.ofThisThread();
    private double scanShare;
    private int rounds;
    private int measuredRounds;
    private long defects;

    private InspectRun() {}

    /** Runs, prints the rounds, and ends with a JSON line. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(
                arguments, USAGE, Set.of("capture", "rules", "rounds", "warmup", "core", "events", "costs",
                        "timed-rounds"));
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
            settings.detect().ruleCosts(costs).scanClock(scanClock);
            try (Replay replay = new Replay(settings, load.rules(), this::drain, this::onDefect)) {
                double roundNs = measure(replay, capture, options);
                scanShare = scanNs(replay, capture, options.number("timed-rounds", 0)) / roundNs;
                replay.finish();
                if (costs != null) {
                    printCosts(costs, load.rules(), options.number("costs", 0));
                }
                report(replay, load, loadNs, capture.frames());
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

    /** Median processor time of a measured round, in ns. */
    private double measure(Replay replay, LoopedCapture capture, RunOptions options) {
        int warmup = options.number("warmup", 3);
        long[] rounds = new long[options.number("rounds", 3)];
        for (int round = 0; round < warmup; round++) {
            round(replay, capture);
        }
        memory.begin();
        for (int round = 0; round < rounds.length; round++) {
            rounds[round] = round(replay, capture);
        }
        memory.end();
        for (int round = 0; round < rounds.length; round++) {
            System.out.println("round " + round + " " + capture.frames() + " " + rounds[round]);
        }
        Arrays.sort(rounds);
        measuredRounds = rounds.length;
        return rounds[rounds.length / 2];
    }

    private long round(Replay replay, LoopedCapture capture) {
        long fromNs = Posix.threadCpuNs();
        replay.run(capture);
        capture.rewind();
        rounds++;
        return Posix.threadCpuNs() - fromNs;
    }

    /**
     * Time in the pattern matcher a round, in ns, from rounds of their own: taking it slows them, which the measured
     * ones are not to be.
     */
    private double scanNs(Replay replay, LoopedCapture capture, int timedRounds) {
        if (timedRounds == 0) {
            return 0;
        }
        scanClock.start();
        for (int round = 0; round < TIMED_WARMUP; round++) {
            round(replay, capture);
        }
        scanClock.start();
        for (int round = 0; round < timedRounds; round++) {
            round(replay, capture);
        }
        scanClock.stop();
        return (double) (scanClock.nanoseconds() - scanClock.calls() * clockNs()) / timedRounds;
    }

    /** What one reading of the clock takes, in ns. */
    private static long clockNs() {
        int readings = 1_000_000;
        long fromNs = System.nanoTime();
        long last = fromNs;
        for (int i = 0; i < readings; i++) {
            last = System.nanoTime();
        }
        return (last - fromNs) / readings;
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
        while (reader.poll(counting, DRAIN_LIMIT) > 0) {
            // Until it is empty.
        }
    }

    private boolean onEvent(int type, MutableDirectBuffer buffer, int offset, int length) {
        if (type == EventType.ALERT.code()) {
            alertsBySid.incrementAndGet((long) alert.wrap(buffer, offset).sid());
        }
        return true;
    }

    private void onDefect(Throwable defect) {
        if (defects++ == 0) {
            defect.printStackTrace();
        }
    }

    private void report(Replay replay, RuleLoad load, long loadNs, int frames) throws IOException {
        Map<String, Long> counters = new TreeMap<>();
        replay.counters().forEach((name, help, kind, worker, value) -> {
            if (value != 0) {
                counters.put(name, value);
            }
        });
        Map<Long, Long> alerts = new TreeMap<>();
        alertsBySid.forEach(alerts::put);
        System.out.printf(Locale.ROOT,
                "{\"rounds\": %d, \"rules_total\": %d, \"rules_loaded\": %d, \"load_cpu_ns\": %d, \"defects\": %d, "
                        + "\"rss_kb\": %d, \"scan_share\": %.4f, \"allocation\": %s, \"counters\": {%s}, "
                        + "\"alerts\": {%s}}%n",
                rounds, load.total(), load.loaded(), loadNs, defects, ResidentMemory.kilobytes(), scanShare,
                memory.json((long) measuredRounds * frames), json(counters), json(alerts));
    }

    private static String json(Map<?, Long> values) {
        return values.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\": " + each.getValue()).collect(Collectors.joining(", "));
    }
}
