package org.sluice.rules.keyword;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any bytes as a rule file; {@link HostileTextTest} says what must hold. */
class RuleParserFuzz {
    @FuzzTest(maxDuration = "5s")
    void shouldAccountForAnyText(FuzzedDataProvider data) {
        HostileTextTest.check(new String(data.consumeRemainingAsBytes(), StandardCharsets.ISO_8859_1));
    }
}
