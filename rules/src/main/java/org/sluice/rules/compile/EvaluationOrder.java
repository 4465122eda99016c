package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.StateBits;
import org.sluice.rules.model.FlowInt;

/**
 * The order in which rules are evaluated: by action (pass, drop, reject, alert), then those that set flow bits before
 * those that ask for them, the same for flow numbers and for bits of hosts, then by priority, then as written.
 */
final class EvaluationOrder {
    private static final int SETS = 0;
    private static final int SETS_AND_ASKS = 1;
    private static final int ASKS = 2;
    private static final int NEITHER = 3;

    private EvaluationOrder() {
    }

    /**
     * Sorts rules.
     *
     * @param rules as written
     */
    static List<Rule> sorted(List<Rule> rules) {
        long[] keys = new long[rules.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) rank(rules.get(i)) << 32 | i;
        }
        Arrays.sort(keys);
        List<Rule> sorted = new ArrayList<>(keys.length);
        for (long key : keys) {
            sorted.add(rules.get((int) key));
        }
        return sorted;
    }

    /** Two bits for each condition, the weightiest first, then the priority, which is 1 to 255. */
    private static int rank(Rule rule) {
        int rank = actionRank(rule) << 2 | bits(rule, true);
        rank = rank << 4 | numbers(rule) << 2 | bits(rule, false);
        return rank << 8 | rule.meta().priority();
    }

    private static int actionRank(Rule rule) {
        return switch (rule.action()) {
            case PASS -> 0;
            case DROP -> 1;
            case REJECT, REJECT_DST, REJECT_BOTH -> 2;
            case ALERT, CONFIG -> 3;
        };
    }

    private static int bits(Rule rule, boolean ofFlow) {
        boolean asks = false;
        boolean sets = false;
        for (Match match : rule.matches()) {
            asks |= match instanceof StateBits bits && ofFlow == (bits.scope() == StateBits.Scope.FLOW);
        }
        for (Effect effect : rule.effects()) {
            sets |= effect instanceof StateBits bits && ofFlow == (bits.scope() == StateBits.Scope.FLOW);
        }
        return rank(sets, asks);
    }

    private static int numbers(Rule rule) {
        boolean asks = false;
        boolean sets = false;
        for (Match match : rule.matches()) {
            asks |= match instanceof FlowInt;
        }
        for (Effect effect : rule.effects()) {
            sets |= effect instanceof FlowInt;
        }
        return rank(sets, asks);
    }

    private static int rank(boolean sets, boolean asks) {
        return sets ? asks ? SETS_AND_ASKS : SETS : asks ? ASKS : NEITHER;
    }
}
