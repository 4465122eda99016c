package org.sluice.control.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sluice.control.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run}: both planes, for a person at a terminal. */
@Command(name = "run", mixinStandardHelpOptions = true,
    description = {"Runs both planes in the foreground: the control plane here, the data plane as a process beside "
        + "it, started "
        + "again when it dies. Ctrl-C ends both.", "",
        "  sluice run -c sluice.yaml",
        "  sluice run --set wires.0.left=net_af_packet0,iface=eth1 \\",
        "      --set wires.0.right=net_af_packet1,iface=eth2", ""})
final class RunCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    RunCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        Configuration configuration = options.require(spec.commandLine().getErr());
        DataPlaneCommand.requireWires(configuration);
        return PlaneLife.run(wiring.bothPlanes(configuration, dataPlaneCommand()));
    }

    /** The command line that starts the data plane with the same configuration. */
    private List<String> dataPlaneCommand() {
        String launcher = System.getProperty("sluice.launcher");
        if (launcher == null) {
            throw new CommandException(ExitStatus.CANNOT_START,
                "not started by the launcher, so there is no telling how to start the data plane; use bin/sluice run");
        }
        List<String> command = new ArrayList<>(List.of(launcher, "dataplane"));
        Path file = options.fileInForce();
        if (file != null) {
            command.addAll(List.of("-c", file.toAbsolutePath().toString()));
        }
        options.overrides.forEach(override -> command.addAll(List.of("--set", override)));
        return command;
    }
}
