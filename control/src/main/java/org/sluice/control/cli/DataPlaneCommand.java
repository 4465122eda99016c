package org.sluice.control.cli;

import java.util.concurrent.Callable;
import org.sluice.control.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice dataplane}: what packets go through. */
@Command(name = "dataplane", mixinStandardHelpOptions = true,
    description = {"Runs the data plane: opens the ports and forwards, dropping what the rules say.",
        "It starts without rules and forwards everything until the control plane gives it some. Usually a unit of "
        + "systemd; "
            + "`sluice run` starts both planes at a terminal.", "",
        "  sluice dataplane -c sluice.yaml"})
final class DataPlaneCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    DataPlaneCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        Configuration configuration = options.require(spec.commandLine().getErr());
        requireWires(configuration);
        return PlaneLife.run(wiring.dataPlane(configuration));
    }

    static void requireWires(Configuration configuration) {
        if (configuration.wires().isEmpty()) {
            throw new CommandException(ExitStatus.BAD_CONFIGURATION,
                "no wire is configured. Name its two ends in the file:\n"
                + "  wires:\n    - left: 0000:01:00.0\n      right: 0000:01:00.1\n"
                + "`sluice doctor` lists the devices of this machine.");
        }
    }
}
