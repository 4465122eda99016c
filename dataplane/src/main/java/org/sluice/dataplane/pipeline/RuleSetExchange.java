package org.sluice.dataplane.pipeline;

import org.sluice.dataplane.detect.RuleSet;

/**
 * Hands rule sets from the conductor to the inspectors. The conductor publishes; each inspector takes the newest
 * between two bursts and says which it has; a rule set that nobody has any more can be closed.
 */
public final class RuleSetExchange {
    private volatile RuleSet published;
    private final Slot[] slots;

    /** What one inspector has. Written by its thread, read by the conductor. */
    private static final class Slot {
        volatile RuleSet adopted;
    }

    /** @param inspectors how many take part */
    public RuleSetExchange(int inspectors) {
        slots = new Slot[inspectors];
        for (int i = 0; i < inspectors; i++) {
            slots[i] = new Slot();
        }
    }

    /** Conductor: puts {@code rules} into force. */
    public void publish(RuleSet rules) {
        published = rules;
    }

    /** The newest rule set, or null when there was none yet. */
    public RuleSet published() {
        return published;
    }

    /** Inspector {@code index}: has {@code rules} in use, and no other. */
    public void adopted(int index, RuleSet rules) {
        slots[index].adopted = rules;
    }

    /** Whether every inspector has {@code rules} in use. */
    public boolean isAdoptedByAll(RuleSet rules) {
        for (Slot slot : slots) {
            if (slot.adopted != rules) {
                return false;
            }
        }
        return true;
    }
}
