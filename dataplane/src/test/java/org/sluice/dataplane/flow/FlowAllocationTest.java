package org.sluice.dataplane.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;

class FlowAllocationTest {
    private static final int BURST = 64;

    private final PacketList burst = new PacketList(BURST);
    private final FlowTable table = new FlowTable(new FlowSettings().capacity(1024).conclude(), Arena.ofAuto(),
            (flow, reason) -> { });
    private long now = Traffic.START;
    private int next;

    @Test
    void shouldAllocateNothingPerPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(400);

        // What the JVM itself allocates once, when a rare branch is first compiled, is not there the next time.
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(2000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertTrue(table.statistics().endedByForce > 0 && table.statistics().endedByTimeout > 0, "all ways were gone");
        assertEquals(0, allocated);
    }

    @Test
    void shouldHoldItsSizeUnderAFloodOfNewFlows() {
        for (int i = 0; i < 100_000; i++) {
            table.assign(Traffic.udp(i, 7, ~i, 53, Traffic.START), -1);
        }

        assertEquals(table.capacity(), table.size());
        assertEquals(100_000 - table.capacity(), table.statistics().endedByForce);
        assertEquals(1, table.statistics().emergencies);
    }

    private void run(int bursts) {
        for (int b = 0; b < bursts; b++) {
            now += Traffic.SECOND / 10 * (b % 50 == 0 ? 600 : 1);
            burst.clear();
            for (int i = 0; i < BURST; i++) {
                Packet packet = burst.claim();
                boolean back = i % 3 == 1;
                Traffic.ip(packet, 17, back ? 2 : 1, back ? 1 : 2, now);
                int port = i % 3 == 0 ? next++ & 0xffff : next & 0xffff;
                Traffic.ports(packet, back ? 53 : port, back ? port : 53);
            }
            table.advance(now);
            table.prepare(burst);
            for (int i = 0; i < BURST; i++) {
                table.assign(burst.get(i), i);
            }
        }
    }
}
