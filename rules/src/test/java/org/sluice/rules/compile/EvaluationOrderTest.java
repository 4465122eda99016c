package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;
import org.sluice.rules.text.RuleFile;

class EvaluationOrderTest {
    private static List<Long> sorted(String... rules) {
        RuleFile file = new RuleFile("test.rules", String.join("\n", rules));
        return EvaluationOrder.sorted(RuleParser.parseFiles(List.of(file), RuleSettings.defaults()).rules()).stream()
                .map(rule -> rule.meta().sid()).toList();
    }

    private static String rule(String action, String options, int sid) {
        return action + " ip any any -> any any (" + options + " sid:" + sid + ";)";
    }

    @Test
    void shouldPutPassBeforeDropBeforeRejectBeforeAlert() {
        List<Long> order = sorted(rule("alert", "priority:1;", 1), rule("reject", "", 2), rule("drop", "", 3),
                rule("pass", "priority:255;", 4));

        assertEquals(List.of(4L, 3L, 2L, 1L), order);
    }

    @Test
    void shouldPutRulesThatSetBitsBeforeThoseThatAskForThem() {
        List<Long> order = sorted(rule("alert", "priority:1;", 1), rule("alert", "flowbits:isset,a; priority:1;", 2),
                rule("alert", "flowbits:isset,a; flowbits:set,b;", 3), rule("alert", "flowbits:set,a;", 4));

        assertEquals(List.of(4L, 3L, 2L, 1L), order);
    }

    @Test
    void shouldPutBitsOfFlowsBeforeNumbersBeforeBitsOfHosts() {
        List<Long> order = sorted(rule("alert", "xbits:set,a,track ip_src;", 1), rule("alert", "flowint:a,+,1;", 2),
                rule("alert", "flowbits:set,a;", 3));

        assertEquals(List.of(3L, 2L, 1L), order);
    }

    @Test
    void shouldOrderByPriorityThenAsWritten() {
        String[] rules = Stream.of(rule("alert", "priority:255;", 1), rule("alert", "priority:2;", 9),
                rule("alert", "priority:2;", 3), rule("alert", "priority:1;", 4)).toArray(String[]::new);

        assertEquals(List.of(4L, 9L, 3L, 1L), sorted(rules));
    }
}
