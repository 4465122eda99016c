package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.dataplane.detect.RuleFixture.at;
import static org.sluice.dataplane.detect.RuleFixture.bound;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.near;
import static org.sluice.dataplane.detect.RuleFixture.nocase;
import static org.sluice.dataplane.detect.RuleFixture.not;
import static org.sluice.dataplane.detect.RuleFixture.pcre;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.rules.model.ByteExtract;
import org.sluice.rules.model.ByteJump;
import org.sluice.rules.model.ByteTest;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;

class PayloadDetectionTest {
    private static final List<Integer> NONE = List.of();

    private static List<Integer> alerts(String payload, Match... matches) {
        try (Detection detection = Detection.of(rule(1).payload(matches))) {
            return detection.inspect(detection.tcp(payload));
        }
    }

    @Test
    void shouldFindContentAnywhere() {
        assertEquals(List.of(1), alerts("GET /cmd.exe HTTP/1.0", content("cmd.exe")));
        assertEquals(NONE, alerts("GET /index.html HTTP/1.0", content("cmd.exe")));
    }

    @Test
    void shouldRespectCaseUnlessTold() {
        assertEquals(NONE, alerts("GET /CMD.exe", content("cmd.exe")));
        assertEquals(List.of(1), alerts("GET /CmD.eXe", nocase(content("cmd.EXE"))));
        assertEquals(NONE, alerts("GET /cmd\u000eexe", nocase(content("cmd.exe"))));
    }

    @Test
    void shouldVerifyTheWholeOfALongContentNotItsWindow() {
        assertEquals(NONE, alerts("xxxxxxxx qualifier", content("no such qualifier")));
        assertEquals(List.of(1), alerts("there is no such qualifier here", content("no such qualifier")));
    }

    @Test
    void shouldBoundContentByOffsetAndDepth() {
        assertEquals(List.of(1), alerts("abcdef", at(content("cde"), 2, 3)));
        assertEquals(NONE, alerts("xabcdef", at(content("cde"), 2, 3)));
        assertEquals(NONE, alerts("cdexxx", at(content("cde"), 1, null)));
    }

    @Test
    void shouldAnchorAtStartAndEnd() {
        assertEquals(List.of(1), alerts("abcdef", bound(content("abc"), true, false)));
        assertEquals(NONE, alerts("xabc", bound(content("abc"), true, false)));
        assertEquals(List.of(1), alerts("xdef", bound(content("def"), false, true)));
        assertEquals(NONE, alerts("defx", bound(content("def"), false, true)));
        assertEquals(NONE, alerts("abcabc", bound(content("abc"), true, true)));
    }

    @Test
    void shouldTryEveryPlaceOfAContentThatOthersAreRelativeTo() {
        assertEquals(List.of(1), alerts("foo1 foo2 foobar", content("foo"), near(content("bar"), 0, 3)));
        assertEquals(NONE, alerts("foo1 foo2 foo bar", content("foo"), near(content("bar"), 0, 3)));
        assertEquals(List.of(1), alerts("aaab", content("aaa"), near(content("b"), 0, 1)));
    }

    @Test
    void shouldBacktrackThroughLongChains() {
        Match[] chain = {content("one"), near(content("two"), 0, null), near(content("three"), 1, 6)};

        assertEquals(List.of(1), alerts("one two_two three", chain));
        assertEquals(NONE, alerts("two one three", chain));
    }

    @Test
    void shouldRefuseWhatIsNegated() {
        assertEquals(NONE, alerts("user root pass", content("user"), not(content("root"))));
        assertEquals(List.of(1), alerts("user jane pass", content("user"), not(content("root"))));
        assertEquals(List.of(1), alerts("user  root", content("user"), near(not(content("root")), 0, 5)));
    }

    @Test
    void shouldJumpAndTestNumbers() {
        Match start = content("LEN=");
        ByteTest test = new ByteTest(Operand.of(2), ByteTest.Operator.GREATER, false, Operand.of(300), Operand.of(0), true,
                NumberFormat.BIG_ENDIAN, 0);
        ByteJump jump = new ByteJump(Operand.of(1), Operand.of(0), true, 1, NumberFormat.BIG_ENDIAN, false,
                ByteJump.From.NUMBER, Operand.of(0), 0);

        assertEquals(List.of(1), alerts("LEN=\u0001\u00ff", start, test));
        assertEquals(NONE, alerts("LEN=\u0001\u0001", start, test));
        assertEquals(List.of(1), alerts("LEN=\u0003abcEND", start, jump, near(content("END"), 0, 3)));
        assertEquals(NONE, alerts("LEN=\u0002abcEND", start, jump, near(content("END"), 0, 3)));
    }

    @Test
    void shouldUseExtractedNumbersAsPlaces() {
        ByteExtract extract = new ByteExtract(1, 4, "n", false, 1, NumberFormat.BIG_ENDIAN, 0);
        Content variable = new Content(RuleFixture.bytes("END"), false, false, Operand.variable("n"), null, null, null,
                false, false, false, Content.FastPattern.NONE);

        assertEquals(List.of(1), alerts("LEN=\u0007xxEND", content("LEN="), extract, variable));
        assertEquals(NONE, alerts("LEN=\u0008xxEND", content("LEN="), extract, variable));
    }

    @Test
    void shouldAskWhetherThereIsData() {
        Match relative = new Match.IsDataAt(Operand.of(3), false, true);
        Match absent = new Match.IsDataAt(Operand.of(3), true, true);

        assertEquals(List.of(1), alerts("userabc", content("user"), relative));
        assertEquals(NONE, alerts("userab", content("user"), relative));
        assertEquals(List.of(1), alerts("userab", content("user"), absent));
    }

    @Test
    void shouldMatchExpressionsRelativeToContents() {
        assertEquals(List.of(1), alerts("id=12345;", content("id="), pcre("^\\d{5};", true)));
        assertEquals(NONE, alerts("id=1234;", content("id="), pcre("^\\d{5};", true)));
        assertEquals(List.of(1), alerts("id=x id=77777;", content("id="), pcre("^\\d{5};", true)));
        assertEquals(List.of(1), alerts("token abc123", content("token"), pcre("[a-c]{3}\\d+", false)));
    }

    @Test
    void shouldLookAtRulesWithoutAnySearchablePattern() {
        assertEquals(List.of(1), alerts("q1", content("q")));
        assertEquals(NONE, alerts("r1", content("q")));
    }
}
