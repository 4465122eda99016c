package org.sluice.dataplane.detect;

import java.util.Arrays;

/** Counts what rules cost beyond their budget, and takes those out that do it again and again. One per worker. */
final class Quarantine {
    private final int limit;
    private int[] overruns = new int[0];

    Quarantine(int limit) {
        this.limit = limit;
    }

    /** Begins anew with a rule set: its rules are others. Room for more rules than ever before is taken with some to spare. */
    void use(RuleSet rules) {
        int count = rules.ruleCount();
        if (overruns.length < count) {
            overruns = new int[count + count / 8];
        } else {
            Arrays.fill(overruns, 0, count, 0);
        }
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
