package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.image.RuleAction;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.PortSet;
import org.sluice.rules.model.StateBits;
import org.sluice.rules.model.Threshold;

class HeaderDetectionTest {
    private static final List<Integer> NONE = List.of();

    private static PortSet port(int port) {
        return PortSet.range(port, port);
    }

    @Test
    void shouldComparePortsByDirectionOfTheArrow() {
        try (Detection detection = Detection.of(
                rule(1).to(AddressSet.ANY, port(80)).payload(content("attack")),
                rule(2).from(AddressSet.ANY, port(80)).payload(content("attack")),
                rule(3).from(AddressSet.ANY, port(80)).bothWays().payload(content("attack")),
                rule(4).to(AddressSet.ANY, port(80).complement()).payload(content("attack")))) {

            assertEquals(List.of(1, 3), detection.inspect(detection.tcp("an attack")));
        }
    }

    @Test
    void shouldCompareAddressesOfBothVersions() {
        AddressSet client = AddressSet.ipv4(0x0a000001, 0x0a000001);
        try (Detection detection = Detection.of(
                rule(1).from(client, PortSet.ANY).payload(content("attack")),
                rule(2).from(client.complement(), PortSet.ANY).payload(content("attack")),
                rule(3).to(client, PortSet.ANY).bothWays().payload(content("attack")))) {
            Packet ipv6 = detection.tcp("an attack");
            ipv6.ipVersion = 6;
            ipv6.sourceHigh = 0x20010db8_00000000L;

            assertEquals(List.of(1, 3), detection.inspect(detection.tcp("an attack")));
            assertEquals(List.of(2), detection.inspect(ipv6));
        }
    }

    @Test
    void shouldAskForPacketHeaders() {
        try (Detection detection = Detection.of(
                rule(1).when(new IntegerMatch(IntegerField.TTL, IntegerTest.less(10))),
                rule(2).when(new Match.TcpFlags(2, 0, Match.BitsMode.EXACT)),
                rule(3).when(new IntegerMatch(IntegerField.DSIZE, IntegerTest.inside(3, 5))).payload(content("abc")),
                rule(4).over(Carrier.UDP).when(new IntegerMatch(IntegerField.TTL, IntegerTest.greater(10))))) {
            Packet syn = detection.tcp("");
            syn.tcpFlags = 2;
            syn.ttl = 3;

            assertEquals(List.of(1, 2), detection.inspect(syn));
            assertEquals(List.of(3), detection.inspect(detection.tcp("abcd")));
            assertEquals(NONE, detection.inspect(detection.tcp("abcdef")));
            assertEquals(List.of(4), detection.inspect(detection.udp("abcd", 53, 53)));
        }
    }

    @Test
    void shouldAskForDirection() {
        FlowConstraint toClient = new FlowConstraint(FlowConstraint.State.ANY, FlowConstraint.Direction.TO_CLIENT,
                FlowConstraint.Payload.ANY, FlowConstraint.Fragments.ANY);
        try (Detection detection = Detection.of(rule(1).flow(toClient).payload(content("attack")))) {
            Packet answer = detection.tcp("an attack");
            answer.direction = Packet.TO_CLIENT;

            assertEquals(NONE, detection.inspect(detection.tcp("an attack")));
            assertEquals(List.of(1), detection.inspect(answer));
        }
    }

    @Test
    void shouldAskIpOnlyRulesForTheFirstPacketOnly() {
        try (Detection detection = Detection.of(
                rule(1).over(Carrier.IP).from(AddressSet.ipv4(0x0a000001, 0x0a0000ff), PortSet.ANY),
                rule(2).over(Carrier.IP).to(AddressSet.ipv4(0x0a000001, 0x0a000001), PortSet.ANY))) {

            assertEquals(List.of(1), detection.inspect(detection.tcp("x")));
        }
    }

    @Test
    void shouldAskOnceAFlowForAddressesPortsAndProtocolsUnlessNegatedOrFlowsVariablesAreChanged() {
        AddressSet elsewhere = AddressSet.ipv4(0x01010101, 0x01010101).complement();
        try (Detection detection = Detection.of(
                rule(1).to(AddressSet.ANY, port(80)),
                rule(2).over(Carrier.IP).when(new IntegerMatch(IntegerField.IP_PROTO, IntegerTest.inside(6, 6))),
                rule(3).to(elsewhere, PortSet.ANY),
                rule(4).then(flowBit(StateBits.Operation.SET)),
                rule(5).then(flowBit(StateBits.Operation.TOGGLE)))) {
            FlowTable flows = new FlowTable(new FlowSettings().capacity(1024).conclude(), detection.arena,
                    (ended, reason) -> { });
            Packet first = detection.tcp("x");
            Packet second = detection.tcp("x");
            Flow flow = flows.at(flows.assign(first, -1));
            flows.assign(second, -1);

            assertEquals(List.of(4, 5, 1, 2, 3), detection.inspect(first, flow, null, true));
            assertEquals(List.of(5, 3), detection.inspect(second, flow, null, true));
        }
    }

