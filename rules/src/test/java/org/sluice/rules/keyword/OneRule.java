package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.RuleFile;

/** Parses single rules for tests. */
final class OneRule {
    private OneRule() {}

    static ParsedRules parse(String text) {
        return RuleParser.parseFiles(List.of(new RuleFile("test.rules", text)), RuleSettings.defaults());
    }

    /** The rule with those options, which must load without a problem. */
    static Rule tcp(String options) {
        return loaded("alert tcp any any -> any any (" + options + " sid:1;)");
    }

    static Rule loaded(String text) {
        ParsedRules parsed = parse(text);
        assertEquals(List.of(), parsed.problems().stream().map(Problem::render).toList());
        assertEquals(1, parsed.rules().size());
        return parsed.rules().getFirst();
    }

    /** The only problem of a rule with those options. */
    static Problem problem(String options) {
        return problemOf("alert tcp any any -> any any (" + options + " sid:1;)");
    }

    static Problem problemOf(String text) {
        List<Problem> problems = parse(text).problems();
        assertEquals(1, problems.size(), () -> "problems of " + text + ": " + problems);
        return problems.getFirst();
    }

    /** The only match without a buffer. */
    static Match match(String options) {
        Rule rule = tcp(options);
        assertEquals(1, rule.matches().size());
        return rule.matches().getFirst();
    }

    /** The last match on the payload. */
    static Match payload(String options) {
        return section(tcp(options), Buffer.PAYLOAD).matches().getLast();
    }

    static Section section(Rule rule, Buffer buffer) {
        List<Section> found = rule.sections().stream().filter(section -> section.buffer() == buffer).toList();
        assertEquals(1, found.size(), () -> "sections on " + buffer + " in " + rule.sections());
        return found.getFirst();
    }

    static void assertMentions(String part, Problem problem) {
        assertTrue(problem.render().contains(part), () -> "\"" + part + "\" in " + problem.render());
    }
}
