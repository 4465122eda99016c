package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.rules.keyword.OneRule.assertMentions;
import static org.sluice.rules.keyword.OneRule.loaded;
import static org.sluice.rules.keyword.OneRule.parse;
import static org.sluice.rules.keyword.OneRule.problemOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.model.Meta;
import org.sluice.rules.model.Rule;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.Reason;

class MetaKeywordsTest {
    @Test
    void shouldReadWhatARuleSaysOfItself() {
        Meta meta = loaded("alert ip any any -> any any (msg:\"a \\\"b\\\"\\; c\"; reference:CVE,2021-1; "
                + "reference:url,example.com/a,b; classtype:trojan-activity; target:dest_ip; "
                + "sid:4294967295; gid:2; rev:3; "
                + "metadata:created_at 2024_01_31, confidence High,flag;)").meta();

        assertEquals("a \"b\"; c", meta.msg());
        assertEquals(4294967295L, meta.sid());
        assertEquals(2, meta.gid());
        assertEquals(3, meta.rev());
        assertEquals("trojan-activity", meta.classtype());
        assertEquals(1, meta.priority());
        assertEquals(Meta.Target.DESTINATION, meta.target());
        assertEquals(List.of(new Meta.Reference("cve", "2021-1"), new Meta.Reference("url", "example.com/a,b")),
                meta.references());
        assertEquals(List.of(new Meta.Metadata("created_at", "2024_01_31"), new Meta.Metadata("confidence", "High"),
                new Meta.Metadata("flag", "")), meta.metadata());
    }

    @Test
    void shouldPreferTheRulesOwnPriority() {
        assertEquals(7, OneRule.tcp("classtype:trojan-activity; priority:7;").meta().priority());
        assertEquals(3, OneRule.tcp("").meta().priority());
    }

    @Test
    void shouldWarnOfAnUnknownClassification() {
        ParsedRules parsed = parse("alert ip any any -> any any (classtype:trojan-activty; sid:1;)");

        assertEquals(1, parsed.rules().size());
        assertEquals(Problem.Severity.WARNING, parsed.problems().getFirst().severity());
        assertMentions("did you mean \"trojan-activity\"?", parsed.problems().getFirst());
    }

    @Test
    void shouldDemandASid() {
        assertMentions("no sid", problemOf("alert ip any any -> any any (msg:\"a\";)"));
    }

    @ParameterizedTest
    @CsvSource({"sid:0;,1 to 4294967295", "sid:x;,no sid", "sid:1; sid:2;,a second sid", "sid:1; priority:0;,1 to 255",
        "sid:1; msg:a;,in quotes", "sid:1; reference:url;,system and an id", "sid:1; target:both;,no end",
        "sid:1; config:logging disable;,needs the action config"})
    void shouldExplainWhatIsWrong(String options, String message) {
        Problem problem = parse("alert ip any any -> any any (" + options + ")").problems().getFirst();

        assertMentions(message, problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version >= 8", "version >= 7.0.3 < 8 | >= 8.0.3", "version < 10.0.0", "keyword http.uri"})
    void shouldLoadARuleWhoseRequirementIsMet(String requirement) {
        OneRule.tcp("requires: " + requirement + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version >= 99", "feature time-travel", "keyword no.such", "hope eternal"})
    void shouldLeaveOutARuleWhoseRequirementIsNotMet(String requirement) {
        ParsedRules parsed = parse("alert ip any any -> any any (no.such; requires: " + requirement + "; sid:1;)");

        assertEquals(0, parsed.rules().size());
        assertEquals(1, parsed.skipped());
        assertEquals(0, parsed.refused());
        assertEquals(Reason.REQUIRES, parsed.problems().getFirst().reason());
    }

    @Test
    void shouldKeepTheHigherRevisionOfARule() {
        ParsedRules parsed = parse("alert ip any any -> any any (msg:\"old\"; sid:1; rev:1;)\n"
                + "alert ip any any -> any any (msg:\"new\"; sid:1; rev:2;)\n"
                + "alert ip any any -> any any (msg:\"again\"; sid:1; rev:2;)\n"
                + "alert ip any any -> any any (msg:\"other\"; gid:9; sid:1; rev:2;)\n");

        assertEquals(List.of("new", "other"), parsed.rules().stream().map(rule -> rule.meta().msg()).toList());
        assertEquals(4, parsed.total());
        assertEquals(1, parsed.skipped());
        assertEquals(1, parsed.refused());
        assertEquals(List.of("test.rules:2:41", "test.rules:3:43"),
                parsed.problems().stream().map(Problem::place).toList());
    }

    @Test
    void shouldReadFlags() {
        Rule rule = OneRule.tcp("noalert; prefilter;");

        assertTrue(rule.has(Rule.Flag.NO_ALERT) && rule.has(Rule.Flag.PREFILTER));
        assertFalse(rule.has(Rule.Flag.ALERT));
    }

    @Test
    void shouldTellUnknownKeywordsWithTheNearestName() {
        Problem problem = OneRule.problem("contnt:\"a\";");

        assertEquals(Reason.UNKNOWN_KEYWORD, problem.reason());
        assertMentions("did you mean \"content\"?", problem);
    }

    @Test
    void shouldKnowKeywordsOfSnort3() {
        assertEquals(Reason.SNORT3, OneRule.problem("bufferlen:5;").reason());
        assertEquals(Reason.SNORT3, problemOf("alert http (content:\"a\"; sid:1;)").reason());
    }

    @Test
    void shouldFindAllMistakesOfAFileAtOnce() {
        ParsedRules parsed = parse("# comment\nalert tpc any any -> any any (foo; sid:1;)\n\n"
                + "alert tcp any any -> $NOWHERE 99999 (sid:2;)\nalert tcp any any -> any any (sid:3;)\nnonsense\n");

        assertEquals(1, parsed.rules().size());
        assertEquals(List.of("test.rules:2:7", "test.rules:2:31", "test.rules:4:22", "test.rules:6:8"),
                parsed.problems().stream().map(Problem::place).toList());
    }
}
