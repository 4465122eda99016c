package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluice.rules.model.RateFilter;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Suppression;
import org.sluice.rules.model.Threshold;

/**
 * A threshold file: how often rules speak, said apart from the rules. Lines are {@code threshold} or
 * {@code event_filter}, {@code suppress} and {@code rate_filter}, for one rule ({@code gen_id} and {@code sig_id}), all
 * of a generator ({@code sig_id 0}) or all there are ({@code gen_id 0, sig_id 0}). What is said of one rule goes before
 * what is said of many.
 */
public final class ThresholdConfig {
    /** Says nothing of any rule. */
    public static final ThresholdConfig EMPTY = new ThresholdConfig();

    private static final long ALL = 0;

    /** Which rules an entry is about; 0 means all. */
    record Target(long gid, long sid) {}

    private final Map<Target, Threshold> thresholds = new HashMap<>();
    private final Map<Target, RateFilter> rateFilters = new HashMap<>();
    private final Map<Target, List<Suppression>> suppressions = new HashMap<>();

    private ThresholdConfig() {}

    /** Reads a threshold file; lines that are wrong become problems and are left out. */
    public static ThresholdConfig parse(RuleFile file, RuleVariables variables, List<Problem> problems) {
        ThresholdConfig config = new ThresholdConfig();
        ThresholdGrammar grammar = new ThresholdGrammar(config, variables);
        RuleLines lines = new RuleLines(file.name(), file.content());
        RuleText line;
        while ((line = lines.next()) != null) {
            try {
                grammar.take(line.text());
            } catch (RuleException e) {
                problems.add(line.problem(e.offset(), Problem.Severity.ERROR, 0, e.reason(), e.getMessage(), e.hint()));
            }
        }
        return config;
    }

    void add(Target target, Threshold threshold) {
        thresholds.put(target, threshold);
    }

    void add(Target target, RateFilter filter) {
        rateFilters.put(target, filter);
    }

    void add(Target target, Suppression suppression) {
        suppressions.computeIfAbsent(target, unused -> new ArrayList<>()).add(suppression);
    }

    /**
     * The rule with the threshold this file gives it: one for it alone replaces its own, one for many does not.
     */
    public Rule apply(Rule rule) {
        Threshold own = thresholds.get(new Target(rule.meta().gid(), rule.meta().sid()));
        boolean hasRate = rule.threshold() != null || rule.detectionFilter() != null;
        Threshold found = own != null ? own : hasRate ? null : forMany(thresholds, rule);
        return found == null ? rule : rule.withThreshold(found);
    }

    /** The rate filter of that rule. */
    public Optional<RateFilter> rateFilter(Rule rule) {
        RateFilter own = rateFilters.get(new Target(rule.meta().gid(), rule.meta().sid()));
        return Optional.ofNullable(own != null ? own : forMany(rateFilters, rule));
    }

    /** All that is suppressed of that rule. */
    public List<Suppression> suppressions(Rule rule) {
        List<Suppression> all = new ArrayList<>();
        for (Target target : List.of(new Target(rule.meta().gid(), rule.meta().sid()),
                new Target(rule.meta().gid(), ALL), new Target(ALL, ALL))) {
            all.addAll(suppressions.getOrDefault(target, List.of()));
        }
        return all;
    }

    private static <T> T forMany(Map<Target, T> entries, Rule rule) {
        T ofGenerator = entries.get(new Target(rule.meta().gid(), ALL));
        return ofGenerator != null ? ofGenerator : entries.get(new Target(ALL, ALL));
    }
}
