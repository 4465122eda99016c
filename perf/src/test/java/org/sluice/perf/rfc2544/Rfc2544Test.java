package org.sluice.perf.rfc2544;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;

class Rfc2544Test {
    private static final TrialPlan PLAN = new TrialPlan(FrameMix.of(64), Transport.UDP, 1, false, List.of(Phase.of(1,
            1)));
    private static final Settings SETTINGS =
            new Settings(1_000_000_000L, 0.01, List.of(0.0, 0.01), List.of(0.5, 1.0), 3, 3, 0);

    @Property(tries = 100)
    void shouldFindTheCapacityToTheResolution(@ForAll @IntRange(min = 10_000, max = 9_000_000) int capacity) {
        SimulatedDevice device = new SimulatedDevice(capacity, 10e6, 0);

        Throughput found = search(device).find(0);

        assertEquals(capacity, found.framesPerSecond(), 0.011 * 10e6);
        assertTrue(found.framesPerSecond() <= capacity + 1, found.toString());
        assertEquals("device", found.limitedBy());
        assertTrue(device.trials <= 12, device.trials + " trials");
    }

    @Test
    void shouldFindAHigherRateWhenSomeLossIsAccepted() {
        ThroughputSearch search = search(new SimulatedDevice(5e6, 10e6, 0));

        double none = search.find(0).framesPerSecond();
        double some = search.find(0.1).framesPerSecond();

        assertEquals(5e6, none, 0.11e6);
        assertEquals(5e6 / 0.9, some, 0.11e6);
    }

    @Test
    void shouldSayWhenTheGeneratorIsTheLimit() {
        Throughput found = search(new SimulatedDevice(50e6, 10e6, 0)).find(0);

        assertEquals("generator", found.limitedBy());
        assertTrue(found.framesPerSecond() >= 0.97 * 10e6, found.toString());
    }

    @Test
    void shouldSayOfEverySearchThatTheGeneratorIsTheLimitAndWhatItReallyOffered() {
        SimulatedDevice device = new SimulatedDevice(50e6, 10e6, 0);
        device.scheduled = 4e6;
        ThroughputSearch search = search(device);

        Throughput none = search.find(0);
        Throughput some = search.find(0.01);

        assertEquals("generator", none.limitedBy());
        assertEquals("generator", some.limitedBy());
        assertTrue(none.framesPerSecond() <= 4e6, none.toString());
        assertEquals(none.framesPerSecond(), some.framesPerSecond());
    }

    @Test
    void shouldTryNoRateOverTheOneOfTheLink() {
        Settings limited = SETTINGS.upTo(1e6);

        Throughput found = new ThroughputSearch(new SimulatedDevice(5e6, 10e6, 0), PLAN, limited, Progress.NONE)
                .find(0);

        assertEquals(1e6, found.framesPerSecond(), 0.04e6);
        assertEquals(SETTINGS, SETTINGS.upTo(Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldNotTakeARateForLosslessThatWasNotOffered() {
        SimulatedDevice device = new SimulatedDevice(50e6, 10e6, 0);
        device.scheduled = 5e6;

        LossCurve curve = LossCurve.measure(device, PLAN, SETTINGS, 10e6, Progress.NONE);

        assertEquals(4e6, curve.points().getLast().targetPerSecond());
    }

    @Test
    void shouldRunAFailedTrialAgainThatOtherProgramsDisturbed() {
        SimulatedDevice device = new SimulatedDevice(5e6, 10e6, 0);
        ThroughputSearch search = search(device);
        search.highest();
        device.disturbances = 2;

        assertEquals(5e6, search.find(0).framesPerSecond(), 0.11e6);
    }

    @Test
    void shouldStepTheLossCurveDownUntilTwoTrialsLoseNothing() {
        LossCurve curve = LossCurve.measure(new SimulatedDevice(5e6, 10e6, 0), PLAN, SETTINGS, 10e6, Progress.NONE);

        assertEquals(List.of(10e6, 9e6, 8e6, 7e6, 6e6, 5e6, 4e6),
                curve.points().stream().map(TrialPoint::targetPerSecond).toList());
        assertEquals(0.5, curve.points().getFirst().lossRatio(), 1e-3);
    }

    @Test
    void shouldFindHowManyFramesBuffersHold() {
        // At 10 M/s in and 5 M/s out a buffer of 1,000 takes a burst of 2,000.
        BackToBack found = BackToBack.measure(new SimulatedDevice(5e6, 10e6, 1_000), PLAN, SETTINGS, 10e6,
                Progress.NONE);

        assertEquals(2_000, found.mean(), 25);
        assertEquals(3, found.frames().size());
    }

    @Test
    void shouldRefuseSettingsThatFindNothing() {
        assertThrows(IllegalArgumentException.class,
                () -> new Settings(1, 0.01, List.of(0.0), List.of(), 1, 1, 0));
        assertThrows(IllegalArgumentException.class,
                () -> new Settings(1_000_000_000, 0, List.of(0.0), List.of(), 1, 1, 0));
    }

    private static ThroughputSearch search(SimulatedDevice device) {
        return new ThroughputSearch(device, PLAN, SETTINGS, Progress.NONE);
    }
}
