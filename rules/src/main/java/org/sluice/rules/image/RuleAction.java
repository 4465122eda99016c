package org.sluice.rules.image;

/** What a rule does at a match, in order of evaluation. The ordinal is what images and events carry: append only. */
public enum RuleAction {
    /** Inspect no further, let through. */
    PASS,
    /** Drop the packet, and its flow where the rule is about the flow. */
    DROP,
    /** Drop, and tell the source. */
    REJECT,
    /** Drop, and tell the destination. */
    REJECT_DST,
    /** Drop, and tell both. */
    REJECT_BOTH,
    /** Report only. */
    ALERT,
    /** Change what is logged. */
    CONFIG;

    private static final RuleAction[] VALUES = values();

    /** The action with that ordinal. */
    public static RuleAction of(int ordinal) {
        return VALUES[ordinal];
    }

    /** How many there are. */
    public static int count() {
        return VALUES.length;
    }

    /** Whether the packet is dropped. */
    public boolean drops() {
        return this == DROP || this == REJECT || this == REJECT_DST || this == REJECT_BOTH;
    }
}
