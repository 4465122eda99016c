package org.sluice.control.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Tells of a wrong command line in a line or two: what is wrong, names that come near, and where the help is. The help
 * itself is longer than a screen, and would push the reason out of sight.
 */
public final class WrongUsage implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("`" + name + " --help` explains it.");
        err.flush();
        return ExitStatus.USAGE;
    }
}
