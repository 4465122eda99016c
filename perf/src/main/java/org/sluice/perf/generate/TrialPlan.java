package org.sluice.perf.generate;

import java.util.List;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;

/**
 * What a trial sends.
 *
 * @param mix sizes of the frames
 * @param transport UDP or TCP
 * @param flows flows that frames belong to, one after the other
 * @param bidirectional whether the same goes from right to left at the same time
 * @param phases rates, one after the other
 */
public record TrialPlan(FrameMix mix, Transport transport, int flows, boolean bidirectional, List<Phase> phases) {
    /** Checks that there is something to send. */
    public TrialPlan {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a trial has no phase");
        }
    }

    /** The same with other phases. */
    public TrialPlan with(Phase... others) {
        return new TrialPlan(mix, transport, flows, bidirectional, List.of(others));
    }

    /** How long it sends, in ns. */
    public long durationNs() {
        return phases.stream().mapToLong(Phase::durationNs).sum();
    }
}
