package org.sluice.perf.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.sluice.perf.device.Device;
import org.sluice.perf.device.DeviceException;
import org.sluice.perf.generate.Generator;
import org.sluice.perf.generate.GeneratorPorts;
import org.sluice.perf.generate.GeneratorThread;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;
import org.sluice.perf.report.Figures;
import org.sluice.perf.rfc2544.TrialPoint;
import org.sluice.perf.traffic.FrameMix;

/**
 * A device under test, the generator's ports at both its ends, and the generator: opened in this order, closed in the
 * other. Tells on the error stream what goes on.
 */
final class Lab implements Trials, AutoCloseable {
    /** What a report says of figures that were got on one machine. */
    static final String SHARED = "generator and device under test run on this machine, a core each; its memory, its "
            + "caches and what else it runs are in every figure";

    private static final long CONNECT_NS = 90_000_000_000L;
    private static final long PROBE_NS = 100_000_000L;
    private static final double PROBE_RATE = 1_000;

    private final PrintWriter err;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final Device device;
    private final GeneratorPorts ports;
    private final GeneratorThread thread;
    private final Generator generator;
    private final List<String> notes = new ArrayList<>();

    /**
     * Opens all.
     *
     * @param device is closed with the lab
     * @param mtu of the ports
     * @param drainNs how long frames are waited for after a trial
     */
    Lab(Device device, int core, int mtu, long drainNs, PrintWriter err) {
        this.err = err;
        this.device = device;
        GeneratorPorts opened = null;
        GeneratorThread started = null;
        try {
            say("device under test: " + device.description());
            opened = GeneratorPorts.open(device.leftPort(), device.rightPort(), mtu);
            started = new GeneratorThread(core);
            notes.addAll(opened.notes());
            notes.forEach(note -> say("note: " + note));
        } catch (RuntimeException refused) {
            close(started, opened, device);
            throw refused;
        }
        ports = opened;
        thread = started;
        generator = new Generator(ports, thread, drainNs, device::waitedNs, this::tick);
    }

    /** The ports. */
    GeneratorPorts ports() {
        return ports;
    }

    /** Most frames a second that the links carry, infinite when there are none; a queue takes more than a wire does. */
    double lineRate(FrameMix mix) {
        double bits = ports.linkBitsPerSecond();
        return bits == 0 ? Double.POSITIVE_INFINITY : mix.lineRate(bits);
    }

    /** The thread that sends and receives. */
    GeneratorThread thread() {
        return thread;
    }

    /** What is worth knowing, for the report. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public TrialResult run(TrialPlan plan) {
        device.check();
        return generator.run(plan);
    }

    /**
     * Sends some frames until they come through.
     *
     * @throws DeviceException when none does in time
     */
    void awaitDevice(TrialPlan plan) {
        long endNs = System.nanoTime() + CONNECT_NS;
        say("waiting until frames come through ...");
        while (run(plan.with(Phase.of(PROBE_RATE, PROBE_NS))).received() == 0) {
            if (System.nanoTime() > endNs) {
                throw new DeviceException("no frame came from " + device.leftPort() + " to " + device.rightPort()
                        + " within "
                        + CONNECT_NS / 1_000_000_000L
                                + " s. Are both links up, and does the device forward UDP from left to "
                        + "right?" + (device instanceof org.sluice.perf.device.SluiceDevice sluice
                                ? " It said last:\n" + sluice.lastWords() : ""));
            }
        }
    }

    /** Tells of a trial. */
    void tell(TrialPlan plan, String test, TrialPoint point) {
        say(String.format("%-6s %-22s %9s frames/s offered, %9s received, lost %s%s", plan.mix().name(), test,
                Figures.scaled(point.offeredPerSecond()), Figures.scaled(point.receivedPerSecond()),
                point.lost() == 0 ? "none" : Figures.whole(point.lost()) + " (" + Figures.percent(point.lossRatio())
                        + ")",
                point.waitedMs() < 1 ? "" : String.format("; had no core for %.0f ms", point.waitedMs())));
    }

    /** A line for the person who waits. */
    void say(String words) {
        err.println((terminal ? "\r\033[K" : "") + "bench: " + words);
        err.flush();
    }

    private void tick() {
        device.check();
        if (terminal) {
            int done = (int) (generator.progress() * 30);
            err.print("\r\033[K  [" + "#".repeat(done) + ".".repeat(30 - done) + "]");
            err.flush();
        }
    }

    @Override
    public void close() {
        close(thread, ports, device);
    }

    /** The device first: its end of a shared ring must not outlive ours in the middle of a burst. */
    private static void close(GeneratorThread thread, GeneratorPorts ports, Device device) {
        if (thread != null) {
            thread.close();
        }
        device.close();
        if (ports != null) {
            ports.close();
        }
    }
}
