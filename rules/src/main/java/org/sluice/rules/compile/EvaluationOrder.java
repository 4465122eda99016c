package org.sluice.rules.compile;

import java.util.Comparator;
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

    /** Compares by all but the place in the files: sort a list in that order with it, stably. */
    static Comparator<Rule> comparator() {
        return Comparator.<Rule>comparingInt(rule -> actionRank(rule))
                .thenComparingInt(rule -> bits(rule, true))
                .thenComparingInt(EvaluationOrder::numbers)
                .thenComparingInt(rule -> bits(rule, false))
                .thenComparingInt(rule -> rule.meta().priority());
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
