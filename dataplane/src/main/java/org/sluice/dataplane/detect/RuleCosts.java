package org.sluice.dataplane.detect;

import java.util.Arrays;

/**
 * What each rule costs: how often it was evaluated and matched, in how many steps and how many nanoseconds. Kept by one
 * worker, for a rule set. Taking the time costs some 60 ns an evaluation, so it is done on demand only.
 */
public final class RuleCosts {
    private long[] evaluations = new long[0];
    private long[] matches = new long[0];
    private long[] steps = new long[0];
    private long[] nanoseconds = new long[0];

    /** Begins anew, for that many rules. */
    void use(int rules) {
        evaluations = new long[rules];
        matches = new long[rules];
        steps = new long[rules];
        nanoseconds = new long[rules];
    }

    void add(int rule, long ns, int stepsTaken, boolean matched) {
        evaluations[rule]++;
        nanoseconds[rule] += ns;
        steps[rule] += stepsTaken;
        matches[rule] += matched ? 1 : 0;
    }

    /** Times the rule was a candidate whose clauses were looked at. */
    public long evaluations(int rule) {
        return evaluations[rule];
    }

    /** Evaluations in which all of it held. */
    public long matches(int rule) {
        return matches[rule];
    }

    /** Steps taken: instructions and 32-byte stretches searched. */
    public long steps(int rule) {
        return steps[rule];
    }

    /** Time taken, in nanoseconds. */
    public long nanoseconds(int rule) {
        return nanoseconds[rule];
    }

    /** Rules that were evaluated at all, the costliest first. */
    public int[] costliest() {
        Integer[] rules = new Integer[evaluations.length];
        Arrays.setAll(rules, rule -> rule);
        return Arrays.stream(rules).filter(rule -> evaluations[rule] > 0)
                .sorted((a, b) -> Long.compare(nanoseconds[b], nanoseconds[a])).mapToInt(Integer::intValue).toArray();
    }
}
