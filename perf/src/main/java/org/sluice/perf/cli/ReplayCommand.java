package org.sluice.perf.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sluice.control.cli.CommandException;
import org.sluice.control.cli.ExitStatus;
import org.sluice.perf.conversation.CaptureScripts;
import org.sluice.perf.conversation.ConversationPlan;
import org.sluice.perf.conversation.ConversationResult;
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

/** {@code sluice bench replay}. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"The flows of a capture through the device, over and over, each time from new addresses.", "",
        "  sluice bench replay -r mix.pcap --vdev memif --rules local.rules --rate 2000", "",
        "A flow's frames keep their order, its two ends wait for one another; times of the capture are not kept. First "
            + "every flow is tried once, slowly: those that the device does not let through whole (rules, errors) are "
            + "left out of the load, and counted.", ""})
final class ReplayCommand implements Callable<Integer> {
    private static final long TIMEOUT_NS = 200_000_000L;
    private static final int RETRIES = 2;
    private static final int MTU = 1_500;
    private static final int MOST_BYTES = 1_514;
    private static final double SLOW = 500;
    /** A machine that does other things may take so many times as long. */
    private static final int MOST_STRETCH = 10;

    @Mixin
    private DeviceOptions device;
    @Option(names = {"-r", "--capture"}, required = true, paramLabel = "CAPTURE",
            description = "pcap or pcapng, also gzipped.")
    private Path capture;
    @Option(names = "--rate", defaultValue = "2000", converter = Quantities.Rate.class, paramLabel = "RATE",
        description = "Flows a second. Default: ${DEFAULT-VALUE}.")
    private double rate;
    @Option(names = "--trial", defaultValue = "10s", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "How long flows are begun. Default: ${DEFAULT-VALUE}.")
    private long trialNs;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Quantities.requireTrial(trialNs);
        Quantities.require(rate > 0, "--rate", rate, "more than 0 flows a second");
        if (!Files.isReadable(capture)) {
            throw new CommandException(ExitStatus.USAGE, "--capture " + capture
                    + ": there is no such file, or it cannot be read");
        }
        Map<String, String> facts = Environment.gather(spec.commandLine().getParseResult().originalArgs());
        ResultFolder folder = new ResultFolder(device.out());
        Run slow;
        Run load;
        try (Arena arena = Arena.ofShared()) {
            CaptureScripts flows = read(arena);
            facts.put("capture", capture + ": " + flows.scripts().size() + " flows; " + flows.skipped()
                    + " frames left out, which are not whole IPv4 TCP or UDP, or longer than " + MOST_BYTES
                    + " bytes, or of a flow after its first " + CaptureScripts.MOST_FRAMES_A_FLOW);
            try (Device tested = device.open(MTU, "any", List.of());
                    ConversationLab lab = new ConversationLab(tested, device.core, MTU, spec.commandLine().getErr())) {
                int count = flows.scripts().size();
                long slowNs = (long) (MOST_STRETCH * count / SLOW * 1e9) + trialNs;
                ConversationResult once = lab.hold("every flow once", new ConversationPlan(flows.scripts(), SLOW,
                        100_000, slowNs,
                        count, false, TIMEOUT_NS, RETRIES));
                slow = Run.of("every flow once", SLOW, once.failed() == 0, once);
                List<org.sluice.perf.conversation.Script> whole = java.util.stream.IntStream.range(0, count)
                        .filter(i -> once.scripts().get(i).completed() > 0).mapToObj(flows.scripts()::get).toList();
                if (whole.isEmpty()) {
                    throw new CommandException(ExitStatus.FOUND_PROBLEMS, "no flow of " + capture
                            + " comes through the device whole");
                }
                facts.put("flows in the load", whole.size() + " of " + count);
                ConversationResult result = lab.hold("load", new ConversationPlan(whole, rate, 200_000, trialNs,
                        0, false, TIMEOUT_NS, RETRIES));
                load = Run.of("load", rate, result.failed() == 0 && !result.beganLate(), result);
                facts.putAll(lab.facts());
            }
        }
        folder.json(facts, "replay", List.of(slow, load));
        spec.commandLine().getOut().print(folder.report("Sluice bench: replay", "Flows of " + capture.getFileName()
                + " through "
                + facts.get("device under test"), List.of(ConversationSections.runs("Flows of a capture",
                        "Every flow once and slowly; then those that came through whole, as a load, each pass from "
                                + "new addresses.",
                        List.of(slow, load))), facts));
        spec.commandLine().getErr().println("bench: results are in " + folder.path());
        return ExitStatus.OK;
    }

    private CaptureScripts read(Arena arena) {
        try {
            return CaptureScripts.read(capture, arena, MOST_BYTES);
        } catch (IOException | IllegalArgumentException unfit) {
            throw new CommandException(ExitStatus.USAGE, "--capture " + capture + ": " + unfit.getMessage(), unfit);
        }
    }
}
