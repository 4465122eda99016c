package org.sluice.rules.model;

/**
 * How often a match becomes an alert ({@code threshold}, and the entries of a threshold file).
 *
 * @param type the kind
 * @param track what is counted apart
 * @param count matches
 * @param seconds the time window
 * @param multiplier for BACKOFF: alert at count, count * multiplier, count * multiplier^2...; else 0
 */
public record Threshold(Type type, Track track, long count, long seconds, long multiplier) {
    /** The kind of threshold. */
    public enum Type {
        /** At most {@code count} alerts in the window. */
        LIMIT,
        /** One alert every {@code count} matches in the window. */
        THRESHOLD,
        /** One alert in the window, after {@code count} matches. */
        BOTH,
        /** Alerts ever more seldom. */
        BACKOFF
    }

    /** What is counted apart. */
    public enum Track {
        /** Each source address. */
        BY_SRC,
        /** Each destination address. */
        BY_DST,
        /** Each pair of addresses. */
        BY_BOTH,
        /** The rule as a whole. */
        BY_RULE,
        /** Each flow. */
        BY_FLOW
    }
}
