package org.sluice.dataplane.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.contract.CncOwner;
import org.sluice.dataplane.contract.CounterRegistry;
import org.sluice.dataplane.contract.DataPlaneState;
import org.sluice.dataplane.decode.FlowHash;
import org.sluice.dataplane.detect.VariableNames;
import org.sluice.dataplane.port.DpdkEnvironment;
import org.sluice.dataplane.port.DpdkPort;
import org.sluice.dataplane.port.DpdkWire;
import org.sluice.dataplane.port.FrameSink;
import org.sluice.dataplane.port.LinkWatch;
import org.sluice.dataplane.verdict.InjectionQueue;
import org.sluice.rules.image.ImageException;

/**
 * The data plane process: ports, pipelines, inspectors and the conductor, from settings to the last packet.
 *
 * <pre>
 *   open: cnc directory -> ports -> first image -> drill        start: workers -> links -> RUNNING
 *   close: ports stop -> workers end -> flows are reported -> rings and images are left or freed
 * </pre>
 */
public final class DataPlane implements AutoCloseable {
    /** Room for a burst's frames of several segments: seven of the longest. */
    private static final long SCRATCH_BYTES = 64 * 1024;
    private static final int TAKE_OVER_DRILL_MS = 300;
    /** A thread that parks for some microseconds is not to be woken with others, tens of microseconds later. */
    private static final int TIMER_SLACK_NS = 1_000;
    /** A thread that polls has no time in hand when a frame comes, and others on its core would make it wait. */
    private static final int NICE = -10;

    private final DataPlaneSettings settings;
    private final Arena arena = Arena.ofShared();
    private final CncOwner cnc;
    private final DpdkEnvironment ports;
    private final RuleSetExchange exchange;
    private final RuleImages images;
    private final StatisticsExport statistics = new StatisticsExport();
    private final List<Inspector> inspectors = new ArrayList<>();
    private final List<InjectionQueue> injections = new ArrayList<>();
    private final List<PipelineStatistics> pipelineStatistics = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Conductor conductor;
    private final AgentRunner conductorRunner;

    private DataPlane(DataPlaneSettings settings, CncOwner cnc, DpdkEnvironment ports) throws ImageException {
        this.settings = settings;
        this.cnc = cnc;
        this.ports = ports;
        exchange = new RuleSetExchange(settings.inspects() ? settings.inspectorThreads() : 0);
        images = new RuleImages(exchange, new VariableNames());
        conductor = new Conductor(
                cnc, images, ports.wires(), ports::linkWatch, statistics, stopped::countDown, SystemEpochNanoClock.INSTANCE);
        conductorRunner = new AgentRunner(new SleepingMillisIdleStrategy(1), errors(), null, conductor);
        if (settings.inspects()) {
            conductor.loadFirst(settings.firstImage(), settings.firstGeneration());
            buildInspectors();
        }
        buildWorkers();
        for (DpdkPort port : ports.ports()) {
            statistics.add(cnc.counters().registry(0).counter("port." + port.name() + ".discarded_at_start",
                    "Frames that had waited at the port since before the wire was open"), port::discardedAtStart);
        }
    }

    /**
     * Opens everything and warms it up; no frame passes yet.
     *
     * @param settings concluded here
     * @throws ImageException when the first image is refused
     * @throws RuntimeException when a port, the cnc directory or a setting is refused: the message says what to do
     */
    public static DataPlane open(DataPlaneSettings settings) throws ImageException {
        settings.conclude();
        CncOwner cnc = CncOwner.create(settings.cnc());
        DpdkEnvironment ports = null;
        try {
            ports = DpdkEnvironment.open(settings.dpdk(), settings.wires());
            DataPlane dataPlane = new DataPlane(settings, cnc, ports);
            dataPlane.warmUp();
            return dataPlane;
        } catch (ImageException | RuntimeException refused) {
            if (ports != null) {
                ports.close();
            }
            cnc.close();
            throw refused;
        }
    }

    /** From here on the conductor says that we live, and takes rules; the drill makes the stages fast. */
    private void warmUp() {
        AgentRunner.startOnThread(conductorRunner, task -> {
            Thread thread = new Thread(task, "conductor");
            thread.setDaemon(true);
            return thread;
        });
        if (settings.inspects() && settings.drillMillis() > 0) {
            try {
                // Where traffic waits, soon is better than fast.
                int most = cnc.takesOver() ? TAKE_OVER_DRILL_MS : Integer.MAX_VALUE;
                new Drill(settings.inspection()).run(exchange.published(), Math.min(most, settings.drillMillis()));
            } catch (RuntimeException defect) {
                conductorRunner.close();
                throw defect;
            }
        }
        // Loading and the drill took what is not needed again, and no packet waits yet.
        System.gc();
        Posix.releaseMemory();
    }

    /** Lets frames pass. */
    public void start() {
        workers.forEach(Worker::start);
        ports.start();
        cnc.state(DataPlaneState.RUNNING);
        conductor.started(String.join("; ", ports.notes()));
    }

    /** What is other than wished, in words for the operator. */
    public List<String> notes() {
        return ports.notes();
    }

    /** Waits until the control plane, or {@link #stop}, says stop. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /** Ends {@link #await}. */
    public void stop() {
        stopped.countDown();
    }

    /** What each pipeline has done so far: pipelines in the order port 0 queue 0, port 0 queue 1, ... */
    public List<PipelineStatistics> pipelineStatistics() {
        return List.copyOf(pipelineStatistics);
    }

