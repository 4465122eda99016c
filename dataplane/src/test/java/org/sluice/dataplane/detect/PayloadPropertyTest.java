package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Operand;

/** Random rules on random payloads: the engine must say what trying every place says. */
class PayloadPropertyTest {
    private static final int RULES = 12;

    @Property(tries = 120)
    void shouldMatchWhatTheReferenceMatches(@ForAll("rules") List<List<Match>> rules,
                                            @ForAll("payloads") List<String> payloads) {
        RuleFixture[] fixtures = new RuleFixture[rules.size()];
        for (int i = 0; i < fixtures.length; i++) {
            fixtures[i] = RuleFixture.rule(i + 1).payload(rules.get(i).toArray(Match[]::new));
        }
        try (Detection detection = new Detection(new DetectSettings().packetAlertMax(2 * RULES).packetSteps(10_000_000)
                .ruleSteps(1_000_000), java.util.stream.Stream.of(fixtures).map(RuleFixture::build).toList())) {
            for (String payload : payloads) {
                List<Integer> expected = new ArrayList<>();
                for (int i = 0; i < rules.size(); i++) {
                    if (ReferenceMatcher.matches(rules.get(i), payload.getBytes(StandardCharsets.ISO_8859_1))) {
                        expected.add(i + 1);
                    }
                }

                List<Integer> found = detection.inspect(detection.tcp(payload));

                assertEquals(expected, found, () -> "payload " + payload);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> payloads() {
        return Arbitraries.strings().withChars("abAB\u0000c").ofMinLength(1).ofMaxLength(40).list().ofMinSize(4).ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<List<Match>>> rules() {
        return matches().list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(2).ofMaxSize(RULES);
    }

    private static Arbitrary<Match> matches() {
        Arbitrary<Match> isDataAt = Combinators.combine(Arbitraries.integers().between(0, 12), Arbitraries.of(true, false),
                Arbitraries.of(true, false)).as((at, negated, relative) ->
                        new Match.IsDataAt(Operand.of(at), negated, relative));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(8, contents()), net.jqwik.api.Tuple.of(1, isDataAt));
    }

    private static Arbitrary<Match> contents() {
        Arbitrary<String> texts = Arbitraries.strings().withChars("abAB\u0000").ofMinLength(1).ofMaxLength(5);
        Arbitrary<Integer> flags = Arbitraries.integers().between(0, 15);
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 4);
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 10);
        Arbitrary<Integer> distances = Arbitraries.integers().between(-3, 6);
        return Combinators.combine(texts, flags, kinds, places, places, distances).as(PayloadPropertyTest::content);
    }

    private static Match content(String text, int flags, int kind, int first, int second, int distance) {
        Content content = RuleFixture.content(text);
        content = (flags & 3) == 0 ? RuleFixture.not(content) : content;
        content = (flags & 4) != 0 ? RuleFixture.nocase(content) : content;
        int room = text.length() + second;
        return switch (kind) {
            case 0 -> RuleFixture.at(content, first, room);
            case 1 -> RuleFixture.near(content, distance, room);
            case 2 -> RuleFixture.near(content, distance, null);
            case 3 -> RuleFixture.bound(content, (flags & 8) != 0, (flags & 8) == 0);
            default -> content;
        };
    }
}
