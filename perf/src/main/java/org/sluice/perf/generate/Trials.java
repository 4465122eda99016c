package org.sluice.perf.generate;

/** What runs trials: the generator with a device behind it, or a device that a test made up. */
@FunctionalInterface
public interface Trials {
    /** Frames a second that no generator of one core exceeds: bounds what a trial has to remember. */
    double MOST_PER_SECOND = 20e6;

    /** Runs a trial and says what became of its frames. */
    TrialResult run(TrialPlan plan);
}