    @Override
    public void close() {
        cnc.state(DataPlaneState.STOPPING);
        workers.forEach(Worker::close);
        inspectors.forEach(Inspector::endFlows);
        conductorRunner.close();
        ports.close();
        inspectors.forEach(Inspector::close);
        saveSets();
        images.close();
        cnc.close();
        arena.close();
    }

    private void saveSets() {
        try {
            images.saveSets();
        } catch (IOException e) {
            errors().onError(e);
        }
    }

    private ErrorHandler errors() {
        return cnc.errorLog()::record;
    }

    private void buildInspectors() {
        int count = settings.inspectorThreads();
        for (int i = 0; i < count; i++) {
            CounterRegistry registry = cnc.counters().registry(i);
            FrameShare share = settings.mode() == ThreadingMode.DEDICATED ? new FrameShare(i, count) : FrameShare.ALL;
            InjectionQueue queue = new InjectionQueue();
            injections.add(queue);
            inspectors.add(new Inspector(InspectorParts.of(
                    i, share, settings.inspection(), exchange, errors(), arena, cnc.eventRing(i).writer(registry), registry,
                    statistics, queue)));
        }
    }

    private void buildWorkers() {
        if (settings.mode() == ThreadingMode.SHARED) {
            buildSharedWorkers();
        } else {
            buildDedicatedWorkers();
        }
    }

    private void buildSharedWorkers() {
        int queues = ports.wires().stream().mapToInt(DpdkWire::queues).max().orElse(0);
        for (int q = 0; q < queues; q++) {
            List<Pipeline> pipelines = pipelines(q, q + 1);
            StagePlan.ThreadRole role = StagePlan.shared(
                    "worker-" + q, pipelines, inspector(q), newStatistics(pipelines, q), errors());
            addWorker(q, withInjection(role, settings.inspects() ? List.of(injections.get(q)) : List.of(), q));
        }
    }

    private void buildDedicatedWorkers() {
        List<Pipeline> pipelines = pipelines(0, Integer.MAX_VALUE);
        List<BurstInspector> all = new ArrayList<>();
        for (int i = 0; i < settings.inspectors(); i++) {
            all.add(inspector(i));
        }
        FlowHash hash = new FlowHash(new java.security.SecureRandom().nextLong());
        List<StagePlan.ThreadRole> roles = StagePlan.dedicated(
                pipelines, all, settings.overload(), newStatistics(pipelines, 0), hash, errors());
        addWorker(0, withInjection(roles.getFirst(), injections, 0));
        for (int i = 1; i < roles.size(); i++) {
            addWorker(i, roles.get(i));
        }
    }

    private BurstInspector inspector(int i) {
        return settings.inspects() ? inspectors.get(i) : BurstInspector.NONE;
    }

    /** Both directions of every wire, for the queues from {@code first} to before {@code end}. */
    private List<Pipeline> pipelines(int first, int end) {
        List<Pipeline> pipelines = new ArrayList<>();
        for (DpdkWire wire : ports.wires()) {
            for (int q = first; q < Math.min(end, wire.queues()); q++) {
                pipelines.add(pipeline(wire.left(), wire.right(), q));
                pipelines.add(pipeline(wire.right(), wire.left(), q));
            }
        }
        return pipelines;
    }

    private Pipeline pipeline(DpdkPort from, DpdkPort to, int queue) {
        return new Pipeline(from.name() + ":q" + queue, from.source(queue), to.sink(queue), settings.ringSlots(),
                SCRATCH_BYTES, arena);
    }

    private List<PipelineStatistics> newStatistics(List<Pipeline> pipelines, int worker) {
        List<PipelineStatistics> mine = new ArrayList<>();
        for (Pipeline pipeline : pipelines) {
            PipelineStatistics each = new PipelineStatistics();
            statistics.addFields(cnc.counters().registry(worker), "pipeline." + pipeline.name(), each);
            mine.add(each);
        }
        pipelineStatistics.addAll(mine);
        return mine;
    }

    /** The thread that owns the ports also sends what inspectors answer. */
    private StagePlan.ThreadRole withInjection(StagePlan.ThreadRole role, List<InjectionQueue> queues, int queue) {
        List<Agent> stages = new ArrayList<>(List.of(role.stages()));
        FrameSink[] sinks = ports.ports().stream().map(port -> port.sink(Math.min(queue, port.queues() - 1))).toArray(FrameSink[]::new);
        queues.forEach(each -> stages.add(new InjectStage(each, sinks)));
        return new StagePlan.ThreadRole(role.name(), stages.toArray(Agent[]::new));
    }

    private void addWorker(int thread, StagePlan.ThreadRole role) {
        int core = settings.cores().isEmpty() ? -1 : settings.cores().get(thread);
        workers.add(new Worker(role.name(), role.stages(), new Worker.ThreadSetup() {
            @Override
            public void onStart() {
                Posix.nameThread(role.name());
                Posix.timerSlack(TIMER_SLACK_NS);
                // Where that is not allowed it takes its turn with all others.
                Posix.nice(NICE);
                if (core >= 0) {
                    Posix.pinThread(core);
                }
                DpdkEnvironment.registerThread();
            }

            @Override
            public void onClose() {
                DpdkEnvironment.unregisterThread();
            }
        }, settings.idle().get(), errors()));
    }
}
