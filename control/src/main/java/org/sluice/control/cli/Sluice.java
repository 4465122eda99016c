package org.sluice.control.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's root. */
@Command(name = "sluice", mixinStandardHelpOptions = true, versionProvider = Version.class,
    subcommands = {RunCommand.class, DataPlaneCommand.class, ControlCommand.class, ReplayCommand.class,
        RulesCommand.class,
        StatCommand.class, EventsCommand.class, ConfigCommand.class, DoctorCommand.class,
            CommandLine.HelpCommand.class},
    header = "Inline intrusion prevention: a wire through two ports, every packet inspected.",
    description = {"",
        "Look at a capture:   sluice replay -r attack.pcap -S local.rules -l out",
        "Check rules:         sluice rules check local.rules",
        "What is missing:     sluice doctor",
        "Protect a wire:      sluice run -c sluice.yaml",
        "What happened:       sluice events --since 10m",
        ""},
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
        "0:done",
        "1:done, and what was looked at is not right (rules refused, a replay failed, the doctor found something)",
        "2:the command line is wrong",
        "3:the configuration is wrong",
        "4:the running Sluice that was to be asked is not there, or did not answer",
        "5:something needed to start is missing: a device, memory, a library, a permission",
        "70:a defect in Sluice"},
    footer = {"", "Each command explains itself: sluice COMMAND --help"})
public final class Sluice {
    private Sluice() {
    }

    /** Runs a command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        int status = commandLine(new Wiring()).execute(arguments);
        System.out.flush();
        System.exit(status);
    }

    /** The command line over a wiring; tests bring their own. */
    static CommandLine commandLine(Wiring wiring) {
        CommandLine commandLine = new CommandLine(new Sluice(), new WiredFactory(wiring));
        commandLine.setExecutionExceptionHandler(Sluice::explain);
        commandLine.setParameterExceptionHandler(new WrongUsage());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine;
    }

    private static int explain(Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (problem instanceof CommandException known) {
            err.println("sluice: " + known.getMessage());
            return known.exitStatus();
        }
        err.println("sluice: a defect, please report it with these lines:");
        problem.printStackTrace(err);
        return ExitStatus.INTERNAL;
    }

    /** Makes the commands, each with the wiring where it asks for it. */
    private record WiredFactory(Wiring wiring) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Wiring.class).newInstance(wiring);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
