package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.stream.Wire.ACK;
import static org.sluice.dataplane.stream.Wire.FIN;
import static org.sluice.dataplane.stream.Wire.SYN;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;

class StreamAllocationTest {
    private final Counting listener = new Counting();
    private final FlowTable flows = new FlowTable(new FlowSettings().capacity(64).conclude(), Arena.ofAuto(),
            (flow, reason) -> this.streams.onFlowEnd(flow, this.listener));
    private final StreamEngine streams = new StreamEngine(
            Wire.settings().tailBytes(512).lossyCapture(true).conclude(), flows, Arena.ofAuto());
    private Packet[] script;

    @Test
    void shouldAllocateNothingPerPacket() {
        script = script();
        run(300);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        // What the JVM itself allocates once, when a rare branch is first compiled, is not there the next time.
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(1000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertTrue(listener.gaps > 0 && listener.ends > 0 && streams.statistics().overlapsDropped > 0
                && streams.statistics().outOfOrder > 0, "all ways were gone");
        assertEquals(0, allocated);
    }

    private void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Packet packet : script) {
                packet.sourcePort = packet.sourcePort == 80 ? 80 : 1024 + round;
                packet.destinationPort = packet.destinationPort == 80 ? 80 : 1024 + round;
                packet.drop = false;
                int index = flows.assign(packet, -1);
                streams.onPacket(packet, flows.at(index), listener);
            }
        }
    }

    /** A conversation with holes, retransmissions, a conflict, a gap, bulk data and an end. */
    private static Packet[] script() {
        Wire wire = new Wire(Wire.settings());
        byte[] bulk = new byte[1400];
        return new Packet[] {
            of(wire, true, SYN, 0, 0, new byte[0]), of(wire, false, SYN | ACK, 0, 1, new byte[0]),
            of(wire, true, ACK, 1, 1, bulk), of(wire, true, ACK, 2801, 1, bulk), of(wire, true, ACK, 1401, 1, bulk),
            of(wire, true, ACK, 1401, 1, bulk), of(wire, true, ACK, 1401, 1, new byte[] {7, 7}),
            of(wire, false, ACK, 1, 4201, bulk), of(wire, false, ACK, 3000, 4201, bulk),
            of(wire, true, ACK, 4201, 4400, bulk), of(wire, true, ACK | FIN, 5601, 4400, bulk),
            of(wire, false, ACK | FIN, 4400, 7002, new byte[0]), of(wire, true, ACK, 7002, 4401, new byte[0]),
        };
    }

    private static Packet of(Wire wire, boolean fromClient, int flags, int sequence, int ack, byte[] payload) {
        return wire.packet(fromClient, flags, (fromClient ? wire.clientIsn : wire.serverIsn) + sequence,
                (flags & ACK) == 0 ? 0 : (fromClient ? wire.serverIsn : wire.clientIsn) + ack, payload, p -> { });
    }

    private static final class Counting implements StreamListener {
        private long bytes;
        private int gaps;
        private int ends;

        @Override
        public void onData(Flow flow, int direction, StreamWindow window) {
            bytes += window.newLength();
        }

        @Override
        public void onGap(Flow flow, int direction, int missing) {
            gaps++;
        }

        @Override
        public void onDepthReached(Flow flow, int direction) {
            bytes++;
        }

        @Override
        public void onEnd(Flow flow, int direction) {
            ends++;
        }
    }
}
