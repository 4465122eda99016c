package org.sluice.perf.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void shouldCountFromTheScheduleSoThatAWaitBeforeSendingIsNotLeftOut() {
        // A frame a microsecond; the sender stands still for 10 ms and then sends the 10,000 that are due.
        for (int i = 0; i < 10_000; i++) {
            recorder.record(1_000_000, 0, 1_002_000);
        }
        for (int lateUs = 10_000; lateUs > 0; lateUs--) {
            recorder.record(20_000_000, lateUs, 20_002_000);
        }

        assertEquals(2_000, recorder.raw().getValueAtPercentile(99), 10);
        assertEquals(9_802_000, recorder.corrected().getValueAtPercentile(99), 20_000);
        assertEquals(20_000, recorder.corrected().getTotalCount());
    }

    @Test
    void shouldKeepAClockThatGoesBackOutOfTheHistogram() {
        recorder.record(5_000, 0, 4_000);

        assertTrue(recorder.raw().getMinValue() <= 1);
    }
}
