package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.near;
import static org.sluice.dataplane.detect.RuleFixture.not;
import static org.sluice.dataplane.detect.RuleFixture.pcre;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.StateBits;
import org.sluice.rules.model.Threshold;

class DetectAllocationTest {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 20_000;
    private static long alerts;

    @Test
    void shouldAllocateNothingPerPacket() {
        StateBits set = new StateBits(StateBits.Scope.SOURCE, StateBits.Operation.SET, java.util.List.of("seen"), 60);
        try (Detection detection = Detection.of(
                rule(1).payload(content("attack"), near(content("vector"), 0, 20), not(content("friend"))),
                rule(2).payload(content("token"), pcre("^\\s*[a-z]{3}\\d+", true)),
                rule(3).threshold(new Threshold(Threshold.Type.LIMIT, Threshold.Track.BY_SRC, 1, 60, 0))
                        .payload(content("attack")),
                rule(8).then(new Effect.Tag(Effect.Tag.Scope.HOST, Match.AddressSide.SOURCE, 3,
                        Effect.Tag.Unit.PACKETS))
                        .payload(content("vector")),
                rule(4).then(set).payload(content("attack")),
                rule(5).action(Action.DROP).payload(content("drop me")),
                rule(6).payload(content("q")),
                rule(7).over(Carrier.UDP).payload(content("attack")))) {
            Packet[] packets = {detection.tcp("nothing to see"), detection.tcp("an attack vector"),
                detection.tcp("token abc123"), detection.tcp("attack attack drop me"), detection.udp("attack", 53, 53)};
            run(detection.engine, packets, WARM_UP);
            alerts = 0;
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long own = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            long overhead = before - own;

            run(detection.engine, packets, MEASURED);

            long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before - overhead;
            assertTrue(alerts > MEASURED, "packets must match");
            assertEquals(0, allocated / MEASURED, () -> allocated + " bytes for " + MEASURED + " packets");
        }
    }

    private static void run(DetectEngine engine, Packet[] packets, int count) {
        AlertSink sink = DetectAllocationTest::count;
        for (int i = 0; i < count; i++) {
            Packet packet = packets[i % packets.length];
            packet.skipInspection = false;
            packet.drop = false;
            engine.begin(packet);
            engine.onPacket(packet, null, null, false, sink);
        }
    }

    private static void count(Packet packet, RuleSet rules, int rule, org.sluice.dataplane.app.Transaction transaction,
                              int flags) {
        alerts++;
    }
}
