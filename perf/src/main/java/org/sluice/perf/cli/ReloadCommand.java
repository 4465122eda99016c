package org.sluice.perf.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sluice.control.cli.CommandException;
import org.sluice.control.cli.ExitStatus;
import org.sluice.perf.device.Device;
import org.sluice.perf.device.SluiceDevice;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.report.Environment;
import org.sluice.perf.report.Figures;
import org.sluice.perf.report.LatencySummary;
import org.sluice.perf.report.ResultFolder;
import org.sluice.perf.report.Section;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench reload}. */
@Command(name = "reload", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Rules reloaded under load: lost frames, and latency with and without.", "",
        "  sluice bench reload --vdev memif --rate 100k --trial 10s", "",
        "Works with a Sluice that is started (--vdev memif or veth). Besides --rules it has 500 made-up ones, some of "
            + "which change with every reload. Exit status 1 when a frame was lost.", ""})
final class ReloadCommand implements Callable<Integer> {
    private static final int MTU = 1_500;
    private static final int MADE_UP_RULES = 500;
    private static final long DRAIN_NS = 500_000_000L;

    /** A trial as result.json keeps it. */
    private record Measured(String name, long sent, long lost, int reloads, double waitedMs, LatencySummary latency,
            String file) {}

    @Mixin
    private DeviceOptions device;
    @Option(names = "--rate", defaultValue = "100k", converter = Quantities.Rate.class, paramLabel = "RATE",
        description = "Frames a second. Default: ${DEFAULT-VALUE}.")
    private double rate;
    @Option(names = "--size", defaultValue = "512", paramLabel = "BYTES",
            description = "Size of the frames. Default: ${DEFAULT-VALUE}.")
    private int size;
    @Option(names = "--trial", defaultValue = "10s", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "How long each of the two trials is. Default: ${DEFAULT-VALUE}.")
    private long trialNs;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Quantities.requireTrial(trialNs);
        Quantities.require(rate > 0, "--rate", rate, "more than 0 frames a second");
        FrameMix mix = FrameMix.of(size);
        if (!device.isSluice()) {
            throw new CommandException(ExitStatus.USAGE,
                    "reload needs a Sluice that it starts: --vdev memif or --vdev veth");
        }
        Map<String, String> facts = Environment.gather(spec.commandLine().getParseResult().originalArgs());
        ResultFolder folder = new ResultFolder(device.out());
        Path rules = folder.text("made-up.rules", madeUp(0));
        List<Measured> results = new ArrayList<>();
        try (Device tested = device.open(MTU, "any", List.of(rules));
                Lab lab = new Lab(tested, device.core, MTU, DRAIN_NS, spec.commandLine().getErr())) {
            TrialPlan plan = new TrialPlan(mix, Transport.UDP, 1_000, false, List.of(Phase.of(rate, trialNs)));
            SluiceDevice sluice = (SluiceDevice) tested;
            lab.awaitDevice(plan);
            sluice.awaitRules();
            lab.run(plan.with(Phase.of(rate, trialNs / 2)));
            results.add(keep("quiet", lab.run(plan), 0, folder));
            tell(lab, results.getLast());
            try (Reloads reloads = new Reloads(sluice.cncDirectory(), rules, ReloadCommand::madeUp)) {
                TrialResult result = lab.run(plan);
                results.add(keep("reloads", result, reloads.stop(), folder));
                tell(lab, results.getLast());
            }
            facts.put("device under test", tested.description());
            facts.put("ports", tested.leftPort() + "  and  " + tested.rightPort());
            facts.put("shared machine", Lab.SHARED);
            facts.put("traffic", load() + ", 1000 flows of UDP, left to right");
            facts.put("notes", lab.notes().isEmpty() ? "none" : String.join("; ", lab.notes()));
        }
        folder.json(facts, "reload", results);
        spec.commandLine().getOut().print(folder.report("Sluice bench: reload under load",
                load() + " through " + facts.get("device under test"), List.of(section(results)), facts));
        spec.commandLine().getErr().println("bench: results are in " + folder.path());
        return results.getLast().lost() == 0 ? ExitStatus.OK : ExitStatus.FOUND_PROBLEMS;
    }

    private String load() {
        return Figures.whole(Math.round(rate)) + " frames/s of " + size + " bytes";
    }

    private static void tell(Lab lab, Measured trial) {
        lab.say(String.format("%-8s %d reloads, %s frames sent, lost %s, median %s, worst %s%s", trial.name(),
                trial.reloads(), Figures.whole(trial.sent()), trial.lost() == 0 ? "none" : Figures.whole(trial.lost()),
                Figures.micros(trial.latency().p50Us()), Figures.micros(trial.latency().maxUs()),
                trial.waitedMs() < 1 ? "" : String.format("; had no core for %.0f ms", trial.waitedMs())));
    }

    private static Measured keep(String name, TrialResult result, int reloads, ResultFolder folder) throws IOException {
        return new Measured(name, result.sent(), result.lost(), reloads, result.waitedNs() / 1e6,
                LatencySummary.of(result.latency()), folder.histogram(name, result.latency()));
    }

    private static Section section(List<Measured> results) {
        List<List<String>> rows = new ArrayList<>();
        for (Measured each : results) {
            List<String> row = new ArrayList<>(List.of(each.name(), String.valueOf(each.reloads()),
                    Figures.whole(each.sent()),
                    Figures.whole(each.lost()), Figures.digits(each.waitedMs()) + " ms"));
            row.addAll(each.latency().cells());
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("trial", "reloads", "sent", "lost", "no core"));
        columns.addAll(LatencySummary.headings());
        return new Section("Reload under load",
                List.of("The same trial without reloads and with one after the other; each "
                + "reload is asked for when the one before is in force."),
                List.of(new Section.Table("Frames and latency", columns, rows)),
                List.of(new Section.Plot("Latency by percentile", LatencySummary.plot(
                        results.stream().map(each -> each.latency().line(each.name())).toList()))));
    }

    /** Rules that match nothing of the load; a part of them differs from number to number. */
    private static String madeUp(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MADE_UP_RULES; i++) {
            text.append("alert udp any any -> any any (msg:\"Bench: filler ").append(i).append("\"; content:\"filler-")
                    .append(i % 50 == 0 ? number : 0).append('-').append(i).append("-pattern\"; sid:")
                            .append(9_200_000 + i)
                    .append("; rev:1;)\n");
        }
        return text.toString();
    }
}
