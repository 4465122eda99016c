package org.sluice.dataplane.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.port.DpdkSettings;
import org.sluice.dataplane.port.WireSettings;

/** All settings of a data plane process, each with its default. {@link #conclude()} checks them together. */
public final class DataPlaneSettings {
    private CncContext cnc = new CncContext();
    private DpdkSettings dpdk = DpdkSettings.defaults();
    private List<WireSettings> wires = List.of();
    private ThreadingMode mode = ThreadingMode.SHARED;
    private int inspectors = 1;
    private List<Integer> cores = List.of();
    private Supplier<IdleStrategy> idle = BusySpinIdleStrategy::new;
    private OverloadPolicy overload = OverloadPolicy.BACKPRESSURE;
    private int ringSlots = 16;
    private InspectionSettings inspection = new InspectionSettings();
    private boolean inspects = true;
    private Path firstImage;
    private long firstGeneration;
    private int drillMillis = 2000;

    /** The cnc directory. Default: under {@code /dev/shm}. */
    public DataPlaneSettings cnc(CncContext context) {
        cnc = context;
        return this;
    }

    public CncContext cnc() {
        return cnc;
    }

    /** DPDK and its packet memory. */
    public DataPlaneSettings dpdk(DpdkSettings settings) {
        dpdk = settings;
        return this;
    }

    public DpdkSettings dpdk() {
        return dpdk;
    }

    /** The wires: at least one. */
    public DataPlaneSettings wires(List<WireSettings> settings) {
        wires = List.copyOf(settings);
        return this;
    }

    public List<WireSettings> wires() {
        return wires;
    }

    /** Threading mode. Default: shared. */
    public DataPlaneSettings mode(ThreadingMode threading) {
        mode = threading;
        return this;
    }

    public ThreadingMode mode() {
        return mode;
    }

    /** Inspector threads of mode {@code dedicated}. Mode {@code shared} has one worker a queue. */
    public DataPlaneSettings inspectors(int count) {
        inspectors = count;
        return this;
    }

    public int inspectors() {
        return inspectors;
    }

    /** Cores the pipeline threads are pinned to, in order (dedicated: the I/O thread first); empty: not pinned. */
    public DataPlaneSettings cores(List<Integer> processors) {
        cores = List.copyOf(processors);
        return this;
    }

    public List<Integer> cores() {
        return cores;
    }

    /** What a pipeline thread does when there is nothing to do. Default: spin. */
    public DataPlaneSettings idle(Supplier<IdleStrategy> strategy) {
        idle = strategy;
        return this;
    }

    public Supplier<IdleStrategy> idle() {
        return idle;
    }

    /** What happens when inspectors fall behind. */
    public DataPlaneSettings overload(OverloadPolicy policy) {
        overload = policy;
        return this;
    }

    public OverloadPolicy overload() {
        return overload;
    }

    /** Bursts in a ring of mode {@code dedicated}, a power of two; small, so that they stay in cache. Default 16. */
    public DataPlaneSettings ringSlots(int slots) {
        ringSlots = slots;
        return this;
    }

    public int ringSlots() {
        return ringSlots;
    }

    /** What inspectors do. */
    public DataPlaneSettings inspection(InspectionSettings settings) {
        inspection = settings;
        return this;
    }

    public InspectionSettings inspection() {
        return inspection;
    }

    /** Whether packets are inspected at all; off, the data plane is a wire ({@code wire mode} of the lab). */
    public DataPlaneSettings inspects(boolean value) {
        inspects = value;
        return this;
    }

    public boolean inspects() {
        return inspects;
    }

    /** Image in force before the first packet, or null: the control plane brings one. */
    public DataPlaneSettings firstImage(Path image, long generation) {
        firstImage = image;
        firstGeneration = generation;
        return this;
    }

    public Path firstImage() {
        return firstImage;
    }

    public long firstGeneration() {
        return firstGeneration;
    }

    /** How long the start-up drill runs traffic through all stages before links open; 0 for none. Default 2,000. */
    public DataPlaneSettings drillMillis(int millis) {
        drillMillis = millis;
        return this;
    }

    public int drillMillis() {
        return drillMillis;
    }

    /** Threads that inspect. */
    int inspectorThreads() {
        return mode == ThreadingMode.DEDICATED ? inspectors : wires.stream().mapToInt(WireSettings::queues).max().orElse(1);
    }

    /**
     * Checks everything, and sizes the cnc directory after it.
     *
     * @throws IllegalArgumentException naming all that is wrong and what is allowed
     */
    public DataPlaneSettings conclude() {
        List<String> problems = new ArrayList<>();
        if (wires.isEmpty()) {
            problems.add("wires: there is none; name at least one pair of ports");
        }
        if (inspectors < 1 || inspectors > 63) {
            problems.add("threading.inspectors: " + inspectors + " is not in 1 to 63");
        }
        if (Integer.bitCount(ringSlots) != 1 || ringSlots < 2 || ringSlots > 1024) {
            problems.add("threading.ring-slots: " + ringSlots + " is not a power of two from 2 to 1024");
        }
        int threads = inspectorThreads() + (mode == ThreadingMode.DEDICATED ? 1 : 0);
        if (!cores.isEmpty() && cores.size() < threads) {
            problems.add("threading.cores: " + cores + " names " + cores.size() + " cores for " + threads
                    + " pipeline threads; name " + threads + ", or none");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        cnc.workers(inspectorThreads());
        cnc.interfaceNames(wires.stream().flatMap(w -> java.util.stream.Stream.of(w.left().name(), w.right().name())).toList());
        return this;
    }
}
