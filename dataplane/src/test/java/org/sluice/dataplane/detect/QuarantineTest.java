package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.near;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final int OVERRUNS = 3;

    private final List<String> named = new ArrayList<>();

    @Test
    void shouldTakeOutAndNameARuleThatRunsPastItsBudgetAgainAndAgain() {
        // Every "aaa" may be followed by another one, and no last one by "b": places times places are tried.
        RuleFixture costly = rule(7).payload(
                content("aaa"), near(content("aaa"), 0, null), near(content("aaa"), 0, null), near(content("b"), 0, null));
        DetectSettings settings = new DetectSettings().ruleSteps(500).quarantineOverruns(OVERRUNS);
        try (Detection detection = new Detection(settings, List.of(costly.build(), rule(8).payload(content("aaaa")).build()))) {
            detection.engine.onQuarantine((rules, rule, overruns, timestampNs) ->
                    named.add(rules.sid(rule) + " after " + overruns));

            for (int packet = 0; packet < 2 * OVERRUNS; packet++) {
                assertEquals(List.of(8), detection.inspect(detection.tcp("a".repeat(400))));
            }

            assertEquals(List.of("7 after " + OVERRUNS), named);
            assertTrue(detection.engine.isQuarantined(0) || detection.engine.isQuarantined(1));
            assertEquals(OVERRUNS, detection.engine.counters().ruleBudgetOverruns);
            assertEquals(OVERRUNS, detection.engine.counters().quarantined);
        }
    }
}
