package org.sluice.perf.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.sluice.bindings.NativeException;
import org.sluice.control.cli.CommandException;
import org.sluice.control.cli.ExitStatus;
import org.sluice.control.cli.WrongUsage;
import org.sluice.dataplane.port.PortException;
import org.sluice.perf.device.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The lab's command line: {@code sluice bench}. */
@Command(name = "sluice bench", mixinStandardHelpOptions = true,
    subcommands = {Rfc2544Command.class, MixCommand.class, ReplayCommand.class, SecurityCommand.class,
        ReloadCommand.class, CommandLine.HelpCommand.class},
    header = "The lab: measures Sluice, or any device between two ports, with generated traffic.",
    description = {"",
        "A first look, on this machine alone (two cores: one generates, one is tested):",
        "  sluice bench rfc2544 --vdev memif --sizes 64,512,1518,imix --trial 2s",
        "The same with the times that RFC 2544 names, through two network cards:",
        "  sluice bench rfc2544 --ports 0000:03:00.0,0000:03:00.1 --trial 60s \\",
        "      --repeat 50 --out results",
        "What the generator itself can do:",
        "  sluice bench rfc2544 --vdev loop --sizes 64 --trial 2s",
        "",
        "Every command leaves a folder: result.json, summary.txt, report.html (open it in a browser; it needs nothing "
            + "else) and latency histograms (*.hgrm). Figures of a machine that runs other programs mean little; the "
            + "report names the machine and its load.", ""},
    footer = {"", "Each command explains itself: sluice bench COMMAND --help"})
public final class Bench {
    private Bench() {}

    /** Runs a command and ends the process with its exit status, one of {@link ExitStatus}. */
    public static void main(String[] arguments) {
        CommandLine commandLine = commandLine();
        int status = arguments.length == 0 ? commandLine.execute("--help") : commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        System.exit(status);
    }

    /** The command line. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Bench());
        commandLine.setExecutionExceptionHandler(Bench::explain);
        commandLine.setParameterExceptionHandler(new WrongUsage());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine;
    }

    private static int explain(Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        return switch (problem) {
            case CommandException known -> tell(err, known, known.exitStatus());
            case DeviceException refused -> tell(err, refused, ExitStatus.CANNOT_START);
            case PortException refused -> tell(err, refused, ExitStatus.CANNOT_START);
            case NativeException refused -> tell(err, refused, ExitStatus.CANNOT_START);
            case IOException broken -> {
                err.println("sluice bench: a file cannot be read or written: " + broken);
                yield ExitStatus.CANNOT_START;
            }
            case IllegalArgumentException wrong -> tell(err, wrong, ExitStatus.USAGE);
            default -> {
                err.println("sluice bench: a defect, please report it with these lines:");
                problem.printStackTrace(err);
                yield ExitStatus.INTERNAL;
            }
        };
    }

    private static int tell(PrintWriter err, Exception problem, int status) {
        err.println("sluice bench: " + problem.getMessage());
        return status;
    }
}
