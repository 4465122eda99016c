package org.sluice.perf.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sluice.control.cli.ExitStatus;
import org.sluice.perf.conversation.Applications;
import org.sluice.perf.conversation.ConversationPlan;
import org.sluice.perf.conversation.ConversationResult;
import org.sluice.perf.conversation.Script;
import org.sluice.perf.device.Device;
import org.sluice.perf.report.ConversationSections;
import org.sluice.perf.report.ConversationSections.Run;
import org.sluice.perf.report.Environment;
import org.sluice.perf.report.ResultFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench mix}. */
@Command(name = "mix", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Connections per second and at once, of HTTP, TLS-like and DNS conversations (RFC 9411).", "",
        "  sluice bench mix --vdev memif --kinds http,tls,dns --concurrent 50000", "",
        "Both ends are the generator's. Each connection is opened, asks, is answered and closed; what is lost is sent "
            + "again and counted. TLS is of the right shape, but nothing is encrypted. Ramp-up and sustain phases of "
            + "RFC 9411 are one trial at a steady rate here.", ""})
final class MixCommand implements Callable<Integer> {
    private static final long TIMEOUT_NS = 300_000_000L;
    private static final int RETRIES = 3;
    private static final double FIRST_RATE = 2_000;
    private static final double MOST_RATE = 4e6;
    /** Share of failed conversations that RFC 9411, section 7.2.3.3, accepts. */
    private static final double ACCEPTED_FAILURES = 0.00001;
    /** Share of conversations in which something may be sent again. */
    private static final double ACCEPTED_REPEATS = 0.001;
    private static final int MTU = 1_500;

