package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.image.RuleFlags;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Match.AddressSide;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.Reputations;
import org.sluice.rules.text.RuleFile;

class AddressListDetectionTest {
    private static final List<Integer> NONE = List.of();
    private static final AddressSet NET_10_0 = AddressSet.ipv4(0x0a000000, 0x0a00ffff);
    private static final AddressSet NET_10_1 = AddressSet.ipv4(0x0a010000, 0x0a01ffff);

    private static Detection of(CompileOptions options, RuleFixture... rules) {
        return new Detection(new DetectSettings(), Stream.of(rules).map(RuleFixture::build).toList(), options);
    }

    private static CompileOptions countries() {
        return CompileOptions.defaults().countries(() -> Map.of("DE", NET_10_0, "FR", NET_10_1));
    }

    private static CompileOptions reputations(String list) {
        List<Problem> problems = new ArrayList<>();
        Reputations reputations = Reputations.parse(new RuleFile("categories.txt",
                "1,Bad,Known bad hosts\n2,Good,Ours\n"),
                List.of(new RuleFile("reputation.list", list)), problems);
        assertEquals(List.of(), problems);
        return CompileOptions.defaults().reputations(reputations);
    }

    private static Match geo(AddressSide side, boolean negated, String... countries) {
        return new Match.GeoIp(side, List.of(countries), negated);
    }

    private static Match bad(AddressSide side, IntegerTest score) {
        return new Match.IpReputation(side, "Bad", score);
    }

    private static Packet between(Detection detection, long source, long destination) {
        Packet packet = detection.tcp("an attack");
        packet.sourceLow = source;
        packet.destinationLow = destination;
        return packet;
    }

    @Test
    void shouldAskWhereAddressesAreBySide() {
        try (Detection detection = of(countries(),
                rule(1).when(geo(AddressSide.SOURCE, false, "DE")).payload(content("attack")),
                rule(2).when(geo(AddressSide.DESTINATION, false, "DE")).payload(content("attack")),
                rule(3).when(geo(AddressSide.ANY, false, "FR")).payload(content("attack")),
                rule(4).when(geo(AddressSide.BOTH, false, "DE", "FR")).payload(content("attack")))) {

            assertEquals(List.of(1, 3, 4), detection.inspect(between(detection, 0x0a000001, 0x0a010001)));
            assertEquals(List.of(2), detection.inspect(between(detection, 0x0b000001, 0x0a000001)));
        }
    }

    @Test
    void shouldTakeAddressesOfUnknownCountryForNeitherInNorOutside() {
        try (Detection detection = of(countries(),
                rule(1).when(geo(AddressSide.SOURCE, true, "DE")).payload(content("attack")))) {

            assertEquals(NONE, detection.inspect(between(detection, 0x0a000001, 1)));
            assertEquals(List.of(1), detection.inspect(between(detection, 0x0a010001, 1)));
            assertEquals(NONE, detection.inspect(between(detection, 0x0b000001, 1)));
        }
    }

    @Test
    void shouldSayWhatIsMissing() {
        try (Detection detection = of(CompileOptions.defaults(),
                rule(1).when(geo(AddressSide.ANY, false, "DE")), rule(2).when(bad(AddressSide.ANY, null)))) {
            List<String> refusals = detection.compilation.refusals().stream().map(Object::toString).toList();

            assertTrue(refusals.get(0).contains("geoip-database"), refusals.toString());
            assertTrue(refusals.get(1).contains("reputation-categories-file"), refusals.toString());
        }
    }

    @Test
    void shouldNameTheCategoriesThereAre() {
        try (Detection detection = of(reputations(""),
                rule(1).when(new Match.IpReputation(AddressSide.ANY, "bad", IntegerTest.atLeast(0))))) {

            assertTrue(detection.compilation.refusals().getFirst().toString().contains("only Bad, Good"));
        }
    }

    @Test
    void shouldTakeTheScoreOfTheLongestPrefix() {
        try (Detection detection = of(reputations("10.0.0.0/8,1,50\n10.0.0.9,1,10\n10.0.0.9,2,90\n"),
                rule(1).when(bad(AddressSide.SOURCE, IntegerTest.greater(30))).payload(content("attack")),
                rule(2).when(bad(AddressSide.SOURCE, IntegerTest.less(30))).payload(content("attack")),
                rule(3).when(bad(AddressSide.SOURCE, null)).payload(content("attack")),
                rule(4).when(bad(AddressSide.BOTH, IntegerTest.atLeast(0))).payload(content("attack")))) {

            assertEquals(List.of(1), detection.inspect(between(detection, 0x0a000008, 1)));
            assertEquals(List.of(2), detection.inspect(between(detection, 0x0a000009, 1)));
            assertEquals(List.of(3), detection.inspect(between(detection, 1, 0x0a000009)));
            assertEquals(List.of(1, 4), detection.inspect(between(detection, 0x0a000008, 0x0a000009)));
        }
    }

    @Test
    void shouldAskRulesAboutReputationAloneOnceAFlow() {
        try (Detection detection = of(reputations("10.0.0.0/8,1,50\n"),
                rule(1).over(Carrier.IP).when(bad(AddressSide.SOURCE, IntegerTest.greater(30))))) {

            assertEquals(List.of(1), detection.inspect(between(detection, 0x0a000008, 1)));
            assertEquals(NONE, detection.inspect(between(detection, 1, 0x0a000008)));
            assertTrue((detection.engine.rules().flags[0] & RuleFlags.IP_ONLY) != 0);
        }
    }
}
