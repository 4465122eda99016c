package org.sluice.control.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sluice.control.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice rules}: looks at rules, and puts them into force. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "Checks, explains and reloads rules.",
    synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Wiring wiring;

    @Spec
    private CommandSpec spec;

    RulesCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Reads and compiles rules, reports all problems, and puts nothing into force.",
            "Exit status 1 when a rule is refused. Without files: those of the configuration.", "",
            "  sluice rules check local.rules",
            "  sluice rules check --json /etc/sluice/rules/*.rules", ""})
    int check(@Parameters(paramLabel = "FILE", arity = "0..*",
        description = "Rule files. Default: those of the configuration.") List<Path> files,
        @Option(names = "--json", description = "The report as JSON: total, loaded, refused, reasons, "
            + "problems.") boolean json,
        @Option(names = "--quiet", description = "The summary only.") boolean quiet,
        @Mixin ConfigurationOptions options) {
        Configuration configuration = options.require(spec.commandLine().getErr());
        List<Path> rules = files == null ? RuleFiles.of(configuration) : files;
        rules.stream().filter(file -> !Files.isReadable(file)).findFirst().ifPresent(file -> {
            throw new CommandException(ExitStatus.USAGE, file + ": no such file, or not readable");
        });
        RuleChecker.RuleReport report = wiring.ruleChecker().check(rules, configuration);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(report).toPrettyString());
        } else {
            print(report, quiet, out);
        }
        out.flush();
        return report.refused() == 0 ? ExitStatus.OK : ExitStatus.FOUND_PROBLEMS;
    }

    private static void print(RuleChecker.RuleReport report, boolean quiet, PrintWriter out) {
        if (!quiet) {
            report.problems().forEach(problem -> out.println(problem.rendered()));
        }
        out.printf("%d rules: %d loaded, %d refused%n", report.total(), report.loaded(), report.refused());
        report.byReason().forEach((reason, count) -> out.printf("  %6d  %s%n", count, reason));
    }

    private static ObjectNode toJson(RuleChecker.RuleReport report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("total", report.total()).put("loaded", report.loaded()).put("refused", report.refused());
        ObjectNode reasons = json.putObject("reasons");
        report.byReason().forEach(reasons::put);
        ArrayNode problems = json.putArray("problems");
        for (RuleChecker.RuleProblem problem : report.problems()) {
            problems.addObject().put("file", problem.file()).put("line", problem.line()).put("column", problem.column())
                .put("severity", problem.severity()).put("sid", problem.sid()).put("reason", problem.reason())
                .put("message", problem.message()).put("hint", problem.hint());
        }
        return json;
    }

    @Command(name = "reload", mixinStandardHelpOptions = true,
        description = {"Has the control plane read the rule files again and put them into force, packets flowing.",
            "When a rule is refused nothing changes, and the problems are printed.", "", "  sluice rules reload"})
    int reload(@Mixin ConfigurationOptions options,
        @Option(names = "--json", description = "The answer as JSON.") boolean json) {
        Configuration configuration = options.require(spec.commandLine().getErr());
        JsonNode answer = wiring.askControlPlane(configuration, "reload");
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? answer.toPrettyString() : ReloadText.of(answer));
        out.flush();
        return answer.path("applied").asBoolean() ? ExitStatus.OK : ExitStatus.FOUND_PROBLEMS;
    }

    @Command(name = "keywords", mixinStandardHelpOptions = true,
        description = {"Lists the rule keywords, or explains those named.", "",
            "  sluice rules keywords",
            "  sluice rules keywords content http.uri", ""})
    int keywords(@Parameters(paramLabel = "NAME", arity = "0..*",
        description = "Keywords to explain. Default: a list of all.") List<String> names) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> unknown = wiring.keywordReference().print(names == null ? new ArrayList<>() : names, out);
        out.flush();
        if (!unknown.isEmpty()) {
            throw new CommandException(ExitStatus.FOUND_PROBLEMS, "no such keyword: " + String.join(", ", unknown));
        }
        return ExitStatus.OK;
    }
}