    @Mixin
    private DeviceOptions device;
    @Option(names = "--kinds", split = ",", paramLabel = "LIST",
        description = "Of http, tls, dns; each alone, and all together when there are several. Default: all.")
    private Set<Applications.Kind> kinds = EnumSet.allOf(Applications.Kind.class);
    @Option(names = "--object", defaultValue = "1000", paramLabel = "BYTES",
        description = "Size of the answers of HTTP and TLS. Default: ${DEFAULT-VALUE}.")
    private int objectBytes;
    @Option(names = "--trial", defaultValue = "5s", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "How long a trial begins conversations. Default: ${DEFAULT-VALUE}.")
    private long trialNs;
    @Option(names = "--resolution", defaultValue = "5%", converter = Quantities.Share.class, paramLabel = "SHARE",
        description = "Where the search of the highest rate ends. Default: ${DEFAULT-VALUE}.")
    private double resolution;
    @Option(names = "--concurrent", defaultValue = "50000", paramLabel = "N",
        description = "Connections to hold open at once; 0: leave that test out. Default: ${DEFAULT-VALUE}.")
    private int concurrent;
    @Option(names = "--attempts", defaultValue = "2", paramLabel = "N",
        description = "Times a failed trial is run that other programs disturbed. Default: ${DEFAULT-VALUE}.")
    private int attempts;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Quantities.requireTrial(trialNs);
        Quantities.require(objectBytes >= 0 && objectBytes <= Applications.MOST_OBJECT_BYTES, "--object", objectBytes,
                "0 to " + Applications.MOST_OBJECT_BYTES + " bytes");
        Quantities.require(resolution > 0 && resolution <= 0.5, "--resolution", resolution, "more than 0, up to 50%");
        Quantities.require(concurrent >= 0 && concurrent <= ConversationPlan.MOST_AT_ONCE, "--concurrent", concurrent,
                "0 to " + ConversationPlan.MOST_AT_ONCE);
        Quantities.require(attempts >= 1, "--attempts", attempts, "1 or more");
        Map<String, String> facts = Environment.gather(spec.commandLine().getParseResult().originalArgs());
        ResultFolder folder = new ResultFolder(device.out());
        List<Run> rates = new ArrayList<>();
        List<Run> opens = new ArrayList<>();
        try (Arena arena = Arena.ofShared(); Device tested = device.open(MTU, "[198.18.0.0/15]", List.of());
                ConversationLab lab = new ConversationLab(tested, device.core, MTU, spec.commandLine().getErr())) {
            List<Script> all = kinds.stream().sorted().map(kind -> Applications.of(kind, arena, objectBytes)).toList();
            for (Script script : all) {
                rates.add(search(lab, script.name(), List.of(script)));
                if (script.establishedAt() >= 0 && concurrent > 0) {
                    opens.add(hold(lab, script, rates.getLast().wishedPerSecond() / 2));
                }
            }
            if (all.size() > 1) {
                rates.add(search(lab, "all together", all));
            }
            facts.putAll(lab.facts());
        }
        List<org.sluice.perf.report.Section> sections = new ArrayList<>();
        sections.add(ConversationSections.runs("Connections per second",
                "The highest rate at which at most 0.001 % of the "
                + "conversations fail and at most 0.1 % send anything again; answers of " + objectBytes + " bytes.",
                        rates));
        if (!opens.isEmpty()) {
            sections.add(ConversationSections.runs("Concurrent connections",
                    "Connections opened and held until all are, then "
                    + "each asks, is answered and closed: wished " + concurrent + " at once.", opens));
        }
        folder.json(facts, "mix", Map.of("connectionsPerSecond", rates, "concurrentConnections", opens));
        spec.commandLine().getOut().print(folder.report("Sluice bench: mix", "Conversations through "
                + facts.get("device under test"), sections, facts));
        spec.commandLine().getErr().println("bench: results are in " + folder.path());
        return ExitStatus.OK;
    }

    /** Doubles the rate until it fails, then halves what is between. */
    private Run search(ConversationLab lab, String name, List<Script> scripts) {
        lab.hold(name + ", warm-up", plan(scripts, FIRST_RATE, false));
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double rate = FIRST_RATE;
        Run best = null;
        while (high - low > resolution * Math.min(high, MOST_RATE) && rate < MOST_RATE) {
            ConversationResult result = attempt(lab, name, plan(scripts, rate, false));
            boolean passed = passes(result);
            if (passed || best == null) {
                best = Run.of(name, rate, passed, result);
            }
            low = passed ? rate : low;
            high = passed ? high : rate;
            if (low == 0 && rate < 20) {
                break;
            }
            rate = Double.isInfinite(high) ? 2 * rate : (low + high) / 2;
        }
        lab.lab().say(String.format(Locale.ROOT, "%s: %,.0f conversations a second", name, low));
        return best;
    }

    private Run hold(ConversationLab lab, Script script, double rate) {
        double seconds = concurrent / rate;
        ConversationPlan plan = new ConversationPlan(List.of(script), rate, concurrent, (long) (seconds * 3e9)
                + trialNs, 0, true,
                TIMEOUT_NS, RETRIES);
        ConversationResult result = lab.hold(script.name() + ", held open", plan);
        return Run.of(script.name(), rate, result.failed() == 0 && result.mostOpen() >= concurrent, result);
    }

    private ConversationResult attempt(ConversationLab lab, String name, ConversationPlan plan) {
        ConversationResult result = lab.hold(name, plan);
        for (int i = 1; i < attempts && !passes(result) && ConversationLab.disturbed(result); i++) {
            result = lab.hold(name + ", again", plan);
        }
        return result;
    }

    private static boolean passes(ConversationResult result) {
        return !result.beganLate() && result.failed() <= ACCEPTED_FAILURES * result.begun()
                && result.retransmissions() <= ACCEPTED_REPEATS * result.begun();
    }

    private ConversationPlan plan(List<Script> scripts, double rate, boolean holds) {
        return new ConversationPlan(scripts, rate, (int) Math.clamp(rate * 2, 1_000, 1 << 20), trialNs, 0, holds,
                TIMEOUT_NS, RETRIES);
    }
}
