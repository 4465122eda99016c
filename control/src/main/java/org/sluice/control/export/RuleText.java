package org.sluice.control.export;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an operator reads about a rule.
 *
 * @param msg        its message
 * @param category   description of its class type, empty when none
 * @param severity   its priority, 1 the worst
 * @param references as {@code url,example.org/...}, resolved to what EVE prints
 * @param metadata   values by key
 * @param source     file:line it came from, or the rule itself; empty when not known
 */
public record RuleText(
    String msg, String category, int severity, List<String> references, Map<String, List<String>> metadata,
    String source) {
    /** Severity of a rule that says none. */
    public static final int DEFAULT_SEVERITY = 3;
    /** Stands in where the catalog knows no rule. */
    public static final RuleText UNKNOWN = new RuleText("", "", DEFAULT_SEVERITY, List.of(), Map.of(), "");

    /** Checks and copies. */
    public RuleText {
        Objects.requireNonNull(msg);
        Objects.requireNonNull(category);
        Objects.requireNonNull(source);
        references = List.copyOf(references);
        metadata = Map.copyOf(metadata);
    }
}
