package org.sluice.dataplane.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.flow.Traffic.ACK;
import static org.sluice.dataplane.flow.Traffic.SECOND;
import static org.sluice.dataplane.flow.Traffic.START;
import static org.sluice.dataplane.flow.Traffic.SYN;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;

class FlowTableTest {
    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0x0a000002;

    private final List<String> ends = new ArrayList<>();

    @Test
    void shouldPutBothDirectionsIntoOneFlow() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Packet question = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        Packet answer = Traffic.udp(SERVER, 53, CLIENT, 4000, START + 5);

        int index = table.assign(question, -1);
        int again = table.assign(answer, -1);

        assertEquals(index, again);
        assertEquals(1, table.size());
        assertEquals(Packet.TO_SERVER, question.direction);
        assertEquals(Packet.TO_CLIENT, answer.direction);
        assertTrue(question.firstInDirection);
        assertTrue(answer.firstInDirection);
        assertFalse(question.established);
        assertTrue(answer.established);
        Flow flow = table.at(index);
        assertEquals(CLIENT, flow.clientLow());
        assertEquals(53, flow.serverPort());
        assertEquals(1, flow.packets(Packet.TO_SERVER));
        assertEquals(100, flow.bytes(Packet.TO_CLIENT));
        assertEquals(START, flow.startNs());
        assertEquals(START + 5, flow.lastSeenNs());
        assertSame(FlowState.ESTABLISHED, flow.state());
    }

    @Test
    void shouldPartFlowsByEveryPartOfTheirKey() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Set<Integer> flows = new HashSet<>();
        Packet inVlan = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        inVlan.vlanCount = 1;
        inVlan.vlans[0] = 7;
        Packet inTwoVlans = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        inTwoVlans.vlanCount = 2;
        inTwoVlans.vlans[0] = 7;
        inTwoVlans.vlans[1] = 8;
        Packet ipv6 = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        ipv6.ipVersion = 6;

        flows.add(table.assign(Traffic.udp(CLIENT, 4000, SERVER, 53, START), -1));
        flows.add(table.assign(Traffic.udp(CLIENT, 4001, SERVER, 53, START), -1));
        flows.add(table.assign(Traffic.udp(CLIENT, 4000, SERVER, 54, START), -1));
        flows.add(table.assign(Traffic.udp(CLIENT + 9, 4000, SERVER, 53, START), -1));
        flows.add(table.assign(Traffic.tcp(CLIENT, 4000, SERVER, 53, SYN, START), -1));
        flows.add(table.assign(inVlan, -1));
        flows.add(table.assign(inTwoVlans, -1));
        flows.add(table.assign(ipv6, -1));

        assertEquals(8, flows.size());
    }

    @Test
    void shouldTakeAPriorityTagForNoVlan() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Packet tagged = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        tagged.vlanCount = 1;
        tagged.vlans[0] = 0;
        Packet inVlan = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        inVlan.vlanCount = 2;
        inVlan.vlans[0] = 0;
        inVlan.vlans[1] = 7;

        int plain = table.assign(Traffic.udp(CLIENT, 4000, SERVER, 53, START), -1);

        assertEquals(plain, table.assign(tagged, -1));
        assertNotEquals(plain, table.assign(inVlan, -1));
    }

    @Test
    void shouldIgnoreVlansWhenToldSo() {
        FlowTable table = table(new FlowSettings().capacity(64).vlanTracking(false));
        Packet inVlan = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        inVlan.vlanCount = 1;
        inVlan.vlans[0] = 7;

        int tagged = table.assign(inVlan, -1);
        int untagged = table.assign(Traffic.udp(SERVER, 53, CLIENT, 4000, START), -1);

        assertEquals(tagged, untagged);
    }

    @Test
    void shouldTakeTheSenderOfASynAckForTheServer() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Packet synAck = Traffic.tcp(SERVER, 8080, CLIENT, 4000, SYN | ACK, START);

        int index = table.assign(synAck, -1);

        assertEquals(Packet.TO_CLIENT, synAck.direction);
        assertEquals(8080, table.at(index).serverPort());
        assertTrue(table.at(index).isMidstream());
        assertTrue(table.at(index).isSwapped());
    }

    @Test
    void shouldGuessTheServerOfAMidstreamFlowByItsPort() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Packet fromServer = Traffic.tcp(SERVER, 443, CLIENT, 4000, ACK, START);
        Packet unclear = Traffic.tcp(SERVER, 8443, CLIENT, 4001, ACK, START);

        table.assign(fromServer, -1);
        table.assign(unclear, -1);

        assertEquals(Packet.TO_CLIENT, fromServer.direction);
        assertEquals(Packet.TO_SERVER, unclear.direction);
    }

    @Test
    void shouldBeginANewFlowForASynOnClosedPorts() {
        FlowTable table = table(new FlowSettings().capacity(64));
        int first = table.assign(Traffic.tcp(CLIENT, 4000, SERVER, 80, SYN, START), -1);
        long firstId = table.at(first).id();
        table.at(first).tcpState(TcpState.CLOSED);
        table.at(first).clientInitialSequence(111);
        Packet resent = Traffic.tcp(CLIENT, 4000, SERVER, 80, SYN, START + 1);
        resent.tcpSequence = 111;
        Packet fresh = Traffic.tcp(CLIENT, 4000, SERVER, 80, SYN, START + 2);
        fresh.tcpSequence = 222;

        long resentId = table.at(table.assign(resent, -1)).id();
        long freshId = table.at(table.assign(fresh, -1)).id();

        assertEquals(firstId, resentId);
        assertNotEquals(firstId, freshId);
        assertEquals(List.of("TCP_REUSE 4000"), ends);
    }

    @Test
    void shouldPairEchoRequestAndReply() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Packet reply = Traffic.icmp(SERVER, CLIENT, 0, START + 1);

        int request = table.assign(Traffic.icmp(CLIENT, SERVER, 8, START), -1);
        int answered = table.assign(reply, -1);

        assertEquals(request, answered);
        assertTrue(reply.established);
    }

    @Test
    void shouldAttachAnIcmpErrorToTheFlowItQuotesAndNotBeginOne() {
        FlowTable table = table(new FlowSettings().capacity(64));
        int asked = table.assign(Traffic.udp(CLIENT, 4000, SERVER, 53, START), -1);
        Packet error = quoting(CLIENT, 4000, SERVER, 53);
        Packet stray = quoting(CLIENT, 4001, SERVER, 53);

        assertEquals(asked, table.assign(error, -1));
        assertEquals(FlowTable.NONE, table.assign(stray, -1));
        assertEquals(Packet.TO_CLIENT, error.direction);
        assertSame(FlowState.NEW, table.at(asked).state());
        assertEquals(START, table.at(asked).lastSeenNs());
        assertEquals(1, table.statistics().icmpErrorsAttached);
        assertEquals(1, table.statistics().icmpErrorsUnattached);
    }

    @Test
    void shouldGiveNoFlowToFragmentsAndNonIp() {
        FlowTable table = table(new FlowSettings().capacity(64));
        Packet fragment = Traffic.udp(CLIENT, 4000, SERVER, 53, START);
        fragment.isFragment = true;
        Packet arp = new Packet();
        arp.wrap(MemorySegment.NULL, 0, 60, 1);

        assertEquals(FlowTable.NONE, table.assign(fragment, -1));
        assertEquals(FlowTable.NONE, table.assign(arp, -1));
        assertEquals(0, table.size());
    }

    @Test
    void shouldFindPreparedPacketsAlsoWhenTheFlowBeginsInTheSameBurst() {
        FlowTable table = table(new FlowSettings().capacity(64));
        PacketList burst = new PacketList(4);
        for (int i = 0; i < 4; i++) {
            Packet packet = burst.claim();
            Traffic.ip(packet, 17, CLIENT, SERVER, START + i);
            Traffic.ports(packet, 4000 + i / 2, 53);
        }

        table.prepare(burst);
        int[] found = new int[4];
        for (int i = 0; i < 4; i++) {
            found[i] = table.assign(burst.get(i), i);
        }

        assertEquals(found[0], found[1]);
        assertEquals(found[2], found[3]);
        assertEquals(2, table.size());
    }

    @Test
    void shouldEndASilentFlowByItsTimeoutOnThePacketClock() {
        FlowTable table = table(new FlowSettings().capacity(64));
        table.assign(Traffic.udp(CLIENT, 1, SERVER, 53, START), -1);
        table.assign(Traffic.udp(CLIENT, 2, SERVER, 53, START), -1);
        table.assign(Traffic.udp(SERVER, 53, CLIENT, 2, START), -1);

        table.advance(START + 29 * SECOND);
        int before = table.size();
        table.advance(START + 32 * SECOND);
        int afterNewTimeout = table.size();
        table.assign(Traffic.udp(CLIENT, 2, SERVER, 53, START + 200 * SECOND), -1);
        table.advance(START + 302 * SECOND);
        int kept = table.size();
        table.advance(START + 502 * SECOND);

        assertEquals(2, before);
        assertEquals(1, afterNewTimeout);
        assertEquals(1, kept, "a packet kept it alive");
        assertEquals(0, table.size());
        assertEquals(List.of("TIMEOUT 1", "TIMEOUT 2"), ends);
    }

    @Test
    void shouldNotContinueAFlowThatTimedOutBetweenTwoPackets() {
        FlowTable table = table(new FlowSettings().capacity(64));
        table.assign(Traffic.udp(CLIENT, 1, SERVER, 53, START), -1);

        Packet late = Traffic.udp(SERVER, 53, CLIENT, 1, START + 3600 * SECOND);
        table.assign(late, -1);

        assertEquals(List.of("TIMEOUT 1"), ends);
        assertEquals(Packet.TO_SERVER, late.direction, "it begins a flow of its own");
    }

    @Test
    void shouldShortenTheTimeoutWhenTcpCloses() {
        FlowTable table = table(new FlowSettings().capacity(64));
        int index = table.assign(Traffic.tcp(CLIENT, 4000, SERVER, 80, SYN, START), -1);
        table.at(index).state(FlowState.ESTABLISHED);
        table.at(index).state(FlowState.CLOSED);

        table.advance(START + 62 * SECOND);

        assertEquals(List.of("TIMEOUT 4000"), ends);
    }

    @Test
    void shouldBoundTheFlowsEndedByOneAdvance() {
        FlowTable table = table(new FlowSettings().capacity(64).workPerAdvance(10));
        for (int i = 0; i < 25; i++) {
            table.assign(Traffic.udp(CLIENT, 1000 + i, SERVER, 53, START), -1);
        }

        table.advance(START + 100 * SECOND);
        assertEquals(15, table.size());
        table.advance(START + 100 * SECOND);
        table.advance(START + 100 * SECOND);

        assertEquals(0, table.size());
        assertEquals(25, table.statistics().endedByTimeout);
    }

    @Test
    void shouldApplyThePolicyWhenTheTableIsFull() {
        FlowTable table = table(new FlowSettings().capacity(16).eviction(FlowSettings.Eviction.NONE)
                .fullPolicy(ExceptionPolicy.DROP_PACKET, 42));
        for (int i = 0; i < 16; i++) {
            table.assign(Traffic.udp(CLIENT, 1000 + i, SERVER, 53, START), -1);
        }
        Packet tooMany = Traffic.udp(CLIENT, 5000, SERVER, 53, START);

        assertEquals(FlowTable.NONE, table.assign(tooMany, -1));
        assertTrue(tooMany.drop);
        assertEquals(42, tooMany.dropReason);
        assertEquals(1, table.statistics().tableFull);
        assertEquals(1, table.statistics().tableFullDrops);
        assertTrue(table.isEmergency());
    }

    @Test
    void shouldEvictUnfinishedFlowsBeforeEstablishedOnes() {
        FlowTable table = table(new FlowSettings().capacity(16));
        for (int i = 0; i < 15; i++) {
            table.assign(Traffic.udp(CLIENT, 1000 + i, SERVER, 53, START + i), -1);
            table.assign(Traffic.udp(SERVER, 53, CLIENT, 1000 + i, START + i), -1);
        }
        table.assign(Traffic.udp(CLIENT, 2000, SERVER, 53, START + 50), -1);

        table.assign(Traffic.udp(CLIENT, 3000, SERVER, 53, START + 60), -1);
        table.assign(Traffic.udp(SERVER, 53, CLIENT, 3000, START + 61), -1);
        table.assign(Traffic.udp(CLIENT, 3001, SERVER, 53, START + 62), -1);

        assertEquals(List.of("FORCED 2000", "FORCED 1000"), ends);
    }

    @Test
    void shouldUseShorterTimeoutsInAnEmergencyUntilThereIsRoom() {
        FlowTable table = table(new FlowSettings().capacity(16).eviction(FlowSettings.Eviction.NONE));
        for (int i = 0; i < 17; i++) {
            table.assign(Traffic.udp(CLIENT, 1000 + i, SERVER, 53, START + i), -1);
        }
        boolean entered = table.isEmergency();

        table.advance(START + 11 * SECOND);
        table.advance(START + 11 * SECOND);

        assertTrue(entered);
        assertFalse(table.isEmergency());
        assertEquals(0, table.size());
        assertEquals(1, table.statistics().emergencies);
    }

    @Test
    void shouldDropOrPassEveryLaterPacketByTheFlowsVerdict() {
        FlowTable table = table(new FlowSettings().capacity(64));
        int dropped = table.assign(Traffic.udp(CLIENT, 1, SERVER, 53, START), -1);
        int passed = table.assign(Traffic.udp(CLIENT, 2, SERVER, 53, START), -1);
        table.at(dropped).drop(9);
        table.at(dropped).drop(10);
        table.at(passed).pass();
        Packet ofDropped = Traffic.udp(SERVER, 53, CLIENT, 1, START);
        Packet ofPassed = Traffic.udp(SERVER, 53, CLIENT, 2, START);

        table.assign(ofDropped, -1);
        table.assign(ofPassed, -1);

        assertTrue(ofDropped.drop);
        assertEquals(DropReason.FLOW_DROP.ordinal(), ofDropped.dropReason);
        assertEquals(9, table.at(dropped).dropReason(), "the first reason stays");
        assertFalse(ofPassed.drop);
        assertTrue(ofPassed.skipInspection);
    }

    @Test
    void shouldForgetEverythingBeforeAnIndexIsUsedAgain() {
        FlowTable table = table(new FlowSettings().capacity(16).variableStores(1));
        int index = table.assign(Traffic.udp(CLIENT, 1, SERVER, 53, START), -1);
        table.app(index, "state");
        table.claimVariables(index).set(3);
        int other = table.assign(Traffic.udp(CLIENT, 2, SERVER, 53, START + 25 * SECOND), -1);
        assertNull(table.claimVariables(other), "the only store is taken");

        table.advance(START + 40 * SECOND);
        int reused = table.assign(Traffic.udp(CLIENT, 3, SERVER, 53, START + 40 * SECOND), -1);

        assertEquals(index, reused);
        assertNull(table.app(reused));
        assertNull(table.variables(reused));
        assertFalse(table.claimVariables(reused).isSet(3));
        assertEquals(0, table.at(reused).alerts());
        assertEquals(1, table.statistics().variablesExhausted);
    }

    @Test
    void shouldTurnAFlowRound() {
        FlowTable table = table(new FlowSettings().capacity(64));
        int index = table.assign(Traffic.tcp(SERVER, 8080, CLIENT, 4000, ACK, START), -1);

        table.at(index).swapDirections();
        Packet next = Traffic.tcp(SERVER, 8080, CLIENT, 4000, ACK, START);
        table.assign(next, -1);

        assertEquals(Packet.TO_CLIENT, next.direction);
        assertFalse(next.firstInDirection);
        assertEquals(8080, table.at(index).serverPort());
        assertEquals(2, table.at(index).packets(Packet.TO_CLIENT));
    }

    @Test
    void shouldEndEveryFlowOnceAtShutdown() {
        FlowTable table = table(new FlowSettings().capacity(64));
        for (int i = 0; i < 20; i++) {
            table.assign(Traffic.udp(CLIENT, 1000 + i, SERVER, 53, START), -1);
        }

        table.endAll();
        table.endAll();

        assertEquals(20, ends.size());
        assertEquals(0, table.size());
    }

    private FlowTable table(FlowSettings settings) {
        FlowListener listener = (flow, reason) -> ends.add(reason + " " + flow.clientPort());
        return new FlowTable(settings.conclude(), Arena.ofAuto(), listener);
    }

    /** Port unreachable, from the router, about a UDP packet. */
    private static Packet quoting(int source, int sourcePort, int destination, int destinationPort) {
        Packet error = Traffic.icmp(0x0a0000fe, source, 3, START + SECOND);
        error.quotedIpVersion = 4;
        error.quotedProtocol = 17;
        error.quotedSourceLow = source;
        error.quotedSourcePort = sourcePort;
        error.quotedDestinationLow = destination;
        error.quotedDestinationPort = destinationPort;
        return error;
    }
}
