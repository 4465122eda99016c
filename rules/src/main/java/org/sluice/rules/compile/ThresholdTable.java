package org.sluice.rules.compile;

import org.sluice.rules.image.Thresholds;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Threshold;

/** The thresholds of all rules, as rows: a rule's are linked, {@code detection_filter} first. */
final class ThresholdTable {
    private final IntList rows = new IntList();

    /** Adds a rule's; returns its first row, or -1. */
    int add(Rule rule) {
        int next = -1;
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

    private int add(int type, Threshold.Track track, long count, long seconds, long parameter, int next) {
        int row = rows.size() / Thresholds.WORDS;
        int by = switch (track) {
            case BY_SRC -> Thresholds.BY_SOURCE;
            case BY_DST -> Thresholds.BY_DESTINATION;
            case BY_BOTH -> Thresholds.BY_BOTH;
            case BY_RULE -> Thresholds.BY_RULE;
            case BY_FLOW -> Thresholds.BY_FLOW;
        };
        rows.addAll(type, by, clamp(count), clamp(seconds), clamp(parameter), 0, 0, next);
        return row;
    }

    private static int clamp(long value) {
        return Math.clamp(value, 0, Integer.MAX_VALUE);
    }

    int[] toArray() {
        return rows.toArray();
    }
}
