package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.dataplane.detect.RuleFixture.at;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.near;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

class StreamDetectionTest {
    /** Sends a stream in those pieces, with windows that keep everything; the sids that each piece brought. */
    private static List<List<Integer>> alerts(Detection detection, String... pieces) {
        String all = String.join("", pieces);
        MemorySegment memory = detection.arena.allocate(all.length() + 1L);
        MemorySegment.copy(RuleFixture.bytes(all), 0, memory, ValueLayout.JAVA_BYTE, 0, all.length());
        List<List<Integer>> alerts = new ArrayList<>();
        int seen = 0;
        for (String piece : pieces) {
            int before = detection.sids.size();
            Packet packet = detection.tcp(piece);
            detection.engine.begin(packet);
            detection.engine.onStream(packet, null, null, memory, 0, seen + piece.length(), 0, seen, false);
            detection.engine.onPacket(packet, null, null, true, detection::onAlert);
            seen += piece.length();
            alerts.add(List.copyOf(detection.sids.subList(before, detection.sids.size())));
        }
        return alerts;
    }

    @Test
    void shouldFindContentAcrossTheSeamOfSegments() {
        try (Detection detection = Detection.of(rule(1).payload(content("an attack")))) {
            assertEquals(List.of(List.of(), List.of(), List.of(1)), alerts(detection, "this is an at", "ta", "ck here"));
            assertEquals(List.of(AlertSink.IN_STREAM), detection.flags);
        }
    }

    @Test
    void shouldAlertOnceForOneMatchAndAgainForTheNext() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack")))) {
            assertEquals(List.of(List.of(1), List.of(), List.of(1), List.of()),
                    alerts(detection, "an attack", " and then", " an attack", " at last"));
        }
    }

    @Test
    void shouldCombineContentsOfDifferentSegments() {
        try (Detection detection = Detection.of(
                rule(1).payload(content("first half"), content("second half")),
                rule(2).payload(content("half"), near(content("second"), 1, 7)),
                rule(3).payload(content("second half"), content("first half")))) {
            assertEquals(List.of(List.of(), List.of(1, 2, 3)), alerts(detection, "the first half", " second half"));
        }
    }

    @Test
    void shouldCountPlacesFromTheStreamsBeginning() {
        try (Detection detection = Detection.of(rule(1).over(Carrier.TCP_STREAM).payload(at(content("attack"), 0, 10)))) {
            assertEquals(List.of(List.of(1), List.of()), alerts(detection, "an attack ", "an attack"));
        }
    }

    @Test
    void shouldLookAtPacketsAloneWhenTheRuleIsAboutPackets() {
        try (Detection detection = Detection.of(
                rule(1).over(Carrier.TCP_PACKET).payload(content("attack")),
                rule(2).when(new IntegerMatch(IntegerField.DSIZE, IntegerTest.less(5))).payload(content("tack")))) {
            assertEquals(List.of(List.of(), List.of(2)), alerts(detection, "an at", "tack"));
        }
    }

    @Test
    void shouldLookForPlacesInPacketAndStream() {
        try (Detection detection = Detection.of(rule(1).payload(at(content("attack"), 0, 6)))) {
            assertEquals(List.of(List.of(), List.of(1)), alerts(detection, "this is an ", "attack"));
        }
    }

    @Test
    void shouldTreatPayloadOutsideOfAnyStreamAsAStream() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack")))) {
            assertEquals(List.of(1), detection.inspect(detection.tcp("an attack")));
            assertEquals(List.of(), detection.inspect(detection.tcp("an attack"), null, null, true));
        }
    }
}
