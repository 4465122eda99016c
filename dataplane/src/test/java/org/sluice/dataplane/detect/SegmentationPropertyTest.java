package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Match;

/** However a stream is cut into segments, the same rules must match it as match it whole. */
class SegmentationPropertyTest {
    @Property(tries = 100)
    void shouldMatchTheSameHoweverTheStreamIsCut(@ForAll("rules") List<List<Match>> rules, @ForAll("stream") String stream,
                                                 @ForAll("cuts") List<Integer> cuts) {
        List<Integer> expected = new ArrayList<>();
        RuleFixture[] fixtures = new RuleFixture[rules.size()];
        for (int i = 0; i < fixtures.length; i++) {
            fixtures[i] = RuleFixture.rule(i + 1).over(Carrier.TCP_STREAM).payload(rules.get(i).toArray(Match[]::new));
            if (ReferenceMatcher.matches(rules.get(i), stream.getBytes(StandardCharsets.ISO_8859_1))) {
                expected.add(i + 1);
            }
        }
        try (Detection detection = Detection.of(fixtures)) {
            send(detection, stream, cuts);

            assertEquals(expected, List.copyOf(new TreeSet<>(detection.sids)), () -> stream + " cut by " + cuts);
        }
    }

    private static void send(Detection detection, String stream, List<Integer> cuts) {
        FlowTable flows = new FlowTable(new FlowSettings().capacity(1024).conclude(), detection.arena, (ended, reason) -> { });
        MemorySegment memory = detection.arena.allocate(stream.length() + 1L);
        MemorySegment.copy(RuleFixture.bytes(stream), 0, memory, ValueLayout.JAVA_BYTE, 0, stream.length());
        int from = 0;
        for (int cut = 0; from < stream.length(); cut++) {
            int to = Math.min(stream.length(), from + cuts.get(cut % cuts.size()));
            Packet packet = detection.tcp(stream.substring(from, to));
            Flow flow = flows.at(flows.assign(packet, -1));
            detection.engine.begin(packet);
            detection.engine.onStream(packet, flow, null, memory, 0, to, 0, from, to == stream.length());
            detection.engine.onPacket(packet, flow, null, true, detection::onAlert);
            from = to;
        }
    }

    @Provide
    Arbitrary<String> stream() {
        return Arbitraries.strings().withChars("abc").ofMinLength(1).ofMaxLength(400);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 200).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<List<Match>>> rules() {
        Arbitrary<String> texts = Arbitraries.strings().withChars("abc").ofMinLength(1).ofMaxLength(7);
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 4);
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 60);
        Arbitrary<Match> contents = Combinators.combine(texts, kinds, places, places).as(SegmentationPropertyTest::content);
        return contents.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(2).ofMaxSize(14);
    }

    private static Match content(String text, int kind, int first, int second) {
        Content content = RuleFixture.content(text);
        return switch (kind) {
            case 0 -> RuleFixture.at(content, first, text.length() + second);
            case 1 -> RuleFixture.near(content, first / 4, text.length() + second);
            case 2 -> RuleFixture.near(content, first / 4, null);
            default -> content;
        };
    }
}
