package org.sluice.control.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.sluice.control.api.ControlClient;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.OutputSettings;

/** The one place that knows which class stands behind each of the commands' interfaces. */
class Wiring {
    /** An engine for replays, for one thread. */
    ReplayEngine replayEngine() {
        return new CaptureReplayEngine();
    }

    /** What reads and compiles rules. */
    RuleChecker ruleChecker() {
        return new CompilingRuleChecker();
    }

    /** What explains keywords. */
    KeywordReference keywordReference() {
        return new RegistryReference();
    }

    /** Starts the data plane in this process. */
    Plane dataPlane(Configuration configuration) {
        return DataPlaneWiring.start(configuration);
    }

    /** Starts the control plane in this process. */
    Plane controlPlane(Configuration configuration) {
        return ControlWiring.start(configuration, null);
    }

    /** Starts the control plane in this process, and the data plane by {@code dataPlaneCommand} beside it. */
    Plane bothPlanes(Configuration configuration, List<String> dataPlaneCommand) {
        return ControlWiring.start(configuration, dataPlaneCommand);
    }

    /** What the running control plane answers to a command. */
    JsonNode askControlPlane(Configuration configuration, String command) {
        try {
            return new ControlClient(configuration.get(OutputSettings.CNC_DIRECTORY)).ask(command);
        } catch (IOException e) {
            throw new CommandException(ExitStatus.NOT_RUNNING, e.getMessage(), e);
        }
    }
}
