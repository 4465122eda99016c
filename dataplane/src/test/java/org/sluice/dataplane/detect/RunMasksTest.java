package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.PortSet;

/** Rules without anything worth searching for, which are looked at by what their headers ask. */
class RunMasksTest {
    private static PortSet port(int port) {
        return PortSet.range(port, port);
    }

    private static IntegerMatch dsize(IntegerTest test) {
        return new IntegerMatch(IntegerField.DSIZE, test);
    }

    @Test
    void shouldFindTheRunOfAPortAmongMoreThanTwoWordsOfThem() {
        RuleFixture[] rules = IntStream.rangeClosed(1, 150)
                .mapToObj(each -> rule(each).to(AddressSet.ANY, port(each)).payload(content("k")))
                .toArray(RuleFixture[]::new);
        try (Detection detection = Detection.of(rules)) {

            assertEquals(List.of(80), detection.inspect(detection.packet(6, "k", 1024, 80)));
            assertEquals(List.of(128), detection.inspect(detection.packet(6, "k", 1024, 128)));
            assertEquals(List.of(150), detection.inspect(detection.packet(6, "k", 1024, 150)));
            assertEquals(List.of(), detection.inspect(detection.packet(6, "k", 1024, 151)));
        }
    }

    @Test
    void shouldLetEitherOrderOfPortsThroughWhereTheArrowPointsBothWays() {
        try (Detection detection = Detection.of(
                rule(1).from(AddressSet.ANY, port(80)).to(AddressSet.ANY, port(1024)).bothWays().payload(content("k")),
                rule(2).from(AddressSet.ANY, port(80)).to(AddressSet.ANY, port(1024)).payload(content("k")),
                rule(3).from(AddressSet.ANY, port(1024)).to(AddressSet.ANY, port(80)).payload(content("k")))) {

            assertEquals(List.of(1, 3), detection.inspect(detection.packet(6, "k", 1024, 80)));
            assertEquals(List.of(1, 2), detection.inspect(detection.packet(6, "k", 80, 1024)));
        }
    }

    @Test
    void shouldTellLengthsApartAlsoBehindTheLongestThatHasARowOfItsOwn() {
        try (Detection detection = Detection.of(
                rule(1).when(dsize(IntegerTest.equal(2))).payload(content("k")),
                rule(2).when(dsize(IntegerTest.inside(2_000, 2_100))).payload(content("k")),
                rule(3).when(dsize(IntegerTest.greater(3_000))).payload(content("k")),
                rule(4).when(dsize(IntegerTest.less(3_000))).payload(content("k")))) {

            assertEquals(List.of(1, 4), detection.inspect(detection.tcp("kk")));
            assertEquals(List.of(2, 4), detection.inspect(detection.tcp("k".repeat(2_050))));
            assertEquals(List.of(4), detection.inspect(detection.tcp("k".repeat(2_500))));
            assertEquals(List.of(3), detection.inspect(detection.tcp("k".repeat(3_001))));
        }
    }

    @Test
    void shouldLeaveOutRunsThatNeedAFactThePacketLacks() {
        try (Detection detection = Detection.of(
                rule(1).over(Carrier.TCP).payload(content("k")),
                rule(2).over(Carrier.UDP).payload(content("k")),
                rule(3).over(Carrier.IP).payload(content("k")))) {

            assertEquals(List.of(2, 3), detection.inspect(detection.udp("k", 1024, 80)));
        }
    }
}
