package org.sluice.control.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.console.Table;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.CncException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice stat}: the data plane's counters, read from shared memory; costs it nothing. */
@Command(name = "stat", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Prints the data plane's counters.",
        "Read straight from shared memory: works without the control plane, and costs the data plane nothing.", "",
        "  sluice stat", "  sluice stat --watch", "  sluice stat --json | jq .counters", ""})
final class StatCommand implements Callable<Integer> {
    private static final long LIVE_TIMEOUT_MS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--watch", description = "Prints again every interval, with rates, until Ctrl-C.")
    private boolean watch;
    @Option(names = "--interval", defaultValue = "1", paramLabel = "SECONDS", description = "With --watch. Default: 1.")
    private int intervalSeconds;
    @Option(names = "--count", defaultValue = "0", paramLabel = "N", description = "With --watch: ends after N times.")
    private int count;
    @Option(names = "--all", description = "Counters that are 0 as well.")
    private boolean all;
    @Option(names = "--json", description = "As JSON; with --watch one object a line.")
    private boolean json;
    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    /** Cursor to the corner, and nothing below it: a table that stands still while its figures change. */
    private static final String CLEAR = "\033[H\033[2J";

    private final boolean terminal = System.console() != null && System.console().isTerminal();

    /** Counters at one moment. */
    private record Sample(long nowNs, Map<String, Long> totals) {
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path directory = options.require(spec.commandLine().getErr()).get(OutputSettings.CNC_DIRECTORY);
        CncClient client = attach(directory);
        try {
            Sample before = null;
            for (int i = 1; ; i++) {
                if (client.isSuperseded()) {
                    client.close();
                    client = attach(directory);
                    before = null;
                }
                Sample now = new Sample(System.nanoTime(), client.counters().totals());
                if (before != null && !json && terminal) {
                    out.print(CLEAR);
                }
                print(client, before, now, out);
                if (!watch || i == count) {
                    return ExitStatus.OK;
                }
                before = now;
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Math.max(1, intervalSeconds)));
            }
        } finally {
            client.close();
        }
    }

    private static CncClient attach(Path directory) {
        try {
            return CncClient.attach(directory);
        } catch (CncException e) {
            throw new CommandException(ExitStatus.NOT_RUNNING, e.getMessage()
                + "\nStart one with `sluice run` or `systemctl start sluice-dataplane`, or name its cnc.directory.", e);
        }
    }

    private void print(CncClient client, Sample before, Sample now, PrintWriter out) {
        boolean isLive = client.isLive(System.currentTimeMillis(), LIVE_TIMEOUT_MS);
        long startMs = TimeUnit.NANOSECONDS.toMillis(client.startNs());
        Duration uptime = Duration.between(Instant.ofEpochMilli(startMs), Instant.now());
        if (json) {
            ObjectNode node = JSON.createObjectNode();
            node.put("live", isLive).put("state", client.state().name().toLowerCase(java.util.Locale.ROOT))
                .put("pid", client.pid()).put("uptime", uptime.toSeconds());
            ObjectNode counters = node.putObject("counters");
            now.totals().forEach((name, value) -> {
                if (all || value != 0) {
                    counters.put(name, value);
                }
            });
            out.println(watch ? node.toString() : node.toPrettyString());
        } else {
            out.printf("data plane %d: %s, up %s, %d workers%n", client.pid(),
                isLive ? client.state().name().toLowerCase(java.util.Locale.ROOT) : "NOT ALIVE (what it left)",
                human(uptime), client.workers());
            out.print(table(before, now));
        }
        out.flush();
    }

    private String table(Sample before, Sample now) {
        Table table = new Table("counter", "value", "per second").right(1).right(2);
        new TreeMap<>(now.totals()).forEach((name, value) -> {
            if (all || value != 0) {
                table.row(name, String.format("%,d", value), before == null ? "" : rate(name, before, now));
            }
        });
        return table.render();
    }

    private static String rate(String name, Sample before, Sample now) {
        long difference = now.totals().get(name) - before.totals().getOrDefault(name, 0L);
        double seconds = (now.nowNs() - before.nowNs()) / 1e9;
        return difference == 0 ? "" : String.format("%,.0f", difference / seconds);
    }

    private static String human(Duration time) {
        return time.toDays() > 0 ? time.toDays() + " d " + time.toHoursPart() + " h"
            : time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min"
            : time.toMinutes() > 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
            : time.toSeconds() + " s";
    }
}
