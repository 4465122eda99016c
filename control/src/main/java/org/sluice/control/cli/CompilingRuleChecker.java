package org.sluice.control.cli;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluice.control.config.Configuration;
import org.sluice.rules.compile.Compilation;
import org.sluice.rules.compile.Refusal;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.Reason;

/** Checks rules by doing all that a reload does, short of putting them into force. */
final class CompilingRuleChecker implements RuleChecker {
    @Override
    public RuleReport check(List<Path> files, Configuration configuration) {
        ParsedRules parsed = ConfiguredRules.parse(files, configuration);
        List<RuleProblem> problems = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> firstReasons = new LinkedHashMap<>();
        for (Problem problem : parsed.problems()) {
            problems.add(problem(problem));
            if (problem.severity() == Problem.Severity.ERROR) {
                firstReasons.putIfAbsent(problem.file() + ":" + problem.line(), problem.reason().label());
            }
        }
        firstReasons.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        int refused = parsed.refused();
        try (Arena arena = Arena.ofShared()) {
            List<Problem> ofThresholds = new ArrayList<>();
            Compilation compilation = ConfiguredRules.compile(parsed, configuration, arena, ofThresholds);
            ofThresholds.forEach(problem -> problems.add(problem(problem)));
            for (Refusal refusal : compilation.refusals()) {
                problems.add(problem(refusal));
                counts.merge(Reason.COMPILE.label(), 1, Integer::sum);
                refused++;
            }
        }
        return new RuleReport(parsed.total(), parsed.total() - parsed.skipped() - refused, refused, sorted(counts),
            problems);
    }

    private static RuleProblem problem(Problem problem) {
        return new RuleProblem(problem.file(), problem.line(), problem.column(),
            problem.severity().name().toLowerCase(Locale.ROOT), problem.sid(), problem.reason().label(),
                problem.message(),
            problem.hint(), problem.render());
    }

    private static RuleProblem problem(Refusal refusal) {
        String id = refusal.id();
        long sid = Long.parseLong(id.substring(id.indexOf(':') + 1));
        String message = refusal.keyword() + " cannot be enforced: " + refusal.reason();
        return new RuleProblem(refusal.place().file(), refusal.place().line(), 1, "error", sid, Reason.COMPILE.label(),
            message, "", refusal.place() + ":1: error: " + message + " [" + Reason.COMPILE.label() + "] (sid " + sid
                + ")");
    }

    private static Map<String, Integer> sorted(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey())).forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
