package org.sluice.control.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.sluice.control.config.Configuration;

/** The one place that knows which class stands behind each of the commands' interfaces. */
class Wiring {
    /** An engine for replays, for one thread. */
    ReplayEngine replayEngine() {
        throw missing("replay");
    }

    /** What reads and compiles rules. */
    RuleChecker ruleChecker() {
        throw missing("rule checks");
    }

    /** What explains keywords. */
    KeywordReference keywordReference() {
        throw missing("keyword reference");
    }

    /** Starts the data plane in this process. */
    Plane dataPlane(Configuration configuration) {
        throw missing("data plane");
    }

    /** Starts the control plane in this process. */
    Plane controlPlane(Configuration configuration) {
        throw missing("control plane");
    }

    /** Starts the control plane in this process, and the data plane by {@code dataPlaneCommand} beside it. */
    Plane bothPlanes(Configuration configuration, List<String> dataPlaneCommand) {
        throw missing("control plane");
    }

    /** What the running control plane answers to a command. */
    JsonNode askControlPlane(Configuration configuration, String command) {
        throw missing("control socket");
    }

    private static CommandException missing(String what) {
        return new CommandException(ExitStatus.CANNOT_START, "this build has no " + what);
    }
}
