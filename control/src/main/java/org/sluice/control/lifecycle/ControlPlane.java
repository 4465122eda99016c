package org.sluice.control.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.control.api.CommandHandler;
import org.sluice.control.api.ControlServer;
import org.sluice.control.export.EveExporter;
import org.sluice.control.export.EveFile;
import org.sluice.control.export.EveWriter;
import org.sluice.control.export.ExportPosition;
import org.sluice.control.journal.DrainAgent;
import org.sluice.control.journal.Journal;
import org.sluice.control.metrics.MetricsServer;
import org.sluice.dataplane.contract.CncClient;
import org.sluice.dataplane.contract.NoticeCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The control plane as a whole: starts its threads in order, and ends them in the reverse one. */
public final class ControlPlane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private final ControlContext context;
    private final Attachment attachment = new Attachment();
    private final ControlNotices notices;
    private final Journal journal;
    private final DrainAgent drain;
    private final ImageStore images;
    private final RuleSetLifecycle rules;
    private final EveExporter exporter;
    private final DataPlaneSupervisor supervisor;
    private final ControlStatus status;
    private final MetricsServer metrics;
    private final ControlServer server;
    private final AgentRunner drainRunner;
    private final AgentRunner exportRunner;
    private final ScheduledExecutorService ruleThread = Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().name("sluice-rules").daemon().unstarted(task));
    private final CountDownLatch shutdownAsked = new CountDownLatch(1);
    private boolean compiled;

    private ControlPlane(final ControlContext context) throws IOException {
        this.context = context.conclude();
        server = new ControlServer(context.cncDirectory(), commands());
        notices = new ControlNotices(context.clockMs());
        journal = Journal.open(context.journal());
        drain = new DrainAgent(journal);
        drain.attach(notices.ring(), context.clockMs().getAsLong() * 1_000_000);
        images = new ImageStore(context.imageDirectory(), context.imagesKept(), context.ruleSetLoader());
        final RulePublisher publisher = new RulePublisher(attachment, () -> attachment.isLive(
            context.clockMs().getAsLong(), context.heartbeatTimeout().toMillis()));
        drain.onEvent(publisher);
        drain.files(context.fileStore());
        rules = new RuleSetLifecycle(
            context.ruleSetLoader(), images, publisher, attachment, notices, context.reloadTimeout());
        exporter = context.eveEnabled() ? exporter() : null;
        supervisor = context.dataPlaneCommand() == null ? null : new DataPlaneSupervisor(
            context.dataPlaneCommand(), Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(60),
            text -> notices.say(NoticeCode.ERROR, 0, text));
        status = new ControlStatus(context, attachment, journal, drain, rules, exporter, supervisor);
        metrics = context.metricsPort() < 0 ? null : new MetricsServer(context.metricsPort(), status.collectors());
        drainRunner = runner(new CompositeAgent(
            new AttachAgent(
                context.cncDirectory(), attachment, drain, this::onAttached, this::onForwarding, context.clockMs()),
            drain, new RetentionAgent(journal, notices, context.clockMs())));
        exportRunner = exporter == null ? null : runner(new CompositeAgent(
            new StatsAgent(attachment, exporter, context.eve().zone(), context.statsInterval().toMillis(),
                context.clockMs()),
            exporter));
    }

    /**
     * Starts everything.
     *
     * @param context settings; concluded here
     * @return the running control plane
     * @throws UncheckedIOException  when a file, directory or port cannot be had: the message says which
     * @throws IllegalStateException when another control plane has the cnc directory
     */
    public static ControlPlane launch(final ControlContext context) {
        try {
            final ControlPlane plane = new ControlPlane(context);
            plane.start();
            return plane;
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot start the control plane: " + ex.getMessage(), ex);
        }
    }

    private EveExporter exporter() throws IOException {
        return new EveExporter(
            journal.reader(), new EveFile(context.eveFile()), new EveWriter(context.eve(), images),
            new ExportPosition(context.stateDirectory().resolve("eve.position")), context.eveFlushInterval(),
            context.clockMs());
    }

    private static AgentRunner runner(final Agent agent) {
        return new AgentRunner(
            new SleepingMillisIdleStrategy(1), error -> LOG.error("{}", agent.roleName(), error), null, agent);
    }

    private void start() {
        start(drainRunner, "sluice-drain");
        if (exportRunner != null) {
            start(exportRunner, "sluice-export");
        }
        if (context.watchRules()) {
            final FileWatch watch = new FileWatch(context.ruleSetLoader()::files);
            ruleThread.scheduleWithFixedDelay(() -> {
                if (watch.changed()) {
                    LOG.info("rule files changed");
                    reloadNow();
                }
            }, 1, 1, TimeUnit.SECONDS);
        }
        if (context.reloadOnHangup()) {
            HangupSignal.handle(() -> ruleThread.execute(this::reloadNow));
        }
        if (supervisor != null) {
            supervisor.start();
        }
        server.start();
    }

    private static void start(final AgentRunner runner, final String name) {
        AgentRunner.startOnThread(runner, task -> Thread.ofPlatform().name(name).unstarted(task));
    }

    private void onAttached() {
        context.eve().interfaceNames(attachment.with(CncClient::interfaceNames, List.of()));
        provideRules();
    }

    /**
     * At once, so that the rules are in force before the first packet; what that missed is done at the first packet.
     */
    private void provideRules() {
        try {
            ruleThread.execute(() -> {
                try {
                    rules.provide(!compiled);
                    compiled = true;
                } catch (final InterruptedException ex) {
                    Thread.currentThread().interrupt();
                } catch (final RuntimeException ex) {
                    LOG.error("cannot give the data plane its rules", ex);
                }
            });
        } catch (final RejectedExecutionException ex) {
            LOG.debug("stopping: {}", ex.toString());
        }
    }

    private void onForwarding() {
        provideRules();
        if (supervisor != null) {
            supervisor.onForwarding();
        }
    }

    private void reloadNow() {
        try {
            rules.reload();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (final RuntimeException ex) {
            LOG.error("reload failed", ex);
        }
    }

    /**
     * Reloads the rules and waits for what becomes of it.
     *
     * @return the report
     * @throws InterruptedException while waiting
     */
    public ReloadReport reload() throws InterruptedException {
        final Future<ReloadReport> report = ruleThread.submit(rules::reload);
        try {
            return report.get();
        } catch (final ExecutionException ex) {
            throw new IllegalStateException("reload failed: " + ex.getCause(), ex.getCause());
        }
    }

    private Map<String, CommandHandler> commands() {
        return Map.of(
            "reload", request -> reload().toJson(),
            "stat", request -> status.toJson(),
            "shutdown", this::shutdown);
    }

    private JsonNode shutdown(final JsonNode request) {
        shutdownAsked.countDown();
        return request.path("command");
    }

    /** @return what the {@code stat} command answers */
    public ControlStatus status() {
        return status;
    }

    /** @return port of the metrics, -1 when there are none */
    public int metricsPort() {
        return metrics == null ? -1 : metrics.port();
    }

    /**
     * Waits until the control socket is told to shut down.
     *
     * @throws InterruptedException while waiting
     */
    public void awaitShutdown() throws InterruptedException {
        shutdownAsked.await();
    }

    /**
     * Ends in order: the data plane if supervised, reloads, drain, export, sockets. What was in the rings is journaled.
     */
    @Override
    public void close() {
        shutdownAsked.countDown();
        if (supervisor != null) {
            supervisor.close();
        }
        ruleThread.shutdownNow();
        drainRunner.close();
        if (exportRunner != null) {
            exportRunner.close();
        }
        if (metrics != null) {
            metrics.close();
        }
        server.close();
        if (context.fileStore() != null) {
            context.fileStore().close();
        }
        journal.close();
    }
}
