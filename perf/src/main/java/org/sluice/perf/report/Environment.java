package org.sluice.perf.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.bindings.dpdk.Dpdk;
import org.sluice.control.cli.Version;

/** The machine, the versions and the flags of a run, as results record them. */
public final class Environment {
    private Environment() {}

    /** Gathers what there is; what a machine does not tell is "unknown". */
    public static Map<String, String> gather(List<String> commandLine) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("command", "sluice bench " + String.join(" ", commandLine));
        facts.put("processor", find("/proc/cpuinfo", "model name\\s*:\\s*(.*)"));
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", find("/proc/meminfo", "MemTotal:\\s*(.*)"));
        facts.put("huge pages free", find("/proc/meminfo", "HugePages_Free:\\s*(.*)"));
        facts.put("kernel", System.getProperty("os.version"));
        facts.put("system", find("/etc/os-release", "PRETTY_NAME=\"?([^\"\n]*)"));
        facts.put("load at the start", find("/proc/loadavg", "(\\S+ \\S+ \\S+).*"));
        facts.put("sluice", Version.number());
        String root = System.getProperty("sluice.root", ".");
        facts.put("commit", run("git", "-C", root, "rev-parse", "--short", "HEAD"));
        facts.put("changed files", String.valueOf(run("git", "-C", root, "status", "--porcelain", "-uno").lines()
                .filter(line -> !line.equals("unknown")).count()));
        facts.put("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        facts.put("generator's flags", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()
                .stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("-XX")).toList()));
        facts.put("device's flags", flags(List.of(Path.of(root, "deploy/conf"),
                Path.of("/etc/sluice"), Path.of(root, "conf"))));
        facts.put("dpdk", Dpdk.version());
        facts.put("vectorscan", run("dpkg-query", "-W", "-f", "${Version}", "libvectorscan5"));
        return facts;
    }

    /** Of the data plane, from the first folder that names them, as the launcher takes them. */
    private static String flags(List<Path> folders) {
        try {
            Path file = folders.stream().map(each -> each.resolve("dataplane.options")).filter(Files::isReadable)
                    .findFirst().orElse(Path.of("/dev/null"));
            return String.join(" ", Files.readAllLines(file).stream().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList());
        } catch (IOException installed) {
            return "as installed";
        }
    }

    private static String find(String file, String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
            return found.find() ? found.group(1).strip() : "unknown";
        } catch (IOException unread) {
            return "unknown";
        }
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? output : "unknown";
        } catch (IOException missing) {
            return "unknown";
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
