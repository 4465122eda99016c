package org.sluice.perf.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sluice.control.cli.ExitStatus;
import org.sluice.perf.device.Device;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.report.Environment;
import org.sluice.perf.report.Figures;
import org.sluice.perf.report.LatencySummary;
import org.sluice.perf.report.ResultFolder;
import org.sluice.perf.report.Rfc2544Sections;
import org.sluice.perf.report.Section;
import org.sluice.perf.report.SizeResult;
import org.sluice.perf.report.StageCost;
import org.sluice.perf.rfc2544.BackToBack;
import org.sluice.perf.rfc2544.LatencyAtRate;
import org.sluice.perf.rfc2544.LossCurve;
import org.sluice.perf.rfc2544.Recovery;
import org.sluice.perf.rfc2544.Settings;
import org.sluice.perf.rfc2544.Throughput;
import org.sluice.perf.rfc2544.ThroughputSearch;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice bench rfc2544}. */
@Command(name = "rfc2544", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Throughput, latency, frame loss rate, back-to-back frames and recovery, by frame size (RFC 2544).",
            "",
        "  sluice bench rfc2544 --vdev memif --sizes 64,512,1518,imix --trial 2s",
        "  sluice bench rfc2544 --ports 0000:03:00.0,0000:03:00.1 --trial 60s \\",
        "      --repeat 50 --sizes 64,128,256,512,1024,1280,1518,9000,imix", "",
        "Differs from the RFC where that is from a time of slower devices: every frame of a latency trial is timed, "
            + "not one; trials are short unless --trial 60s is given. The reset test (26.6) is not there: it needs a "
            + "hand at the device's power.", ""})
final class Rfc2544Command implements Callable<Integer> {
    /** Tests to run. */
    enum Test { THROUGHPUT, LATENCY, LOSS, BACK_TO_BACK, RECOVERY }

    private static final int FRAME_OVERHEAD = 18;
    private static final int USUAL_MTU = 1_500;

