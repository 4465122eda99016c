package org.sluice.perf.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Sluice of its own process for the run: both planes when it has rules, else the data plane alone. Its folder holds
 * configuration, log and state, and goes with it.
 */
public final class SluiceDevice implements Device {
    private static final long STOP_SECONDS = 15;
    private static final long START_SECONDS = 60;
    private static final long RULES_SECONDS = 180;
    private static final Pattern RULES_IN_FORCE = Pattern.compile("\"detect.generation\"\\s*:\\s*[1-9]");
    /** What the data plane says when its wires are open. */
    private static final String FORWARDS = "forwards";
    private static final int LOG_BYTES = 3_000;
    /** Descriptors of a memif ring as a power of two: bridges some milliseconds in which a process has no core. */
    private static final int MEMIF_RING_LOG = 14;

    private final SluicePlan plan;
    private final Path folder;
    private final Path cnc;
    private final VethWire veth;
    private final Thread atExit = new Thread(this::remove, "bench-cleanup");
    private Process process;
    private CoreWait worker;

    /**
     * Starts it.
     *
     * @throws DeviceException when it cannot be started
     */
    public SluiceDevice(SluicePlan plan) {
        this.plan = plan;
        try {
            folder = Files.createTempDirectory("sluice-bench-");
            cnc = Path.of("/dev/shm/" + folder.getFileName());
        } catch (IOException e) {
            throw new DeviceException("no folder for the device under test: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        veth = plan.join() == SluicePlan.Join.VETH ? new VethWire(plan.mtu()) : null;
        try {
            Files.writeString(folder.resolve("sluice.yaml"), configuration());
            start();
        } catch (DeviceException ended) {
            close();
            throw ended;
        } catch (IOException e) {
            close();
            throw new DeviceException("the device under test cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public String leftPort() {
        return port("left", veth == null ? null : veth.left());
    }

    @Override
    public String rightPort() {
        return port("right", veth == null ? null : veth.right());
    }

    @Override
    public String description() {
        return "Sluice, one worker" + (plan.core() < 0 ? "" : " on core " + plan.core()) + ", "
                + (plan.rules().isEmpty() ? "no rules" : "rules " + plan.rules()) + ", joined by "
                + (veth == null ? "memif (shared memory)" : "veth pairs (af_packet)");
    }

    /** The directory that its planes speak through. */
    public Path cncDirectory() {
        return cnc;
    }

    /**
     * Waits until its rules are in force.
     *
     * @throws DeviceException when they are not in time
     */
    public void awaitRules() {
        long endNs = System.nanoTime() + RULES_SECONDS * 1_000_000_000L;
        while (!plan.rules().isEmpty() && !RULES_IN_FORCE.matcher(Command.run(System.getProperty("sluice.launcher"),
                "stat",
                "--json", "--all", "-c", folder.resolve("sluice.yaml").toString())).find()) {
            check();
            if (System.nanoTime() > endNs) {
                throw new DeviceException("the rules " + plan.rules() + " were not in force after " + RULES_SECONDS
                        + " s; it said last:\n" + lastWords());
            }
        }
    }

    @Override
    public void check() {
        if (!process.isAlive()) {
            throw new DeviceException("the device under test ended with status " + process.exitValue()
                    + "; it said last:\n" + lastWords());
        }
    }

    @Override
    public long waitedNs() {
        return worker.nanos();
    }

    /** The end of what it wrote. */
    public String lastWords() {
        try {
            String text = Files.readString(folder.resolve("log"));
            return text.substring(Math.max(0, text.length() - LOG_BYTES)).strip();
        } catch (IOException unread) {
            return "(its log cannot be read: " + unread.getMessage() + ")";
        }
    }

    private String port(String side, String interfaceName) {
        return veth == null ? memif(side, "client")
                : "net_af_packet" + (side.equals("left") ? 0 : 1) + ",iface=" + interfaceName + ring();
    }

    private String memif(String side, String role) {
        return "net_memif" + (side.equals("left") ? 0 : 1) + ",role=" + role + ",id=0,socket-abstract=no,socket="
                + folder.resolve(side + ".sock") + ",rsize=" + MEMIF_RING_LOG;
    }

    private String ring() {
        int frame = plan.mtu() <= 1_500 ? 2_048 : 16_384;
        return ",framesz=" + frame + ",blocksz=65536,framecnt=" + (plan.mtu() <= 1_500 ? 4_096 : 512);
    }

    private String end(String side) {
        return veth == null ? memif(side, "server")
                : "net_af_packet" + (side.equals("left") ? 0 : 1) + ",iface=" + side + ring();
    }

    private String configuration() {
        StringBuilder text = new StringBuilder("wires:\n  - name: bench\n");
        text.append("    left: ").append(end("left")).append("\n    right: ").append(end("right"))
                .append("\n    mtu: ").append(plan.mtu()).append('\n');
        text.append("threading:\n  cores: [").append(plan.core() < 0 ? "" : plan.core()).append("]\n  idle-strategy: ")
                .append(plan.core() < 0 ? "yield" : "busy-spin").append('\n');
        text.append("vars:\n  address-groups:\n    HOME_NET: \"").append(plan.homeNet()).append("\"\n");
        if (plan.homeNet().equals("any")) {
            text.append("    EXTERNAL_NET: any\n");
        }
        text.append("default-rule-path: ").append(folder).append("\nrule-files: [")
                .append(String.join(", ", plan.rules().stream().map(file -> file.toAbsolutePath().toString()).toList()))
                .append("]\n");
        text.append("rules:\n  skip-bad: yes\n");
        text.append("state-directory: ").append(folder.resolve("state")).append("\ndefault-log-dir: ").append(folder)
                .append("\njournal:\n  directory: ").append(folder.resolve("journal")).append('\n');
        text.append("cnc:\n  directory: ").append(cnc).append("\nmetrics:\n  enabled: no\n");
        plan.settings().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private void start() throws IOException {
        String launcher = System.getProperty("sluice.launcher");
        if (launcher == null) {
            throw new IOException("the command `sluice` is not known: start the lab by `sluice bench`");
        }
        List<String> command = new ArrayList<>();
        if (veth != null) {
            command.addAll(List.of("ip", "netns", "exec", veth.namespace()));
        }
        command.addAll(List.of(launcher, plan.rules().isEmpty() ? "dataplane" : "run", "-c",
                folder.resolve("sluice.yaml").toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        awaitForwarding();
        worker = CoreWait.of(process, "worker-0");
    }

    /** A memif server refuses its peer before it forwards, and the peer does not ask again. */
    private void awaitForwarding() throws IOException {
        long endNs = System.nanoTime() + START_SECONDS * 1_000_000_000L;
        while (!lastWords().contains(FORWARDS)) {
            check();
            if (System.nanoTime() > endNs) {
                throw new IOException("it did not forward after " + START_SECONDS + " s; it said last:\n"
                        + lastWords());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", asked);
            }
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The process is ending and runs the hook by itself.
        }
    }

    private synchronized void remove() {
        if (process != null) {
            end(process);
        }
        if (veth != null) {
            veth.close();
        }
        delete(folder);
        delete(cnc);
    }

    private static void end(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException asked) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            System.err.println("bench: " + folder + " could not be removed: " + left.getMessage());
        }
    }
}
