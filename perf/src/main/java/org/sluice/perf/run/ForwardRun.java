package org.sluice.perf.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.pipeline.DataPlane;
import org.sluice.dataplane.pipeline.DataPlaneSettings;
import org.sluice.dataplane.pipeline.InspectionSettings;
import org.sluice.dataplane.port.DpdkSettings;
import org.sluice.dataplane.port.PortSettings;
import org.sluice.dataplane.port.WireSettings;

/**
 * Forwarding through the real data plane: a capture that repeats for ever, received by DPDK's net_pcap, through a wire
 * into net_null.
 *
 * <pre>
 *   net_pcap0 (infinite_rx) --> receive -> inspect -> transmit --> net_null0       a worker a queue, pinned
 * </pre>
 *
 * Mode {@code wire} inspects nothing; mode {@code flow} decodes every frame, keeps its flow and gives a verdict, with
 * no rules loaded. With several captures the left port has a queue for each, and each queue a worker of its own.
 */
public final class ForwardRun {
    private static final String USAGE = "ForwardRun --capture FILE[,FILE...] [--mode wire|flow] [--seconds 5] "
            + "[--warmup 3] [--cores 1[,CORE...]] [--flows 262144] [--checksums true] [--right net_null0,no-rx=1]";
    private static final int BUFFERS_PER_PORT = 65_536;
    private static final int BUFFER_CACHE = 512;
    private static final int MOST_WARMUP_FACTOR = 8;

    private ForwardRun() {}

    /** Runs and prints a JSON line: of all workers together, and of each. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(
                arguments, USAGE, Set.of("capture", "mode", "seconds", "warmup", "cores", "flows", "checksums",
                        "right"));
        List<String> captures = List.of(options.text("capture").split(","));
        Path cnc = Files.createTempDirectory(Path.of("/dev/shm"), "sluice-lab-");
        try (DataPlane plane = DataPlane.open(settings(options, captures, cnc))) {
            plane.notes().forEach(note -> System.err.println("note: " + note));
            plane.start();
            measure(plane, captures.size(), options);
        } finally {
            Folder.delete(cnc);
        }
        System.exit(0);
    }

    private static DataPlaneSettings settings(RunOptions options, List<String> captures, Path cnc) {
        boolean checksums = Boolean.parseBoolean(options.text("checksums", "true"));
        InspectionSettings inspection = new InspectionSettings()
                .decoder(DecoderSettings.defaults().withChecksums(checksums))
                .flow(new FlowSettings().capacity(options.number("flows", 1 << 18)));
        // The application layer has room for as many flows as the table.
        inspection.app().sessions(Math.max(inspection.app().sessions(), inspection.flow().capacity()));
        String received = captures.stream().map(capture -> ",rx_pcap=" + capture).collect(Collectors.joining());
        WireSettings wire = WireSettings.of("lab",
                new PortSettings("left", "net_pcap0" + received + ",infinite_rx=1"),
                new PortSettings("right", options.text("right", "net_null0,no-rx=1")));
        return new DataPlaneSettings()
                .cnc(new CncContext().directory(cnc))
                .dpdk(DpdkSettings.defaults().withBuffers(BUFFERS_PER_PORT, BUFFER_CACHE))
                .wires(List.of(wire.withQueues(captures.size())))
                .cores(Arrays.stream(options.text("cores", "1").split(",")).map(Integer::valueOf).toList())
                .inspection(inspection)
                .inspects(options.text("mode", "flow").equals("flow"));
    }

    private static void measure(DataPlane plane, int queues, RunOptions options)
            throws IOException, InterruptedException {
        Thread.sleep(200);
        List<QueueWork> work = new ArrayList<>();
        for (int queue = 0; queue < queues; queue++) {
            // Two pipelines a queue: from left to right, which has all frames, and back.
            work.add(new QueueWork(plane.pipelineStatistics().get(2 * queue), ThreadClock.of("worker-" + queue)));
        }
        warmUp(work, options.number("warmup", 3));
        WorkerMemory memory = WorkerMemory.of("worker-");
        memory.begin();
        work.forEach(QueueWork::begin);
        long startNs = System.nanoTime();
        Thread.sleep(options.number("seconds", 5) * 1_000L);
        work.forEach(QueueWork::end);
        long wallNs = System.nanoTime() - startNs;
        memory.end();
        long frames = work.stream().mapToLong(QueueWork::frames).sum();
        System.out.printf(
                "{\"frames\": %d, \"cpu_ns\": %d, \"wall_ns\": %d, \"dropped\": %d, \"failed\": %d, "
                        + "\"allocation\": %s, \"queues\": [%s]}%n",
                frames, work.stream().mapToLong(QueueWork::cpuNs).sum(), wallNs,
                work.stream().mapToLong(QueueWork::dropped).sum(), work.stream().mapToLong(QueueWork::failed).sum(),
                memory.json(frames), work.stream().map(QueueWork::json).collect(Collectors.joining(", ")));
    }

    /** The JIT has seen enough after so many seconds of each worker's own time; on a busy machine that takes longer. */
    private static void warmUp(List<QueueWork> work, int seconds) throws InterruptedException {
        long endNs = System.nanoTime() + MOST_WARMUP_FACTOR * seconds * 1_000_000_000L;
        while (System.nanoTime() < endNs && work.stream().anyMatch(each -> each.nowNs() < seconds * 1_000_000_000L)) {
            Thread.sleep(50);
        }
    }
}
