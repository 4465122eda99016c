package org.sluice.dataplane.detect;

/** Counts what rules cost beyond their budget, and takes those out that do it again and again. One per worker. */
final class Quarantine {
    private final int limit;
    private int[] overruns = new int[0];

    Quarantine(int limit) {
        this.limit = limit;
    }

    /** Begins anew with a rule set: its rules are others. */
    void use(RuleSet rules) {
        overruns = new int[rules.ruleCount()];
    }

    /** Counts an overrun; whether it is the one that takes the rule out. */
    boolean overrun(int rule) {
        return ++overruns[rule] == limit;
    }

    boolean holds(int rule) {
        return overruns[rule] >= limit;
    }

    /** Overruns of a rule. */
    int overruns(int rule) {
        return overruns[rule];
    }
}
