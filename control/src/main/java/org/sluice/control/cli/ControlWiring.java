package org.sluice.control.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.files.FileStore;
import org.sluice.control.export.EveContext;
import org.sluice.control.export.EveFileContext;
import org.sluice.control.journal.JournalContext;
import org.sluice.control.lifecycle.ControlContext;
import org.sluice.control.lifecycle.ControlPlane;
import org.sluice.dataplane.contract.EventType;

/** From the configuration to a running control plane. */
final class ControlWiring {
    private ControlWiring() {
    }

    /** Starts a control plane; with a command, also the data plane, which it then supervises. */
    static Plane start(Configuration configuration, List<String> dataPlaneCommand) {
        ControlContext context = context(configuration);
        if (dataPlaneCommand != null) {
            context.dataPlaneCommand(() -> new ProcessBuilder(dataPlaneCommand).inheritIO());
        }
        ControlPlane controlPlane = launch(context);
        if (configuration.get(OutputSettings.METRICS_ENABLED)) {
            System.err.println("sluice: metrics at http://127.0.0.1:" + controlPlane.metricsPort() + "/metrics");
        }
        System.err.println("sluice: control plane " + ProcessHandle.current().pid() + " works");
        return new Plane() {
            private boolean isClosed;

            @Override
            public int awaitEnd() throws InterruptedException {
                controlPlane.awaitShutdown();
                return ExitStatus.OK;
            }

            @Override
            public synchronized void close() {
                if (!isClosed) {
                    isClosed = true;
                    controlPlane.close();
                }
            }
        };
    }

    private static ControlPlane launch(ControlContext context) {
        try {
            return ControlPlane.launch(context);
        } catch (RuntimeException e) {
            if (e.getMessage() == null) {
                throw e;
            }
            throw new CommandException(ExitStatus.CANNOT_START, "the control plane does not start: "
                + e.getMessage(), e);
        }
    }

    /** Settings of the whole control plane. */
    static ControlContext context(Configuration configuration) {
        Path logs = configuration.get(OutputSettings.LOG_DIRECTORY);
        Set<String> types = Set.copyOf(configuration.get(OutputSettings.EVE_TYPES));
        return new ControlContext().cncDirectory(configuration.get(OutputSettings.CNC_DIRECTORY))
            .stateDirectory(configuration.get(OutputSettings.STATE_DIRECTORY))
            .journal(new JournalContext().directory(configuration.get(OutputSettings.JOURNAL_DIRECTORY))
                .maxAge(configuration.get(OutputSettings.JOURNAL_AGE))
                .maxBytes(configuration.get(OutputSettings.JOURNAL_SIZE)))
            .fileStore(configuration.get(OutputSettings.FILE_STORE) ? fileStore(configuration, logs) : null)
            .eveEnabled(configuration.get(OutputSettings.EVE)).eve(eve(configuration, types))
            .eveFile(new EveFileContext().file(logs.resolve(configuration.get(OutputSettings.EVE_FILE)))
                .rotateBytes(configuration.get(OutputSettings.EVE_ROTATE))
                .maxBytes(configuration.get(OutputSettings.EVE_SIZE)).maxAge(configuration.get(OutputSettings.EVE_AGE)))
            .statsInterval(types.contains("stats") ? configuration.get(OutputSettings.STATS_INTERVAL) : Duration.ZERO)
            .metricsPort(configuration.get(OutputSettings.METRICS_ENABLED)
                ? configuration.get(OutputSettings.METRICS_PORT) : -1)
            .ruleSetLoader(new ConfiguredRules(configuration))
            .imagesKept(configuration.get(DetectionSettings.IMAGES_KEPT))
            .watchRules(configuration.get(DetectionSettings.RULES_WATCH));
    }

    /** Keeps files in a folder of {@code logs}. */
    static FileStore fileStore(Configuration configuration, Path logs) {
        return new FileStore(logs.resolve(configuration.get(OutputSettings.FILE_STORE_DIRECTORY)),
            configuration.get(OutputSettings.FILE_STORE_SIZE));
    }

    /** What EVE JSON contains. */
    static EveContext eve(Configuration configuration, Set<String> names) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        Arrays.stream(EventType.values()).filter(type -> names.contains(type.jsonName())).forEach(types::add);
        return new EveContext().types(types).communityId(configuration.get(OutputSettings.COMMUNITY_ID),
            configuration.get(OutputSettings.COMMUNITY_ID_SEED));
    }
}
