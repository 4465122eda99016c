package org.sluice.perf.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sluice.control.cli.ExitStatus;
import org.sluice.perf.conversation.Applications;
import org.sluice.perf.conversation.Attacks;
import org.sluice.perf.conversation.ConversationPlan;
import org.sluice.perf.conversation.ConversationResult;
import org.sluice.perf.conversation.Script;
import org.sluice.perf.device.Device;
import org.sluice.perf.report.ConversationSections;
import org.sluice.perf.report.ConversationSections.Run;
import org.sluice.perf.report.Environment;
import org.sluice.perf.report.ResultFolder;
import org.sluice.perf.report.Section;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench security}. */
@Command(name = "security", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Attacks mixed in among ordinary traffic: is each of them stopped under load, and nothing else?", "",
        "  sluice bench security --vdev memif --rate 5000 --trial 5s", "",
        "The attacks have rules of their own (--print-rules shows them); a Sluice that is started gets them. Another "
            + "device has to be given them first. Exit status 1 when an attack came through, or when ordinary "
            + "conversations were stopped.", ""})
final class SecurityCommand implements Callable<Integer> {
    private static final long TIMEOUT_NS = 300_000_000L;
    private static final int RETRIES = 3;
    private static final int MTU = 1_500;
    private static final int MOST_BETWEEN = 100_000;

    @Mixin
    private DeviceOptions device;
    @Option(names = "--rate", defaultValue = "5000", converter = Quantities.Rate.class, paramLabel = "RATE",
        description = "Conversations a second, attacks counted. Default: ${DEFAULT-VALUE}.")
    private double rate;
    @Option(names = "--one-in", defaultValue = "20", paramLabel = "N",
        description = "One conversation in N is an attack. Default: ${DEFAULT-VALUE}.")
    private int oneIn;
    @Option(names = "--object", defaultValue = "4000", paramLabel = "BYTES",
        description = "Size of the answers of ordinary HTTP and TLS. Default: ${DEFAULT-VALUE}.")
    private int objectBytes;
    @Option(names = "--trial", defaultValue = "10s", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "How long conversations are begun. Default: ${DEFAULT-VALUE}.")
    private long trialNs;
    @Option(names = "--print-rules", description = "Print the rules of the attacks, and end.")
    private boolean printRules;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (printRules) {
            spec.commandLine().getOut().print(Attacks.RULES);
            return ExitStatus.OK;
        }
        Quantities.requireTrial(trialNs);
        Quantities.require(rate > 0, "--rate", rate, "more than 0 conversations a second");
        Quantities.require(oneIn >= 1 && oneIn <= MOST_BETWEEN, "--one-in", oneIn, "1 to " + MOST_BETWEEN);
        Quantities.require(objectBytes >= 0 && objectBytes <= Applications.MOST_OBJECT_BYTES, "--object", objectBytes,
                "0 to " + Applications.MOST_OBJECT_BYTES + " bytes");
        Map<String, String> facts = Environment.gather(spec.commandLine().getParseResult().originalArgs());
        ResultFolder folder = new ResultFolder(device.out());
        Path rules = folder.text("attacks.rules", Attacks.RULES);
        Run run;
        String verdict;
        try (Arena arena = Arena.ofShared(); Device tested = device.open(MTU, "any", List.of(rules));
                ConversationLab lab = new ConversationLab(tested, device.core, MTU, spec.commandLine().getErr())) {
            lab.hold("warm-up", new ConversationPlan(ordinary(arena), rate, 100_000, trialNs / 4, 0, false, TIMEOUT_NS,
                    RETRIES));
            ConversationPlan plan = new ConversationPlan(mixed(arena), rate, 100_000, trialNs, 0, false, TIMEOUT_NS,
                    RETRIES);
            ConversationResult result = lab.hold("attacks under load", plan);
            run = Run.of("attacks under load", rate, allCaught(result) && wronged(result) == 0, result);
            verdict = (allCaught(result) ? "All attacks caught" : "ATTACKS CAME THROUGH") + (wronged(result) == 0 ? ""
                    : ", ORDINARY CONVERSATIONS DID NOT COME TO THEIR END");
            lab.lab().say(verdict);
            facts.putAll(lab.facts());
        }
        List<Section> sections = List.of(ConversationSections.attacks(run), ConversationSections.runs("The load",
                "Ordinary HTTP, "
                + "TLS-like and DNS conversations with the attacks among them; failed ones are those that were "
                + "stopped.",
                List.of(run)));
        folder.json(facts, "security", run);
        spec.commandLine().getOut().print(folder.report("Sluice bench: security under load",
                verdict + ": " + facts.get("device under test"), sections, facts));
        spec.commandLine().getErr().println("bench: results are in " + folder.path());
        return run.passed() ? ExitStatus.OK : ExitStatus.FOUND_PROBLEMS;
    }

    private List<Script> ordinary(Arena arena) {
        return Applications.all().stream().map(kind -> Applications.of(kind, arena, objectBytes)).toList();
    }

    /** Every attack once, and so many ordinary conversations between them. */
    private List<Script> mixed(Arena arena) {
        List<Script> ordinary = ordinary(arena);
        List<Script> all = new ArrayList<>();
        for (Script attack : Attacks.all(arena)) {
            for (int i = 1; i < oneIn; i++) {
                all.add(ordinary.get(all.size() % ordinary.size()));
            }
            all.add(attack);
        }
        return all;
    }

    /** Ordinary conversations that did not come to their end. */
    private static long wronged(ConversationResult result) {
        return result.scripts().stream().filter(each -> each.sid() == 0)
                .mapToLong(each -> each.begun() - each.completed()).sum();
    }

    private static boolean allCaught(ConversationResult result) {
        return result.scripts().stream().filter(each -> each.sid() != 0)
                .allMatch(each -> each.begun() > 0 && each.arrived() == 0 && each.stopped() > 0);
    }
}
