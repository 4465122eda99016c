package org.sluice.perf.rfc2544;

import org.HdrHistogram.Histogram;
import org.sluice.perf.generate.Phase;
import org.sluice.perf.generate.TrialPlan;
import org.sluice.perf.generate.TrialResult;
import org.sluice.perf.generate.Trials;

/** A device that forwards so many frames a second and buffers so many,
        behind a generator that offers so many at most. */
final class SimulatedDevice implements Trials {
    private final double capacity;
    private final double generator;
    private final long buffer;
    int trials;
    /** The next so many trials lose a frame because other programs have the core. */
    int disturbances;
    /** The generator offers no more than this by a schedule, though a flood is faster. */
    double scheduled = Double.POSITIVE_INFINITY;

    SimulatedDevice(double capacity, double generator, long buffer) {
        this.capacity = capacity;
        this.generator = generator;
        this.buffer = buffer;
    }

    @Override
    public TrialResult run(TrialPlan plan) {
        trials++;
        Phase phase = plan.phases().getFirst();
        double offered = Double.isInfinite(phase.framesPerSecond()) ? generator
                : Math.min(phase.framesPerSecond(), Math.min(generator, scheduled));
        double seconds = phase.frames() > 0 ? phase.frames() / offered : phase.durationNs() / 1e9;
        long sent = Math.round(offered * seconds);
        long lost = Math.max(0, Math.round((offered - capacity) * seconds) - buffer);
        boolean disturbed = disturbances-- > 0;
        lost += disturbed ? sent / 10 : 0;
        long ns = (long) (seconds * 1e9);
        return new TrialResult(offered, (sent - lost) / seconds, sent, 0, sent - lost, 0, 0, ns, 0, 0, 0, 0,
                disturbed ? ns / 50 : 0, new Histogram(3), new Histogram(3));
    }
}
