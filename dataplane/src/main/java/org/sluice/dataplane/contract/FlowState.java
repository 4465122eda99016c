package org.sluice.dataplane.contract;

/** State of a flow when it ended. */
public enum FlowState {
    /** Seen in one direction only. */
    NEW("new"),
    /** Seen in both, or past the TCP handshake. */
    ESTABLISHED("established"),
    /** Closed by the protocol. */
    CLOSED("closed"),
    /** No longer inspected. */
    BYPASSED("bypassed");

    private static final FlowState[] VALUES = values();

    private final String jsonName;

    FlowState(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code flow.state} in EVE JSON */
    public String jsonName() {
        return jsonName;
    }

    static FlowState of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NEW;
    }
}
