package org.sluice.rules.image;

/** Rows of {@link ImageSection#THRESHOLDS}: how often a rule's matches become alerts, and when they count at all. */
public final class Thresholds {
    /** Words of a row. */
    public static final int WORDS = 8;
    /** Word: {@link #LIMIT}... */
    public static final int TYPE = 0;
    /** Word: {@link #BY_SOURCE}... */
    public static final int TRACK = 1;
    /** Word: matches. */
    public static final int COUNT = 2;
    /** Word: seconds of the window. */
    public static final int SECONDS = 3;
    /** Word: for BACKOFF the multiplier; for RATE the {@link RuleAction} ordinal that takes over. */
    public static final int PARAMETER = 4;
    /** Word: for RATE the seconds it takes over for. */
    public static final int TIMEOUT = 5;
    /** Word: address set of SUPPRESS, 0 for all. */
    public static final int ADDRESS_SET = 6;
    /** Word: the next row of the same rule, or -1. */
    public static final int NEXT = 7;

    /** At most COUNT alerts in the window. */
    public static final int LIMIT = 0;
    /** One alert every COUNT matches in the window. */
    public static final int THRESHOLD = 1;
    /** One alert in the window, after COUNT matches. */
    public static final int BOTH = 2;
    /** Alerts ever more seldom. */
    public static final int BACKOFF = 3;
    /** No match until there were more than COUNT in the window ({@code detection_filter}). */
    public static final int DETECTION_FILTER = 4;
    /** Another action once there were more than COUNT in the window ({@code rate_filter}). */
    public static final int RATE = 5;
    /** No alert for these addresses ({@code suppress}). */
    public static final int SUPPRESS = 6;

    public static final int BY_SOURCE = 0;
    public static final int BY_DESTINATION = 1;
    public static final int BY_BOTH = 2;
    public static final int BY_RULE = 3;
    public static final int BY_FLOW = 4;

    private Thresholds() {
    }
}
