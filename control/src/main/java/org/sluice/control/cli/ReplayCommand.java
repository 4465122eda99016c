package org.sluice.control.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.ConfigurationLoader;
import org.sluice.control.config.Problem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice replay}: captures through the stages of the live wire. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Runs a capture through the same stages as live packets, with the capture's clock, and writes "
        + "DIR/eve.json.",
        "Needs neither root nor DPDK. pcap and pcapng, also gzipped.", "",
        "  sluice replay -r attack.pcap -S local.rules -l out",
        "  sluice replay -r attack.pcap -S local.rules -l out --ips  # drop rules drop",
        "  sluice replay --jobs jobs.jsonl --parallel 2              # many at once", "",
        "A line of the jobs file is one replay:",
        "  {\"capture\": \"a.pcap\", \"rules\": \"a.rules\", \"out\": \"dir\", \"ips\": true,",
        "      \"checksums\": false, \"set\": {\"stream.midstream\": \"yes\"}}",
        "A replay that fails leaves DIR/error.txt, and the others go on.", ""})
final class ReplayCommand implements Callable<Integer> {
    /** One capture, or many jobs. */
    private static final class What {
        @ArgGroup(exclusive = false)
        private One one;
        @Option(names = "--jobs", required = true, paramLabel = "FILE",
            description = "Many replays: one JSON object a line.")
        private Path jobs;
    }

    private static final class One {
        @Option(names = {"-r", "--capture"}, required = true, paramLabel = "CAPTURE", description = "The capture.")
        private Path capture;
        @Option(names = {"-S", "--rules"}, paramLabel = "RULES",
            description = "The only rule file. Default: none, flows and anomalies only.")
        private Path rules;
        @Option(names = {"-l", "--log-dir"}, required = true, paramLabel = "DIR",
            description = "Folder for eve.json; made when it is not there.")
        private Path out;
        @Option(names = {"--ips", "--simulate-ips"}, description = "Drop rules drop, and drop events are written.")
        private boolean ips;
        @Option(names = "-k", paramLabel = "all|none", defaultValue = "all",
            description = "Whether packets with wrong checksums are left out, as on a wire. Default: all.")
        private String checksums;
    }

    private final Wiring wiring;

    @ArgGroup(multiplicity = "1")
    private What what;
    @Option(names = "--parallel", defaultValue = "1", paramLabel = "N", description = "Jobs at once. Default: 1.")
    private int parallel;
    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    ReplayCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        if (what.jobs != null) {
            return many(ReplayJobs.read(what.jobs));
        }
        return one(what.one);
    }

    private int one(One one) {
        if (!one.checksums.equals("all") && !one.checksums.equals("none")) {
            throw new CommandException(ExitStatus.USAGE, "-k " + one.checksums + ": allowed are all and none");
        }
        ReplayJob job = new ReplayJob(one.capture, one.rules, one.out, one.ips, one.checksums.equals("all"), Map.of());
        PrintWriter out = spec.commandLine().getOut();
        try (ReplayEngine engine = wiring.replayEngine()) {
            ReplayResult result = replay(engine, job, true);
            out.printf("%d packets, %d bytes: %d alerts, %d drops; events in %s%n", result.packets(), result.bytes(),
                result.alerts(), result.drops(), one.out.resolve("eve.json"));
            if (result.problem() != null) {
                throw new CommandException(ExitStatus.FOUND_PROBLEMS, result.problem()
                    + "; what came before it was inspected, its events are kept");
            }
            return ExitStatus.OK;
        } catch (IOException e) {
            throw new CommandException(ExitStatus.FOUND_PROBLEMS, e.getMessage(), e);
        }
    }

    private ReplayResult replay(ReplayEngine engine, ReplayJob job, boolean tells) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(job.settings());
        if (!job.validatesChecksums()) {
            settings.putIfAbsent("stream.checksum-validation", "no");
        }
        List<String> overrides = new ArrayList<>(options.overrides);
        settings.forEach((key, value) -> overrides.add(key + "=" + value));
        ConfigurationLoader.Loaded loaded = ConfigurationLoader.loadForReplay(options.file, overrides);
        if (!loaded.isUsable()) {
            throw new IOException(String.join("\n",
                loaded.problems().stream().filter(Problem::isFatal).map(Problem::toString).toList()));
        }
        if (tells) {
            loaded.problems().forEach(spec.commandLine().getErr()::println);
        }
        Configuration configuration = loaded.configuration();
        Files.createDirectories(job.out());
        return engine.replay(job, configuration);
    }

    private int many(List<ReplayJob> jobs) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.clamp(parallel, 1, Math.max(1, jobs.size())); i++) {
            threads.add(Thread.ofPlatform().name("replay-" + i).start(() -> work(jobs, next, failed)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spec.commandLine().getOut().printf("%d replays, %d failed%n", jobs.size(), failed.get());
        return failed.get() == 0 ? ExitStatus.OK : ExitStatus.FOUND_PROBLEMS;
    }

    private void work(List<ReplayJob> jobs, AtomicInteger next, AtomicInteger failed) {
        ReplayEngine engine = wiring.replayEngine();
        try {
            for (int i = next.getAndIncrement(); i < jobs.size(); i = next.getAndIncrement()) {
                String problem = attempt(engine, jobs.get(i));
                if (problem != null) {
                    failed.incrementAndGet();
                    engine.close();
                    engine = wiring.replayEngine();
                }
            }
        } finally {
            engine.close();
        }
    }

    /** Runs a job whatever happens in it; what went wrong, which is in its error.txt as well, or null. */
    private String attempt(ReplayEngine engine, ReplayJob job) {
        String problem;
        try {
            problem = replay(engine, job, false).problem();
        } catch (IOException | CommandException e) {
            problem = e.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            problem = "a defect: " + e + trace(e);
        }
        if (problem != null) {
            tell(job, problem);
        }
        return problem;
    }

    private void tell(ReplayJob job, String problem) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Files.createDirectories(job.out());
            Files.writeString(job.out().resolve("error.txt"), problem + "\n");
        } catch (IOException e) {
            err.println(job.out() + ": cannot write error.txt: " + e);
        }
        err.println(job.capture() + ": " + problem);
    }

    private static String trace(Throwable problem) {
        StringBuilder trace = new StringBuilder();
        for (StackTraceElement element : problem.getStackTrace()) {
            trace.append("\n    at ").append(element);
        }
        return trace.toString();
    }
}
