package org.sluice.perf.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MS = 1_000_000;

    private final Pacer pacer = new Pacer(MS);

    @Test
    void shouldGiveExactlyTheRateWhenAskedOften() {
        pacer.begin(0, 1_000_000);

        long sent = run(0, 100 * MS, 700);

        assertEquals(100_000, sent, 1);
        assertEquals(0, pacer.stalls());
    }

    @Test
    void shouldCatchUpWithAShortDelayAndTellHowLateAFrameIs() {
        pacer.begin(0, 100_000);
        run(0, 10 * MS, 1_000);

        long dueNs = pacer.dueNs(0);
        int due = pacer.due(dueNs + MS / 2, 64);

        assertEquals(51, due);
        assertEquals(10_000, pacer.dueNs(1) - dueNs);
    }

    @Test
    void shouldForgiveTheTimeWithoutACoreAndCountIt() {
        pacer.begin(0, 1_000_000);
        run(0, MS, 1_000);

        int due = pacer.due(51 * MS, 100_000);

        assertEquals(1_000, due, 2);
        assertEquals(1, pacer.stalls());
        assertEquals(49 * MS, pacer.stalledNs(), 2_000);
    }

    @Test
    void shouldForgiveNothingToAGeneratorThatIsSimplyTooSlow() {
        pacer.begin(0, 1_000_000);

        // 32 frames every 64 microseconds: half the rate.
        long sent = 0;
        for (long nowNs = 0; nowNs < 100 * MS; nowNs += 64_000) {
            int due = Math.min(pacer.due(nowNs, 32), 32);
            pacer.issued(due);
            sent += due;
        }

        assertEquals(0, pacer.stalls());
        assertTrue(100 * MS - pacer.dueNs(0) > 45 * MS);
        assertEquals(50_000, sent, 100);
    }

    @Test
    void shouldGiveAllThereIsRoomForWithoutARate() {
        pacer.begin(0, Double.POSITIVE_INFINITY);

        assertEquals(32, pacer.due(5, 32));
        assertEquals(5, pacer.dueNs(31));
    }

    private long run(long fromNs, long toNs, long stepNs) {
        long sent = 0;
        for (long nowNs = fromNs; nowNs < toNs; nowNs += stepNs) {
            int due = pacer.due(nowNs, 32);
            pacer.issued(due);
            sent += due;
        }
        return sent;
    }
}
