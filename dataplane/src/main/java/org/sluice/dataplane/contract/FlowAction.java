package org.sluice.dataplane.contract;

/** What was decided for all packets of a flow. */
public enum FlowAction {
    /** Nothing. */
    NONE(""),
    /** Dropped. */
    DROP("drop"),
    /** Passed without inspection. */
    PASS("pass");

    private static final FlowAction[] VALUES = values();

    private final String jsonName;

    FlowAction(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code flow.action} in EVE JSON, empty for {@link #NONE} */
    public String jsonName() {
        return jsonName;
    }

    static FlowAction of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