    private static StateBits flowBit(StateBits.Operation operation) {
        return new StateBits(StateBits.Scope.FLOW, operation, List.of("bit"), 0);
    }

    @Test
    void shouldAskForVlansByLayer() {
        try (Detection detection = Detection.of(vlan(1, 300, IntegerList.ANY), vlan(2, 200, 0), vlan(3, 200, -1),
                vlan(4, 300, 1), vlan(5, 300, IntegerList.ALL), vlan(6, 300, 2))) {
            Packet packet = detection.tcp("x");
            packet.vlans[0] = 200;
            packet.vlans[1] = 300;
            packet.vlanCount = 2;

            assertEquals(List.of(1, 2, 4), detection.inspect(packet));
            packet.vlans[0] = 300;
            assertEquals(List.of(1, 4, 5), detection.inspect(packet));
            assertEquals(NONE, detection.inspect(detection.tcp("x")));
        }
    }

    private static RuleFixture vlan(long sid, long id, int layer) {
        return rule(sid).when(new IntegerList(IntegerField.VLAN_ID, List.of(IntegerTest.inside(id, id)), layer));
    }

    @Test
    void shouldAskForTheTypeAndTheHeaderOfIgmp() {
        try (Detection detection = Detection.of(
                rule(1).over(Carrier.IP).when(new IntegerMatch(IntegerField.IGMP_TYPE, IntegerTest.equal(0x16))),
                rule(2).over(Carrier.IP).when(new IntegerMatch(IntegerField.IGMP_TYPE, IntegerTest.equal(0x11))),
                rule(3).over(Carrier.IGMP).in(Buffer.IGMP_HDR, content("\u0016\0")),
                rule(4).over(Carrier.IGMP).when(new IntegerMatch(IntegerField.TTL, IntegerTest.equal(64))))) {
            Packet report = detection.packet(2, "", 0, 0);
            report.transportHeaderLength = 8;
            report.memory.set(ValueLayout.JAVA_BYTE, 20, (byte) 0x16);
            Packet other = detection.udp("", 22, 0);

            assertEquals(List.of(1, 3, 4), detection.inspect(report));
            assertEquals(NONE, detection.inspect(other));
        }
    }

    @Test
    void shouldAskForTheVersionOfIp() {
        try (Detection detection = Detection.of(
                rule(1).when(new IntegerMatch(IntegerField.L3_PROTO, IntegerTest.equal(4))),
                rule(2).when(new IntegerMatch(IntegerField.L3_PROTO, IntegerTest.equal(6))))) {
            Packet ipv6 = detection.tcp("x");
            ipv6.ipVersion = 6;

            assertEquals(List.of(1), detection.inspect(detection.tcp("x")));
            assertEquals(List.of(2), detection.inspect(ipv6));
        }
    }

    @Test
    void shouldAskForChecksums() {
        try (Detection detection = Detection.of(
                rule(1).when(new Match.Checksum(Carrier.TCP, 4, true)),
                rule(2).when(new Match.Checksum(Carrier.TCP, 4, false)),
                rule(3).when(new Match.Checksum(Carrier.IPV4, 4, false)),
                rule(4).when(new Match.Checksum(Carrier.TCP, 6, false)))) {
            Packet broken = detection.tcp("x");
            broken.transportChecksumBad = true;
            Packet brokenBelow = detection.tcp("x");
            brokenBelow.ipChecksumBad = true;

            assertEquals(List.of(2), detection.inspect(broken));
            assertEquals(List.of(1, 3), detection.inspect(brokenBelow));
        }
    }

    @Test
    void shouldEvaluatePassBeforeDropBeforeAlert() {
        try (Detection detection = Detection.of(
                rule(1).payload(content("attack")),
                rule(2).action(Action.DROP).payload(content("attack")),
                rule(3).action(Action.PASS).payload(content("harmless")),
                rule(4).priority(1).payload(content("attack")))) {
            Packet attack = detection.tcp("an attack");
            Packet harmless = detection.tcp("a harmless attack");

            assertEquals(List.of(2, 4, 1), detection.inspect(attack));
            assertTrue(attack.drop);
            assertEquals(RuleAction.DROP, detection.engine.verdicts().dropAction());
            assertEquals(NONE, detection.inspect(harmless));
            assertFalse(harmless.drop);
            assertTrue(detection.engine.verdicts().passed());
        }
    }

    @Test
    void shouldReportAPassRuleThatAsksForIt() {
        try (Detection detection = Detection.of(
                rule(1).action(Action.PASS).alert().payload(content("harmless")),
                rule(2).action(Action.DROP).payload(content("attack")))) {
            Packet packet = detection.tcp("a harmless attack");

            assertEquals(List.of(1), detection.inspect(packet));
            assertFalse(packet.drop);
        }
    }

