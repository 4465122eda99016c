package org.sluice.dataplane.contract;

/** Which end a rejection was sent to. */
public enum RejectTarget {
    /** Nobody. */
    NONE(""),
    /** The server. */
    TO_SERVER("to_server"),
    /** The client. */
    TO_CLIENT("to_client"),
    /** Both ends. */
    BOTH("both");

    private static final RejectTarget[] VALUES = values();

    private final String jsonName;

    RejectTarget(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code verdict.reject-target} in EVE JSON, empty for {@link #NONE} */
    public String jsonName() {
        return jsonName;
    }

    static RejectTarget of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
