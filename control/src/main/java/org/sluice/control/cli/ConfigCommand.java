package org.sluice.control.cli;

import java.util.List;
import org.sluice.control.config.ConfigurationLoader;
import org.sluice.control.config.ConfigurationYaml;
import org.sluice.control.config.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice config}: looks at the configuration. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Checks and shows the configuration.",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "check", mixinStandardHelpOptions = true,
        description = {"Checks everything in the file, and starts nothing.",
            "Each problem is printed with its place, its value and what is allowed. Exit status 3 when there is an "
            + "error.", "",
            "  sluice config check -c sluice.yaml", ""})
    int check(@Mixin ConfigurationOptions options) {
        ConfigurationLoader.Loaded loaded = options.load();
        loaded.problems().forEach(spec.commandLine().getOut()::println);
        List<Problem> errors = loaded.problems().stream().filter(Problem::isFatal).toList();
        int warnings = loaded.problems().size() - errors.size();
        spec.commandLine().getOut().println((options.fileInForce() == null ? "defaults" : options.fileInForce()) + ": "
            + errors.size() + " errors, " + warnings + " warnings");
        return loaded.isUsable() ? ExitStatus.OK : ExitStatus.BAD_CONFIGURATION;
    }

    @Command(name = "show", mixinStandardHelpOptions = true,
        description = {"Prints the configuration in force as YAML, each value with where it comes from.", "",
            "  sluice config show --all -c sluice.yaml --set stream.midstream=yes", ""})
    int show(@Mixin ConfigurationOptions options,
        @Option(names = "--all", description = "Defaults as well.") boolean all) {
        spec.commandLine().getOut().print(options.require(spec.commandLine().getErr()).toYaml(all));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }

    @Command(name = "default", mixinStandardHelpOptions = true,
        description = "Prints the commented default file; with --all, every setting there is.")
    int defaults(@Option(names = "--all", description = "Every setting.") boolean all) {
        spec.commandLine().getOut().print(all ? ConfigurationYaml.reference() : ConfigurationYaml.defaults());
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }
}
