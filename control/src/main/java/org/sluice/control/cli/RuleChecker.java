package org.sluice.control.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sluice.control.config.Configuration;

/** Reads and compiles rules without putting them into force. */
public interface RuleChecker {
    /**
     * A problem of a rule.
     *
     * @param file     as it was named
     * @param line     from 1; 0 when it is about the whole file
     * @param column   from 1
     * @param severity {@code error} when the rule is refused, {@code warning} when it is not
     * @param sid      0 when not known
     * @param reason   the category
     * @param message  what is wrong
     * @param hint     how to mend it; empty when there is nothing to say
     * @param rendered all of it for a person, with the line and a caret
     */
    record RuleProblem(String file, int line, int column, String severity, long sid, String reason, String message,
        String hint, String rendered) {
    }

    /**
     * What came of a check.
     *
     * @param total    rules met
     * @param loaded   rules that would be in force
     * @param refused  rules that would not
     * @param byReason how many were refused for each reason, most first
     * @param problems all of them
     */
    record RuleReport(int total, int loaded, int refused, Map<String, Integer> byReason, List<RuleProblem> problems) {
    }

    /** Checks all rules of the files together, as a reload would. */
    RuleReport check(List<Path> files, Configuration configuration);
}
