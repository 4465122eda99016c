package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScanClockTest {
    @Test
    void shouldCountTheMatchersCallsOnlyWhileItRuns() {
        ScanClock clock = new ScanClock();
        try (Detection detection = new Detection(new DetectSettings().scanClock(clock),
                List.of(rule(1).payload(content("attack")).build()))) {
            detection.inspect(detection.tcp("an attack"));
            clock.start();
            detection.inspect(detection.tcp("an attack"));
            detection.inspect(detection.tcp("an attack"));
            clock.stop();
            detection.inspect(detection.tcp("an attack"));
        }

        assertEquals(2, clock.calls());
        assertTrue(clock.nanoseconds() > 0);
    }
}
