package org.sluice.dataplane.contract;

/** What became of the whole packet in the end, whatever the single rule asked for. */
public enum VerdictAction {
    /** Not said. */
    NONE(""),
    /** Forwarded. */
    ALERT("alert"),
    /** Forwarded by a pass rule. */
    PASS("pass"),
    /** Not forwarded. */
    DROP("drop");

    private static final VerdictAction[] VALUES = values();

    private final String jsonName;

    VerdictAction(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code verdict.action} in EVE JSON, empty for {@link #NONE} */
    public String jsonName() {
        return jsonName;
    }

    static VerdictAction of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
