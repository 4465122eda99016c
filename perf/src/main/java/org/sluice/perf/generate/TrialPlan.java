package org.sluice.perf.generate;

import java.util.List;
import org.sluice.perf.traffic.FlowFrames;
import org.sluice.perf.traffic.FlowTraffic.Transport;
import org.sluice.perf.traffic.FrameMix;

/**
 * What a trial sends.
 *
 * @param mix sizes of the frames
 * @param transport UDP or TCP
 * @param flows flows that frames belong to, one after the other, at a time
 * @param newFlowsPerSecond how many of them give way to new ones every second, 0 for none
 * @param bidirectional whether the same goes from right to left at the same time
 * @param phases rates, one after the other
 */
public record TrialPlan(FrameMix mix, Transport transport, int flows, double newFlowsPerSecond,
        boolean bidirectional, List<Phase> phases) {
    /** Most flows there are. */
    public static final int MOST_FLOWS = 16_000_000;

    /** Checks that there is something to send, and room in it for what tells of loss. */
    public TrialPlan {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a trial has no phase");
        }
        if (flows < 1 || flows > MOST_FLOWS) {
            throw new IllegalArgumentException("flows: " + flows + " is not in 1 to 16,000,000");
        }
        if (!(newFlowsPerSecond >= 0)) {
            throw new IllegalArgumentException("new flows a second: " + newFlowsPerSecond + " is less than 0");
        }
        mix.cycle().forEach(size -> FlowFrames.requireRoom(size, transport));
    }

    /** Always the same flows. */
    public TrialPlan(FrameMix mix, Transport transport, int flows, boolean bidirectional, List<Phase> phases) {
        this(mix, transport, flows, 0, bidirectional, phases);
    }

    /** The same with other phases. */
    public TrialPlan with(Phase... others) {
        return new TrialPlan(mix, transport, flows, newFlowsPerSecond, bidirectional, List.of(others));
    }

    /** How long it sends, in ns. */
    public long durationNs() {
        return phases.stream().mapToLong(Phase::durationNs).sum();
    }
}
