package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Effect.Tag.Scope;
import org.sluice.rules.model.Effect.Tag.Unit;
import org.sluice.rules.model.Match.AddressSide;
import org.sluice.rules.model.Threshold;

class PacketTagsTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private static Effect tag(Scope scope, AddressSide side, int count, Unit unit) {
        return new Effect.Tag(scope, side, count, unit);
    }

    private static Packet between(Detection detection, String payload, long source, long destination) {
        Packet packet = detection.tcp(payload);
        packet.sourceLow = source;
        packet.destinationLow = destination;
        return packet;
    }

    /** Packets recorded of those that are sent. */
    private static int tagged(Detection detection, Packet... packets) {
        int before = detection.tagged;
        for (Packet packet : packets) {
            detection.inspect(packet);
        }
        return detection.tagged - before;
    }

    @Test
    void shouldRecordPacketsOfAHostUntilTheyAreEnough() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack"))
                .then(tag(Scope.HOST, AddressSide.SOURCE, 3, Unit.PACKETS)))) {

            assertEquals(0, tagged(detection, between(detection, "x", 1, 2), between(detection, "attack", 1, 2)));
            assertEquals(0, tagged(detection, between(detection, "x", 3, 2)));
            assertEquals(2, tagged(detection, between(detection, "x", 1, 3), between(detection, "x", 3, 1)));
            assertEquals(0, tagged(detection, between(detection, "x", 1, 2), between(detection, "x", 1, 2)));
            assertEquals(2, detection.engine.counters().taggedPackets);
        }
    }

    @Test
    void shouldCountBytesAndSeconds() {
        try (Detection detection = Detection.of(
                rule(1).payload(content("bytes")).then(tag(Scope.HOST, AddressSide.DESTINATION, 100, Unit.BYTES)),
                rule(2).payload(content("seconds")).then(tag(Scope.HOST, AddressSide.SOURCE, 2, Unit.SECONDS)))) {

            tagged(detection, between(detection, "bytes", 1, 2));
            assertEquals(1, tagged(detection, between(detection, "x", 9, 2), between(detection, "x", 9, 2)));
            tagged(detection, between(detection, "seconds", 5, 6));
            detection.nowNs += 2 * SECOND_NS;
            assertEquals(1, tagged(detection, between(detection, "x", 5, 6)));
            detection.nowNs += SECOND_NS;
            assertEquals(0, tagged(detection, between(detection, "x", 5, 6)));
        }
    }

    @Test
    void shouldRecordBothDirectionsOfASession() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack"))
                .then(tag(Scope.SESSION, AddressSide.SOURCE, 256, Unit.PACKETS)))) {
            FlowTable flows = new FlowTable(new FlowSettings().capacity(1024).conclude(), detection.arena, (ended,
                    reason) -> { });
            Packet attack = detection.tcp("attack");
            Flow flow = flows.at(flows.assign(attack, -1));
            detection.inspect(attack, flow, null, false);

            detection.inspect(between(detection, "x", 0x0a000002, 0x0a000001), flow, null, false);
            detection.inspect(detection.tcp("of no flow"), null, null, false);

            assertEquals(1, detection.tagged);
        }
    }

    @Test
    void shouldBeginAnewWithEachAlertButNotForEver() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack"))
                .then(tag(Scope.HOST, AddressSide.SOURCE, 1, Unit.PACKETS)))) {
            int recorded = 0;
            for (int i = 0; i < 11; i++) {
                recorded += tagged(detection, between(detection, "attack", 1, 2));
            }

            assertEquals(9, recorded, "one begins it, nine begin it anew, the next ends it");
        }
    }

    @Test
    void shouldNotTagWhatAThresholdKeepsBack() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack"))
                .threshold(new Threshold(Threshold.Type.THRESHOLD, Threshold.Track.BY_SRC, 2, 60, 0))
                .then(tag(Scope.HOST, AddressSide.SOURCE, 9, Unit.PACKETS)))) {

            assertEquals(0, tagged(detection, between(detection, "attack", 1, 2), between(detection, "x", 1, 2)));
            assertEquals(1, tagged(detection, between(detection, "attack", 1, 2), between(detection, "x", 1, 2)));
        }
    }

    @Test
    void shouldForgetTagsThatNoPacketCameFor() {
        try (Detection detection = Detection.of(rule(1).payload(content("attack"))
                .then(tag(Scope.HOST, AddressSide.SOURCE, 9000, Unit.SECONDS)))) {
            tagged(detection, between(detection, "attack", 1, 2));

            detection.nowNs += 601 * SECOND_NS;

            assertEquals(0, tagged(detection, between(detection, "x", 1, 2)));
        }
    }

    @Test
    void shouldGiveUpTheTagThatWaitedLongestWhenThereIsNoRoom() {
        try (Detection detection = new Detection(new DetectSettings().tags(8), Stream.of(rule(1)
                .payload(content("attack"))
                .then(tag(Scope.HOST, AddressSide.SOURCE, 9, Unit.PACKETS))).map(RuleFixture::build).toList())) {
            for (int host = 1; host <= 9; host++) {
                detection.nowNs += SECOND_NS;
                tagged(detection, between(detection, "attack", host, 100));
            }

            assertEquals(1, detection.engine.counters().tagEvictions);
            assertEquals(List.of(0, 1), List.of(tagged(detection, between(detection, "x", 1, 100)),
                    tagged(detection, between(detection, "x", 9, 100))));
        }
    }
}
