package org.sluice.control.cli;

import java.util.concurrent.Callable;
import org.sluice.control.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice control}: rules, journal, events, metrics. */
@Command(name = "control", mixinStandardHelpOptions = true,
    description = {"Runs the control plane: compiles the rules and hands them to the data plane, keeps the journal, "
        + "writes "
        + "eve.json, serves metrics.",
        "It may be stopped, restarted and upgraded while packets go on. SIGHUP reloads the rules.", "",
        "  sluice control -c sluice.yaml"})
final class ControlCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    ControlCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        Configuration configuration = options.require(spec.commandLine().getErr());
        return PlaneLife.run(wiring.controlPlane(configuration));
    }
}
