package org.sluice.perf.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sluice.dataplane.contract.CncClient;

/**
 * Watches a running data plane through its cnc directory, as {@code sluice stat} does: what it counted in a time, and
 * the processor time of its worker. Costs it nothing. The data plane renews its counters once a second; samples are
 * taken just after it has.
 */
public final class EventWatch {
    private static final String USAGE = "EventWatch --cnc DIRECTORY [--seconds 10] [--worker worker-0]";

    private static final String RENEWED = "pipeline.";
    private static final long LOOK_MS = 2;
    private static final long PATIENCE_NS = 10_000_000_000L;

    private record Sample(Map<String, Long> counters, long cpuNs, long wallNs) {}

    private EventWatch() {}

    /** Prints a JSON line: each counter's growth, and the times. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE, Set.of("cnc", "seconds", "worker"));
        CncClient client = CncClient.attach(Path.of(options.text("cnc")));
        ThreadClock clock = ThreadClock.of(client.pid(), options.text("worker", "worker-0"));
        Sample before = sample(client, clock);
        Thread.sleep(options.number("seconds", 10) * 1_000L);
        Sample after = sample(client, clock);
        StringBuilder text = new StringBuilder();
        after.counters.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ").append('"').append(name)
                .append("\": ").append(value - before.counters.getOrDefault(name, 0L)));
        System.out.printf("{\"wall_ns\": %d, \"cpu_ns\": %d, \"counters\": {%s}}%n", after.wallNs - before.wallNs,
                after.cpuNs - before.cpuNs, text);
        client.close();
    }

    private static Sample sample(CncClient client, ThreadClock clock) throws IOException, InterruptedException {
        long seen = renewed(client);
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (renewed(client) == seen && System.nanoTime() < endNs) {
            Thread.sleep(LOOK_MS);
        }
        return new Sample(new TreeMap<>(client.counters().totals()), clock.nanos(), System.nanoTime());
    }

    private static long renewed(CncClient client) {
        return client.counters().totals().entrySet().stream().filter(each -> each.getKey().startsWith(RENEWED))
                .mapToLong(Map.Entry::getValue).sum();
    }
}
