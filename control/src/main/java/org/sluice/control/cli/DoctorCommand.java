package org.sluice.control.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sluice.control.config.ConfigurationLoader;
import org.sluice.control.doctor.Doctor;
import org.sluice.control.doctor.Finding;
import org.sluice.control.doctor.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice doctor}: what keeps Sluice from running well here, and the command that mends it. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Looks at the machine with the eyes of the configuration: hugepages, drivers, cores, flags, "
        + "permissions, "
        + "libraries, folders. Changes nothing.",
        "Prints what is wrong and the command that mends it. Exit status 1 when something keeps Sluice from "
        + "starting.", "",
        "  sluice doctor -c sluice.yaml", ""})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;
    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigurationLoader.Loaded loaded = options.load();
        List<Finding> findings = new ArrayList<>();
        loaded.problems().forEach(problem -> findings.add(new Finding(
            problem.isFatal() ? Finding.Level.PROBLEM : Finding.Level.WARNING, "configuration", problem.toString(),
                "")));
        findings.addAll(new Doctor(Machine.here()).examine(loaded.configuration()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            findings.forEach(finding -> array.addObject().put("level", name(finding.level())).put("area",
                finding.area())
                .put("text", finding.text()).put("cure", finding.cure()));
            out.println(array.toPrettyString());
        } else {
            findings.forEach(finding -> print(finding, out));
        }
        long problems = findings.stream().filter(finding -> finding.level() == Finding.Level.PROBLEM).count();
        if (!json) {
            out.println(problems == 0 ? "nothing keeps Sluice from starting" : problems
                + " to mend before Sluice starts");
        }
        out.flush();
        return problems == 0 ? ExitStatus.OK : ExitStatus.FOUND_PROBLEMS;
    }

    private static String name(Finding.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("%-8s %s: %s%n", name(finding.level()), finding.area(), finding.text());
        if (!finding.cure().isEmpty()) {
            out.println("         -> " + finding.cure());
        }
    }
}
