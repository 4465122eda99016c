package org.sluice.dataplane.pipeline;

/** Which thread runs which stage: see {@link StagePlan}. */
public enum ThreadingMode {
    /** One thread a queue runs all stages. */
    SHARED,
    /** One thread receives and sends, others inspect. */
    DEDICATED
}
