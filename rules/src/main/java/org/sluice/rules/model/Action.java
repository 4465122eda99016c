package org.sluice.rules.model;

import java.util.Optional;

/** What a rule does with the packet it matches, in the order rules are evaluated: pass first, alert last. */
public enum Action {
    /** Inspect no further, let through. */
    PASS("pass"),
    /** Drop, and the rest of the flow with it. */
    DROP("drop"),
    /** Drop and send a reset or unreachable to the packet's source ({@code rejectsrc} is the same). */
    REJECT("reject"),
    /** Drop and send a reset or unreachable to the packet's destination. */
    REJECT_DST("rejectdst"),
    /** Drop and send a reset or unreachable to both. */
    REJECT_BOTH("rejectboth"),
    /** Report only. */
    ALERT("alert"),
    /** Change what is logged ({@code config:} keyword). */
    CONFIG("config");

    private final String ruleName;

    Action(String ruleName) {
        this.ruleName = ruleName;
    }

    /** The name in rules. */
    public String ruleName() {
        return ruleName;
    }

    /** Whether the packet is dropped. */
    public boolean drops() {
        return this == DROP || isReject();
    }

    /** Whether somebody is sent a reset or unreachable. */
    public boolean isReject() {
        return this == REJECT || this == REJECT_DST || this == REJECT_BOTH;
    }

    /** The action of that rule name, in lower case; {@code rejectsrc} is {@link #REJECT}. */
    public static Optional<Action> byName(String name) {
        return Optional.ofNullable(switch (name) {
            case "pass" -> PASS;
            case "drop" -> DROP;
            case "reject", "rejectsrc" -> REJECT;
            case "rejectdst" -> REJECT_DST;
            case "rejectboth" -> REJECT_BOTH;
            case "alert" -> ALERT;
            case "config" -> CONFIG;
            default -> null;
        });
    }
}
