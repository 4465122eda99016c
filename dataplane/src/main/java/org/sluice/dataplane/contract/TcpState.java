package org.sluice.dataplane.contract;

/** TCP state of a flow (RFC 9293, 3.3.2). */
public enum TcpState {
    /** Not TCP, or no session was made. */
    NONE("none"),
    /** LISTEN. */
    LISTEN("listen"),
    /** SYN-SENT. */
    SYN_SENT("syn_sent"),
    /** SYN-RECEIVED. */
    SYN_RECV("syn_recv"),
    /** ESTABLISHED. */
    ESTABLISHED("established"),
    /** FIN-WAIT-1. */
    FIN_WAIT1("fin_wait1"),
    /** FIN-WAIT-2. */
    FIN_WAIT2("fin_wait2"),
    /** TIME-WAIT. */
    TIME_WAIT("time_wait"),
    /** LAST-ACK. */
    LAST_ACK("last_ack"),
    /** CLOSE-WAIT. */
    CLOSE_WAIT("close_wait"),
    /** CLOSING. */
    CLOSING("closing"),
    /** CLOSED. */
    CLOSED("closed");

    private static final TcpState[] VALUES = values();

    private final String jsonName;

    TcpState(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code tcp.state} in EVE JSON */
    public String jsonName() {
        return jsonName;
    }

    static TcpState of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
