package org.sluice.dataplane.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.sluice.dataplane.flow.Traffic.SECOND;
import static org.sluice.dataplane.flow.Traffic.START;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.DatagramGlance;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;

/** Datagrams that were only glanced at, against packets. */
class SettledFlowsTest {
    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0xc0000002;
    private static final int FLOWS = 3_000;

    private final FlowTable table = new FlowTable(
            new FlowSettings().capacity(4096).conclude(), Arena.ofAuto(), (flow, reason) -> { });
    private final DatagramGlance glance = new DatagramGlance(new Decoder(DecoderSettings.defaults()), 64);
    private final long[] timesNs = new long[64];
    private final int[] lengths = new int[64];

    @Test
    void shouldCountDatagramsOfIdleFlowsBothWaysAsPacketsAreCounted() {
        int index = idle(4000);
        frame(0, CLIENT, 4000, SERVER, 53, START + 1);
        frame(1, SERVER, 53, CLIENT, 4000, START + 2);

        int end = pass(2);

        Flow flow = table.at(index);
        assertEquals(2, end);
        assertEquals(2, flow.packets(Packet.TO_SERVER));
        assertEquals(1, flow.packets(Packet.TO_CLIENT));
        assertEquals(300, flow.bytes(Packet.TO_SERVER));
        assertEquals(200, flow.bytes(Packet.TO_CLIENT));
        assertEquals(START + 2, flow.lastSeenNs());
        assertSame(FlowState.ESTABLISHED, flow.state());
    }

    @Test
    void shouldStopAtTheFirstDatagramThatHasToBeLookedAt() {
        idle(4000);
        int watched = table.assign(Traffic.udp(CLIENT, 4001, SERVER, 53, START), -1);
        int dropped = idle(4002);
        table.at(dropped).drop(1);
        for (int port : new int[] {4001, 4002, 4003}) {
            frame(0, CLIENT, 4000, SERVER, 53, START);
            frame(1, CLIENT, port, SERVER, 53, START);
            frame(2, CLIENT, 4000, SERVER, 53, START);

            assertEquals(1, pass(3), "port " + port);
        }
        assertEquals(1, table.at(watched).packets(Packet.TO_SERVER));
        assertEquals(1, table.at(dropped).packets(Packet.TO_SERVER));
    }

    @Test
    void shouldLeaveADatagramAfterALongSilenceToWhoEndsFlows() {
        idle(4000);
        frame(0, CLIENT, 4000, SERVER, 53, START + 1000 * SECOND);

        assertEquals(0, pass(1));
    }

    @Test
    void shouldPassOnlyFramesThatWereChosen() {
        idle(4000);
        frame(0, CLIENT, 4000, SERVER, 53, START);
        frame(1, CLIENT, 4000, SERVER, 53, START);
        table.glance(glance, 0b01, 0, 2);
        table.locate();

        assertEquals(1, table.pass(0b01, 0, 2, timesNs, lengths));
    }

    @Test
    void shouldFindEveryIdleFlowAmongMany() {
        for (int i = 0; i < FLOWS; i++) {
            idle(1024 + i);
        }
        int passed = 0;
        for (int i = 0; i < FLOWS; i += 60) {
            for (int j = 0; j < 60; j++) {
                frame(j, CLIENT, 1024 + i + j, SERVER, 53, START + 1);
            }
            passed += pass(60);
        }

        assertEquals(FLOWS, passed);
    }

    @Test
    void shouldAssignADatagramThatDidNotPassToItsFlow() {
        int index = table.assign(Traffic.udp(CLIENT, 4000, SERVER, 53, START), -1);
        frame(0, SERVER, 53, CLIENT, 4000, START + 1);

        int end = pass(1);
        Packet packet = Traffic.udp(SERVER, 53, CLIENT, 4000, START + 1);
        int assigned = table.assignGlanced(packet, 0);

        assertEquals(0, end);
        assertEquals(index, assigned);
        assertEquals(Packet.TO_CLIENT, packet.direction);
    }

    private int idle(int clientPort) {
        int index = table.assign(Traffic.udp(CLIENT, clientPort, SERVER, 53, START), -1);
        table.at(index).appIdle(true, true);
        return index;
    }

    private void frame(int i, int source, int sourcePort, int destination, int destinationPort, long atNs) {
        glance.sources[i] = (source & 0xffff_ffffL) << 16 | sourcePort;
        glance.destinations[i] = (destination & 0xffff_ffffL) << 16 | destinationPort;
        timesNs[i] = atNs;
        lengths[i] = 200;
    }

    private int pass(int frames) {
        long all = (1L << frames) - 1;
        table.glance(glance, all, 0, frames);
        table.locate();
        return table.pass(all, 0, frames, timesNs, lengths);
    }
}