    @Mixin
    private DeviceOptions device;
    @Option(names = "--sizes", defaultValue = FrameMix.USUAL, paramLabel = "LIST",
        description = "Frame sizes in bytes with the check sequence, 64 to 9018, and imix (64, 594 and 1518 bytes as "
            + "7 : 4 : 1). Over 1518 needs --ports or --vdev veth. Default: ${DEFAULT-VALUE}.")
    private String sizes;
    @Option(names = "--tests", split = ",", paramLabel = "LIST",
            description = "Of throughput, latency, loss, back_to_back, recovery. Default: all.")
    private Set<Test> tests = EnumSet.allOf(Test.class);
    @Option(names = "--flows", defaultValue = "1000", paramLabel = "N",
        description = "Flows the frames belong to, 1 to 16,000,000. Default: ${DEFAULT-VALUE}.")
    private int flows;
    @Option(names = "--new-flows", defaultValue = "0", converter = Quantities.Rate.class, paramLabel = "RATE",
        description = "Flows a second that give way to new ones, so that --flows of them live at a time; 0: always "
            + "the same. Default: 0.")
    private double newFlows;
    @Option(names = "--transport", defaultValue = "UDP", paramLabel = "KIND",
        description = "udp, or tcp, which needs frames of 76 bytes or more. Default: udp.")
    private Transport transport;
    @Option(names = "--both-ways", description = "Send from both ends at once. Rates are each way.")
    private boolean bothWays;
    @Option(names = "--trial", defaultValue = "10s", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "How long a trial sends: 2s for a quick look; the RFC names 60s. Default: ${DEFAULT-VALUE}.")
    private long trialNs;
    @Option(names = "--warmup", defaultValue = "3s", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "Traffic before the first trial, for the JIT. Default: ${DEFAULT-VALUE}.")
    private long warmupNs;
    @Option(names = "--drain", defaultValue = "500ms", converter = Quantities.Time.class, paramLabel = "TIME",
        description = "How long after a trial's last frame others are waited for; the RFC names 2s. "
            + "Default: ${DEFAULT-VALUE}.")
    private long drainNs;
    @Option(names = "--resolution", defaultValue = "1%", converter = Quantities.Share.class, paramLabel = "SHARE",
        description = "Where a search ends, as a share of the highest rate. Default: ${DEFAULT-VALUE}.")
    private double resolution;
    @Option(names = "--loss", defaultValue = "0.1%", split = ",", converter = Quantities.Share.class,
            paramLabel = "LIST",
        description = "Accepted losses of further throughput searches, besides none. Default: ${DEFAULT-VALUE}.")
    private List<Double> losses;
    @Option(names = "--rates", defaultValue = "50%,80%,100%", split = ",", converter = Quantities.Share.class,
        paramLabel = "LIST", description = "Rates of the latency test, of the throughput. Default: ${DEFAULT-VALUE}.")
    private List<Double> rates;
    @Option(names = "--repeat", defaultValue = "3", paramLabel = "N",
        description = "Repetitions of the back-to-back test; the RFC names 50. Default: ${DEFAULT-VALUE}.")
    private int repeat;
    @Option(names = "--attempts", defaultValue = "3", paramLabel = "N", description =
        "Times a failed trial is run in which other programs took generator or device their core (by the kernel's "
            + "books, for more than 0.1 %% of it). Undisturbed trials count at once. Default: ${DEFAULT-VALUE}.")
    private int attempts;
    @Option(names = "--most", defaultValue = "0", converter = Quantities.Rate.class, paramLabel = "RATE",
        description = "Highest rate to try, in frames a second (1.5M); 0: what the generator can and the links' "
            + "speed carries. Default: 0.")
    private double most;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<FrameMix> mixes = FrameMix.parse(sizes);
        List<Double> accepted = new ArrayList<>(List.of(0.0));
        losses.stream().filter(each -> each > 0).sorted().forEach(accepted::add);
        Settings settings = new Settings(trialNs, resolution, accepted, rates, repeat, attempts, most);
        Map<String, String> facts = Environment.gather(spec.commandLine().getParseResult().originalArgs());
        ResultFolder folder = new ResultFolder(device.out());
        mixes.forEach(this::plan);
        int largest = mixes.stream().mapToInt(FrameMix::largest).max().orElseThrow();
        int mtu = Math.max(USUAL_MTU, largest - FRAME_OVERHEAD);
        PrintWriter err = spec.commandLine().getErr();
        List<SizeResult> results = new ArrayList<>();
        try (Device tested = device.open(mtu, "[198.18.0.0/15]", List.of());
                Lab lab = new Lab(tested, device.core, mtu, drainNs, err)) {
            TrialPlan first = plan(mixes.getFirst());
            lab.awaitDevice(first);
            lab.say("warming up for " + warmupNs / 1_000_000 + " ms");
            lab.run(first.with(Phase.of(Double.POSITIVE_INFINITY, warmupNs)));
            for (FrameMix mix : mixes) {
                results.add(measure(lab, plan(mix), settings.upTo(lab.lineRate(mix)), folder));
            }
            describe(facts, tested, lab);
        }
        String lead = "RFC 2544 tests of " + facts.get("device under test");
        folder.json(facts, "rfc2544", results);
        List<Section> sections = new ArrayList<>(Rfc2544Sections.of(results));
        if (device.isSluice()) {
            sections.addAll(StageCost.of(Path.of(System.getProperty("sluice.root", "."), "perf/target/bench.json")));
        }
        spec.commandLine().getOut().print(folder.report("Sluice bench: RFC 2544", lead, sections, facts));
        err.println("bench: results are in " + folder.path());
        return ExitStatus.OK;
    }

    private TrialPlan plan(FrameMix mix) {
        return new TrialPlan(mix, transport, flows, newFlows, bothWays, List.of(Phase.of(1, 1)));
    }

    private SizeResult measure(Lab lab, TrialPlan plan, Settings settings, ResultFolder folder) throws IOException {
        ThroughputSearch search = new ThroughputSearch(lab, plan, settings, lab::tell);
        List<Throughput> throughputs = new ArrayList<>();
        double highest = search.highest();
        boolean needsThroughput = tests.contains(Test.THROUGHPUT) || tests.contains(Test.LATENCY)
                || tests.contains(Test.RECOVERY);
        if (needsThroughput) {
            for (double loss : tests.contains(Test.THROUGHPUT) ? settings.lossRatios() : List.of(0.0)) {
                throughputs.add(search.find(loss));
                lab.say(String.format(Locale.ROOT, "%-6s throughput with %s: %,.0f frames/s", plan.mix().name(),
                        loss == 0 ? "no loss" : "loss up to " + Figures.percent(loss), throughputs.getLast()
                                .framesPerSecond()));
            }
        }
        double throughput = throughputs.isEmpty() ? 0 : throughputs.getFirst().framesPerSecond();
        List<SizeResult.Latency> latencies = new ArrayList<>();
        if (tests.contains(Test.LATENCY) && throughput > 0) {
            for (LatencyAtRate each : LatencyAtRate.measure(lab, plan, settings, throughput, lab::tell)) {
                latencies.add(keep(each, plan.mix(), folder));
            }
        }
        return new SizeResult(plan.mix().name(), plan.mix().meanBytes(), highest, throughputs, latencies,
                tests.contains(Test.LOSS) ? LossCurve.measure(lab, plan, settings, highest, lab::tell) : null,
                tests.contains(Test.BACK_TO_BACK) ? BackToBack.measure(lab, plan, settings, highest, lab::tell) : null,
                tests.contains(Test.RECOVERY) && throughput > 0
                        ? Recovery.measure(lab, plan, settings, throughput, lab::tell) : null);
    }

    private static SizeResult.Latency keep(LatencyAtRate each, FrameMix mix, ResultFolder folder) throws IOException {
        String name = mix.name() + "-" + Math.round(each.share() * 100);
        return new SizeResult.Latency(each.share(), each.point(), LatencySummary.of(each.latency()),
                LatencySummary.of(each.rawLatency()), folder.histogram(name, each.latency()),
                folder.histogram("raw-" + name, each.rawLatency()));
    }

    private void describe(Map<String, String> facts, Device tested, Lab lab) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("device under test", tested.description());
        more.put("ports", tested.leftPort() + "  and  " + tested.rightPort());
        if (device.isSluice()) {
            more.put("shared machine", Lab.SHARED);
        }
        more.put("traffic", flows + " flows of " + transport + ", "
                + (newFlows > 0 ? Figures.whole(Math.round(newFlows)) + " of them new every second, "
                        : "always the same, ") + (bothWays ? "both ways" : "left to right"));
        more.put("trial", trialNs / 1e9 + " s, drain " + drainNs / 1e9 + " s, resolution " + resolution * 100
                + " %, attempts "
                + attempts + ", back-to-back repeated " + repeat + " times");
        more.put("notes", lab.notes().isEmpty() ? "none" : String.join("; ", lab.notes()));
        facts.putAll(more);
    }
}
