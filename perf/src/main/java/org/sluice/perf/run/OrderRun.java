package org.sluice.perf.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.pipeline.DataPlane;
import org.sluice.dataplane.pipeline.DataPlaneSettings;
import org.sluice.dataplane.pipeline.PipelineStatistics;
import org.sluice.dataplane.pipeline.ThreadingMode;
import org.sluice.dataplane.port.DpdkSettings;
import org.sluice.dataplane.port.PortSettings;
import org.sluice.dataplane.port.WireSettings;
import org.sluice.perf.traffic.FlowTraffic;

/**
 * Whether frames of a flow leave in the order they came when several threads inspect: a capture whose frames are
 * numbered goes through the data plane into another capture, and every flow's numbers are looked at.
 *
 * <pre>
 *   net_pcap0 (a file a queue) --> worker a queue, or one I/O thread and an inspector --> net_pcap1 (a file a queue)
 * </pre>
 */
public final class OrderRun {
    private static final String USAGE = "OrderRun [--cores 1,0] [--flows 1000] [--rounds 200] "
            + "[--mode shared|dedicated]";
    private static final int QUEUES = 2;
    private static final int FRAME_BYTES = 60;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int NUMBER_AT = FRAME_BYTES - Integer.BYTES;
    private static final int SOURCE_AT = 26;
    private static final int UDP_CHECKSUM_AT = 40;
    private static final long PATIENCE_NS = 60_000_000_000L;

    private OrderRun() {}

    /** Prints a JSON line: frames, those missing, those that a later one of their flow overtook. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE, Set.of("cores", "flows", "rounds", "mode"));
        List<Integer> cores = Arrays.stream(options.text("cores", "1,0").split(",")).map(Integer::valueOf).toList();
        ThreadingMode mode = ThreadingMode.valueOf(options.text("mode", "SHARED").toUpperCase(Locale.ROOT));
        int flows = options.number("flows", 1_000);
        int rounds = options.number("rounds", 200);
        Path folder = Files.createTempDirectory(Path.of("/dev/shm"), "sluice-lab-");
        long frames = (long) QUEUES * flows * rounds;
        try {
            for (int queue = 0; queue < QUEUES; queue++) {
                write(folder.resolve("in" + queue), queue * flows, flows, rounds);
            }
            run(folder, mode, cores, frames);
            report(folder, frames);
        } finally {
            Folder.delete(folder);
        }
        System.exit(0);
    }

    /** Frames of all flows in turn, each with the number of its round, and no UDP checksum. */
    private static void write(Path file, int first, int flows, int rounds) throws Exception {
        FlowTraffic traffic = new FlowTraffic(first + flows, FRAME_BYTES, FlowTraffic.Transport.UDP);
        ByteBuffer out = ByteBuffer.allocate(FILE_HEADER + flows * rounds * (RECORD_HEADER + FRAME_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535).putInt(1);
        for (int round = 0; round < rounds; round++) {
            for (int flow = first; flow < first + flows; flow++) {
                out.putInt(round).putInt(0).putInt(FRAME_BYTES).putInt(FRAME_BYTES);
                ByteBuffer frame = ByteBuffer.wrap(traffic.frame(flow));
                frame.putInt(NUMBER_AT, round).putShort(UDP_CHECKSUM_AT, (short) 0);
                out.put(frame);
            }
        }
        Files.write(file, out.array());
    }

    private static void run(Path folder, ThreadingMode mode, List<Integer> cores, long frames) throws Exception {
        String received = ",rx_pcap=" + folder.resolve("in0") + ",rx_pcap=" + folder.resolve("in1");
        String sent = ",tx_pcap=" + folder.resolve("out0") + ",tx_pcap=" + folder.resolve("out1");
        // Each port takes and gives: the left one has a place to give to, the right one an empty capture to take.
        Files.write(folder.resolve("none"), Arrays.copyOf(Files.readAllBytes(folder.resolve("in0")), FILE_HEADER));
        String nothing = ",rx_pcap=" + folder.resolve("none") + ",rx_pcap=" + folder.resolve("none");
        String back = ",tx_pcap=" + folder.resolve("back0") + ",tx_pcap=" + folder.resolve("back1");
        DataPlaneSettings settings = new DataPlaneSettings()
                .cnc(new CncContext().directory(folder.resolve("cnc")))
                .dpdk(DpdkSettings.defaults())
                .mode(mode)
                .wires(List.of(WireSettings.of("lab", new PortSettings("left", "net_pcap0" + received + back),
                        new PortSettings("right", "net_pcap1" + nothing + sent)).withQueues(QUEUES)))
                .inspectors(QUEUES)
                // An I/O thread and two inspectors are more than two cores: where the kernel puts them.
                .cores(mode == ThreadingMode.DEDICATED ? List.of() : cores);
        try (DataPlane plane = DataPlane.open(settings)) {
            plane.start();
            long endNs = System.nanoTime() + PATIENCE_NS;
            while (left(plane) < frames && System.nanoTime() < endNs) {
                Thread.sleep(100);
            }
        }
    }

    private static long left(DataPlane plane) {
        return plane.pipelineStatistics().stream().mapToLong(OrderRun::done).sum();
    }

    private static long done(PipelineStatistics pipeline) {
        return pipeline.transmittedFrames + pipeline.droppedFrames + pipeline.transmitFailures;
    }

    private static void report(Path folder, long expected) throws Exception {
        Map<Integer, Integer> lastByFlow = new HashMap<>();
        long frames = 0;
        long reordered = 0;
        for (int queue = 0; queue < QUEUES; queue++) {
            try (FileChannel file = FileChannel.open(folder.resolve("out" + queue))) {
                ByteBuffer in = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = FILE_HEADER; at + RECORD_HEADER < in.limit();) {
                    int length = in.getInt(at + 8);
                    int source = in.getInt(at + RECORD_HEADER + SOURCE_AT);
                    int number = Integer.reverseBytes(in.getInt(at + RECORD_HEADER + NUMBER_AT));
                    Integer last = lastByFlow.put(source, number);
                    reordered += last != null && number <= last ? 1 : 0;
                    frames++;
                    at += RECORD_HEADER + length;
                }
            }
        }
        System.out.printf("{\"frames\": %d, \"flows\": %d, \"missing\": %d, \"reordered\": %d}%n", frames,
                lastByFlow.size(), expected - frames, reordered);
    }
}