    @Test
    void shouldAskForTheSizeOfEveryPacketOfAProtocolAndDropThatPacketAlone() {
        try (Detection detection = Detection.of(rule(1).action(Action.DROP).over(AppProtocol.HTTP)
                .when(new IntegerMatch(IntegerField.DSIZE, IntegerTest.less(1))))) {
            FlowTable flows = new FlowTable(new FlowSettings().capacity(1024).conclude(), detection.arena,
                    (ended, reason) -> { });
            Packet request = detection.tcp("GET / HTTP/1.1");
            Flow flow = flows.at(flows.assign(request, -1));
            flow.appProtocol(Packet.TO_SERVER, AppProtocol.HTTP.ordinal());

            assertEquals(NONE, detection.inspect(request, flow, null, true));
            for (int i = 0; i < 2; i++) {
                Packet empty = detection.tcp("");
                flows.assign(empty, -1);

                assertEquals(List.of(1), detection.inspect(empty, flow, null, true));
                assertTrue(empty.drop);
            }
            assertFalse(flow.isDropped());
        }
    }

    @Test
    void shouldNotDropWhenNotInline() {
        try (Detection detection = new Detection(new DetectSettings().ips(false),
                List.of(rule(1).action(Action.DROP).payload(content("attack")).build()))) {
            Packet attack = detection.tcp("an attack");

            assertEquals(List.of(1), detection.inspect(attack));
            assertFalse(attack.drop);
        }
    }

    @Test
    void shouldStopReportingAtThePacketsAlertLimit() {
        RuleFixture[] rules = new RuleFixture[20];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule(i + 1).payload(content("attack"));
        }
        try (Detection detection = Detection.of(rules)) {
            assertEquals(15, detection.inspect(detection.tcp("an attack")).size());
            assertEquals(5, detection.engine.counters().alertsDiscarded);
        }
    }

    @Test
    void shouldLimitAlertsInAWindow() {
        Threshold limit = new Threshold(Threshold.Type.LIMIT, Threshold.Track.BY_SRC, 2, 60, 0);
        try (Detection detection = Detection.of(rule(1).threshold(limit).payload(content("attack")))) {
            int alerts = 0;
            for (int i = 0; i < 5; i++) {
                alerts += detection.inspect(detection.tcp("an attack")).size();
            }
            assertEquals(2, alerts);

            detection.nowNs += 61_000_000_000L;
            assertEquals(List.of(1), detection.inspect(detection.tcp("an attack")));
        }
    }

    @Test
    void shouldAlertAtEveryNthMatch() {
        Threshold every = new Threshold(Threshold.Type.THRESHOLD, Threshold.Track.BY_DST, 3, 60, 0);
        Threshold once = new Threshold(Threshold.Type.BOTH, Threshold.Track.BY_DST, 3, 60, 0);
        try (Detection detection = Detection.of(rule(1).threshold(every).payload(content("attack")),
                rule(2).threshold(once).payload(content("attack")))) {
            List<List<Integer>> alerts = new java.util.ArrayList<>();
            for (int i = 0; i < 6; i++) {
                alerts.add(detection.inspect(detection.tcp("an attack")));
            }

            assertEquals(List.of(NONE, NONE, List.of(1, 2), NONE, NONE, List.of(1)), alerts);
        }
    }

    @Test
    void shouldDropOnlyPastTheDetectionFilter() {
        try (Detection detection = Detection.of(rule(1).action(Action.DROP)
                .filter(new DetectionFilter(Threshold.Track.BY_SRC, 2, 60)).payload(content("attack")))) {
            Packet first = detection.tcp("an attack");
            Packet second = detection.tcp("an attack");
            Packet third = detection.tcp("an attack");

            assertEquals(NONE, detection.inspect(first));
            assertEquals(NONE, detection.inspect(second));
            assertEquals(List.of(1), detection.inspect(third));
            assertFalse(second.drop);
            assertTrue(third.drop);
        }
    }

    @Test
    void shouldKeepBitsOfHostsUntilTheyExpire() {
        StateBits set = new StateBits(StateBits.Scope.SOURCE, StateBits.Operation.SET, List.of("bad"), 30);
        StateBits asked = new StateBits(StateBits.Scope.SOURCE, StateBits.Operation.IS_SET, List.of("bad"), 0);
        try (Detection detection = Detection.of(
                rule(1).noAlert().then(set).payload(content("mark")),
                rule(2).when(asked).payload(content("again")))) {

            assertEquals(NONE, detection.inspect(detection.tcp("again")));
            assertEquals(NONE, detection.inspect(detection.tcp("mark")));
            assertEquals(List.of(2), detection.inspect(detection.tcp("again")));
            detection.nowNs += 31_000_000_000L;
            assertEquals(NONE, detection.inspect(detection.tcp("again")));
        }
    }
}
