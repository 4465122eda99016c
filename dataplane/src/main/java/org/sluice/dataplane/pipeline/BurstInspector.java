package org.sluice.dataplane.pipeline;

import org.sluice.dataplane.port.Burst;

/** Looks at the frames of a burst and sets the verdicts of those that are its own. Used by one thread. */
public interface BurstInspector {
    /** Looks at nothing: what is left is a wire. */
    BurstInspector NONE = new BurstInspector() {
        @Override
        public void onBurst(Burst burst) {}

        @Override
        public int onIdle() {
            return 0;
        }
    };

    /**
     * Inspects the frames whose symmetric hash belongs to this inspector.
     *
     * <p>Must not throw for anything a packet holds; what it throws all the same is caught by its stage.
     */
    void onBurst(Burst burst);

    /** Called when nothing was waiting: timers, housekeeping, adoption of a new rule set. Bounded work. */
    int onIdle();
}
