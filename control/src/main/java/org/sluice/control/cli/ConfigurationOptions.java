package org.sluice.control.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.ConfigurationLoader;
import org.sluice.control.config.Problem;
import picocli.CommandLine.Option;

/** {@code -c} and {@code --set}: which configuration a command works with. */
final class ConfigurationOptions {
    /** Where the configuration of an installed Sluice is. */
    static final Path INSTALLED = Path.of("/etc/sluice/sluice.yaml");

    @Option(names = {"-c", "--config"}, paramLabel = "FILE",
        description = "The configuration. Default: /etc/sluice/sluice.yaml, or defaults alone where that is not.")
    Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "Sets one key over the file's value; may be given many times. Example: --set "
            + "stream.midstream=yes")
    List<String> overrides = new ArrayList<>();

    /** The file that holds; null when there is none and none was asked for. */
    Path fileInForce() {
        return file != null ? file : Files.isReadable(INSTALLED) ? INSTALLED : null;
    }

    /** What was read, right or wrong. */
    ConfigurationLoader.Loaded load() {
        return ConfigurationLoader.load(fileInForce(), overrides);
    }

    /**
     * The configuration, when nothing is wrong with it; warnings go to {@code err}.
     *
     * @throws CommandException with every problem
     */
    Configuration require(PrintWriter err) {
        return require(load(), err);
    }

    static Configuration require(ConfigurationLoader.Loaded loaded, PrintWriter err) {
        loaded.problems().forEach(err::println);
        err.flush();
        if (!loaded.isUsable()) {
            long errors = loaded.problems().stream().filter(Problem::isFatal).count();
            throw new CommandException(ExitStatus.BAD_CONFIGURATION, errors + (errors == 1 ? " error" : " errors")
                + " in the configuration; nothing was started");
        }
        return loaded.configuration();
    }
}
