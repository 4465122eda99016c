package org.sluice.dataplane.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackoffIdleTest {
    private static final long MILLISECOND = 1_000_000;

    private final BackoffIdle idle = new BackoffIdle();
    private long nowNs;

    @Test
    void shouldPollThenParkLongerAndLonger() {
        assertEquals(0, idle.onNothing(0));
        assertEquals(0, idle.onNothing(BackoffIdle.LEAST_PATIENCE_NS - 1));
        assertEquals(BackoffIdle.LEAST_PARK_NS, idle.onNothing(BackoffIdle.LEAST_PATIENCE_NS));
        assertEquals(2 * BackoffIdle.LEAST_PARK_NS, idle.onNothing(BackoffIdle.LEAST_PATIENCE_NS));
        for (int i = 0; i < 10; i++) {
            idle.onNothing(BackoffIdle.LEAST_PATIENCE_NS);
        }
        assertEquals(BackoffIdle.MOST_PARK_NS, idle.onNothing(BackoffIdle.LEAST_PATIENCE_NS));
        assertEquals(BackoffIdle.LONG_PARK_NS, idle.onNothing(BackoffIdle.LONG_SILENCE_NS + 1));
    }

    @Test
    void shouldStayAwakeBetweenFramesOfSteadyTraffic() {
        frameAfter(MILLISECOND);

        for (int i = 0; i < 1000; i++) {
            assertEquals(0, frameAfter(MILLISECOND), "frame " + i);
        }
    }

    @Test
    void shouldParkSoonWhereFramesAreFarApart() {
        frameAfter(MILLISECOND);
        for (int i = 0; i < 3; i++) {
            frameAfter(50 * MILLISECOND);
        }
        idle.onNothing(nowNs);

        assertTrue(idle.onNothing(nowNs + BackoffIdle.LEAST_PATIENCE_NS) > 0);
    }

    /** What it does right before the frame comes. */
    private long frameAfter(long silentNs) {
        idle.onNothing(nowNs);
        nowNs += silentNs;
        long doing = idle.onNothing(nowNs);
        idle.onFrame(nowNs);
        return doing;
    }
}
