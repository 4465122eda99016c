package org.sluice.perf.run;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Set;
import org.sluice.bindings.posix.Posix;

/** Loads a rule file once, as the control plane does: text, compilation, image,
        set in force. Processor time and memory. */
public final class LoadRun {
    private static final String USAGE = "LoadRun --rules FILE";

    private LoadRun() {}

    /** Loads, and prints a JSON line. The whole process's processor time counts: the JVM's start and its compiler,
            too. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE, Set.of("rules"));
        try (Arena arena = Arena.ofShared()) {
            RuleLoad load = RuleLoad.of(Path.of(options.text("rules")), arena);
            long cpuNs = Posix.processCpuNs();
            System.out.printf(
                    "{\"cpu_ns\": %d, \"peak_kb\": %d, \"rss_kb\": %d, \"rules_total\": %d, \"rules_loaded\": %d}%n",
                    cpuNs, ResidentMemory.peakKilobytes(), ResidentMemory.kilobytes(), load.total(), load.loaded());
        }
    }
}
