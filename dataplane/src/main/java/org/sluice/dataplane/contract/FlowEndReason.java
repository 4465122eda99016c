package org.sluice.dataplane.contract;

/** Why a flow's record was closed. */
public enum FlowEndReason {
    /** Idle for longer than its state allows. */
    TIMEOUT("timeout"),
    /** Evicted to make room. */
    FORCED("forced"),
    /** The engine stopped. */
    SHUTDOWN("shutdown"),
    /** The same tuple began anew. */
    TCP_REUSE("tcp_reuse");

    private static final FlowEndReason[] VALUES = values();

    private final String jsonName;

    FlowEndReason(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code flow.reason} in EVE JSON */
    public String jsonName() {
        return jsonName;
    }

    static FlowEndReason of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : TIMEOUT;
    }
}
