package org.sluice.rules.compile;

import org.sluice.rules.image.RuleAction;
import org.sluice.rules.image.Thresholds;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.RateFilter;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Suppression;
import org.sluice.rules.model.Threshold;
import org.sluice.rules.text.ThresholdConfig;

/**
 * The thresholds of all rules, as rows: a rule's are linked, {@code detection_filter} first, what a threshold file adds
 * last.
 */
final class ThresholdTable {
    private final IntList rows = new IntList();
    private final ThresholdConfig config;
    private final AddressTable addresses;

    /**
     * @param config the threshold file
     * @param addresses gives suppressed addresses their set
     */
    ThresholdTable(ThresholdConfig config, AddressTable addresses) {
        this.config = config;
        this.addresses = addresses;
    }

    /** Adds a rule's; returns its first row, or -1. */
    int add(Rule written) {
        Rule rule = config.apply(written);
        int next = -1;
        for (Suppression suppression : config.suppressions(rule)) {
            next = add(suppression, next);
        }
        RateFilter rate = config.rateFilter(rule).orElse(null);
        if (rate != null) {
            next = add(rate, next);
        }
        Threshold threshold = rule.threshold();
        if (threshold != null) {
            int type = switch (threshold.type()) {
                case LIMIT -> Thresholds.LIMIT;
                case THRESHOLD -> Thresholds.THRESHOLD;
                case BOTH -> Thresholds.BOTH;
                case BACKOFF -> Thresholds.BACKOFF;
            };
            next = add(type, threshold.track(), threshold.count(), threshold.seconds(), threshold.multiplier(), next);
        }
        DetectionFilter filter = rule.detectionFilter();
        if (filter != null) {
            next = add(Thresholds.DETECTION_FILTER, filter.track(), filter.count(), filter.seconds(), 0, next);
        }
        return next;
    }

    private int add(Suppression suppression, int next) {
        int row = rows.size() / Thresholds.WORDS;
        int side = switch (suppression.side()) {
            case SOURCE -> Thresholds.BY_SOURCE;
            case DESTINATION -> Thresholds.BY_DESTINATION;
            case ANY, BOTH -> Thresholds.BY_BOTH;
        };
        rows.addAll(Thresholds.SUPPRESS, side, 0, 0, 0, 0, addresses.add(suppression.addresses()), next);
        return row;
    }

    private int add(RateFilter filter, int next) {
        int row = rows.size() / Thresholds.WORDS;
        RuleAction action = RuleAction.valueOf(filter.newAction().name());
        rows.addAll(Thresholds.RATE, track(filter.track()), clamp(filter.count()), clamp(filter.seconds()), action.ordinal(),
                clamp(filter.timeoutSeconds()), 0, next);
        return row;
    }

    private int add(int type, Threshold.Track track, long count, long seconds, long parameter, int next) {
        int row = rows.size() / Thresholds.WORDS;
        rows.addAll(type, track(track), clamp(count), clamp(seconds), clamp(parameter), 0, 0, next);
        return row;
    }

    private static int track(Threshold.Track track) {
        return switch (track) {
            case BY_SRC -> Thresholds.BY_SOURCE;
            case BY_DST -> Thresholds.BY_DESTINATION;
            case BY_BOTH -> Thresholds.BY_BOTH;
            case BY_RULE -> Thresholds.BY_RULE;
            case BY_FLOW -> Thresholds.BY_FLOW;
        };
    }

    private static int clamp(long value) {
        return Math.clamp(value, 0, Integer.MAX_VALUE);
    }

    int[] toArray() {
        return rows.toArray();
    }
}
