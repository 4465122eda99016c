package org.sluice.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {
    @Test
    void shouldJoinContinuedLinesAndKnowWhereEachCharStands() {
        RuleLines lines = new RuleLines("f", "# c\\\nalert a \\\r\n  b (x; \\ \n y;)\nnext\n");

        RuleText first = lines.next();
        assertEquals("alert a   b (x;  y;)", first.text());
        assertEquals(2, first.firstLine());
        Problem problem = first.problem(first.text().indexOf('y'), Problem.Severity.ERROR, 7, Reason.SYNTAX, "m", "");
        assertEquals("f:4:2", problem.place());
        assertEquals(" y;)", problem.source());
        assertEquals("next", lines.next().text());
        assertNull(lines.next());
    }

    @Test
    void shouldCutOptionsAtUnescapedSemicolons() {
        ScannedRule rule = RuleScanner.scan("alert tcp any any -> any any "
                + "( msg : \"a\\;b\" ;nocase; pcre:\"/a:b/\";;)");

        assertEquals(List.of("msg", "nocase", "pcre"), rule.options().stream().map(RuleOption::name).toList());
        assertEquals("\"a\\;b\"", rule.options().getFirst().value());
        assertNull(rule.options().get(1).value());
        assertEquals("\"/a:b/\"", rule.options().get(2).value());
        assertEquals(7, rule.words().size());
    }

    @Test
    void shouldKeepGroupsWithBlanksTogether() {
        ScannedRule rule = RuleScanner.scan("alert tcp [10.0.0.1, ![10.0.0.2, 10.0.0.3]] any -> any [80, 81] (sid:1;)");

        assertEquals("[10.0.0.1, ![10.0.0.2, 10.0.0.3]]", rule.words().get(2).text());
        assertEquals("[80, 81]", rule.words().get(6).text());
    }

    @ParameterizedTest
    @CsvSource({"alert tcp any any -> any any,no options", "alert tcp any any -> any any (sid:1;,closing parenthesis",
        "alert tcp any any -> any any (sid:1),no ;", "alert tcp any any -> any any (sid:1;) x,text after",
        "'alert tcp [1.2.3.4 any -> any any (sid:1;)',without its ]",
        "'alert tcp 1.2.3.4] any -> any any (sid:1;)',without its [",
        "alert tcp any any -> any any (msg:\"a,middle of an option"})
    void shouldSayWhatIsNoRule(String text, String message) {
        RuleException failure = assertThrows(RuleException.class, () -> RuleScanner.scan(text));

        assertTrue(failure.getMessage().contains(message), failure.getMessage());
        assertTrue(failure.offset() >= 0 && failure.offset() < text.length());
    }

    @Test
    void shouldShowACaretUnderTheColumnOfALongLine() {
        String line = "x".repeat(500) + "!" + "y".repeat(500);
        String shown = new Problem("f", 3, 501, Problem.Severity.ERROR, 9, Reason.SYNTAX, "bad", "mend it",
                line).render();

        String[] rows = shown.split("\n");
        assertEquals("f:3:501: error: bad [syntax] (sid 9)", rows[0]);
        assertTrue(rows[1].length() < 120);
        assertEquals('!', rows[1].charAt(rows[2].indexOf('^')));
        assertEquals("    hint: mend it", rows[3]);
    }

    @Test
    void shouldNotSendControlCharactersToTerminals() {
        String shown = new Problem("f", 1, 3, Problem.Severity.ERROR, 0, Reason.SYNTAX, "bad", "",
                "\u001b[31m\tx").render();

        assertTrue(shown.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
    }

    @Test
    void shouldSuggestOnlyNearNames() {
        assertEquals("did you mean \"content\"?", Spelling.suggestion("contnet", List.of("content", "nocase")));
        assertEquals("", Spelling.suggestion("zebra", List.of("content", "nocase")));
    }
}
