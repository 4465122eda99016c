package org.sluice.perf.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.pipeline.DataPlane;
import org.sluice.dataplane.pipeline.DataPlaneSettings;
import org.sluice.dataplane.pipeline.InspectionSettings;
import org.sluice.dataplane.pipeline.PipelineStatistics;
import org.sluice.dataplane.port.DpdkSettings;
import org.sluice.dataplane.port.PortSettings;
import org.sluice.dataplane.port.WireSettings;

/**
 * Forwarding through the real data plane: a capture that repeats for ever, received by DPDK's net_pcap, through a wire
 * into net_null.
 *
 * <pre>
 *   net_pcap0 (infinite_rx) --> receive -> inspect -> transmit --> net_null0       one worker, pinned
 * </pre>
 *
 * Mode {@code wire} inspects nothing; mode {@code flow} decodes every frame, keeps its flow and gives a verdict, with no
 * rules loaded. Prints a line a second: {@code sample <frames so far> <worker's processor time in ns> <wall time in ns>}.
 */
public final class ForwardRun {
    private static final String USAGE = "ForwardRun --capture FILE [--mode wire|flow] [--seconds 5] [--warmup 3] [--core 1] "
            + "[--flows 262144] [--checksums true]";
    private static final int BUFFERS_PER_PORT = 65_536;
    private static final int BUFFER_CACHE = 512;
    private static final int MOST_WARMUP_FACTOR = 8;

    private ForwardRun() {}

    /** Runs, prints samples, and ends with a JSON line. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(
                arguments, USAGE, Set.of("capture", "mode", "seconds", "warmup", "core", "flows", "checksums"));
        Path cnc = Files.createTempDirectory(Path.of("/dev/shm"), "sluice-lab-");
        try (DataPlane plane = DataPlane.open(settings(options, cnc))) {
            plane.notes().forEach(note -> System.err.println("note: " + note));
            plane.start();
            measure(plane, options);
        } finally {
            delete(cnc);
        }
        System.exit(0);
    }

    private static DataPlaneSettings settings(RunOptions options, Path cnc) {
        boolean checksums = Boolean.parseBoolean(options.text("checksums", "true"));
        InspectionSettings inspection = new InspectionSettings()
                .decoder(DecoderSettings.defaults().withChecksums(checksums))
                .flow(new FlowSettings().capacity(options.number("flows", 1 << 18)));
        // The application layer has room for as many flows as the table.
        inspection.app().sessions(Math.max(inspection.app().sessions(), inspection.flow().capacity()));
        return new DataPlaneSettings()
                .cnc(new CncContext().directory(cnc))
                .dpdk(DpdkSettings.defaults().withBuffers(BUFFERS_PER_PORT, BUFFER_CACHE))
                .wires(List.of(WireSettings.of(
                        "lab",
                        new PortSettings("left", "net_pcap0,rx_pcap=" + options.text("capture") + ",infinite_rx=1"),
                        new PortSettings("right", "net_null0,no-rx=1"))))
                .cores(List.of(options.number("core", 1)))
                .inspection(inspection)
                .inspects(options.text("mode", "flow").equals("flow"));
    }

    private static void measure(DataPlane plane, RunOptions options) throws IOException, InterruptedException {
        PipelineStatistics forward = plane.pipelineStatistics().getFirst();
        Thread.sleep(200);
        ThreadClock clock = ThreadClock.of("worker-0");
        warmUp(clock, options.number("warmup", 3));
        long[] first = sample(forward, clock);
        long[] last = first;
        for (int i = options.number("seconds", 5); i > 0; i--) {
            Thread.sleep(1000);
            last = sample(forward, clock);
        }
        System.out.printf(
                "{\"frames\": %d, \"cpu_ns\": %d, \"wall_ns\": %d, \"dropped\": %d, \"failed\": %d}%n",
                last[0] - first[0], last[1] - first[1], last[2] - first[2], forward.droppedFrames, forward.transmitFailures);
    }

    /** The JIT has seen enough after so many seconds of the worker's own time, which on a busy machine takes longer. */
    private static void warmUp(ThreadClock clock, int seconds) throws IOException, InterruptedException {
        long endNs = System.nanoTime() + MOST_WARMUP_FACTOR * seconds * 1_000_000_000L;
        while (clock.nanos() < seconds * 1_000_000_000L && System.nanoTime() < endNs) {
            Thread.sleep(50);
        }
    }

    private static long[] sample(PipelineStatistics forward, ThreadClock clock) throws IOException {
        long[] sample = {forward.transmittedFrames, clock.nanos(), System.nanoTime()};
        System.out.println("sample " + sample[0] + " " + sample[1] + " " + sample[2]);
        return sample;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
