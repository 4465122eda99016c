package org.sluice.dataplane.flow;

/** State of a TCP session as a device in the middle sees it (RFC 9293, section 3.3.2). Kept by the stream stage. */
public enum TcpState {
    /** No session: nothing seen that would begin one. */
    NONE("none"),
    SYN_SENT("syn_sent"),
    SYN_RECV("syn_recv"),
    ESTABLISHED("established"),
    FIN_WAIT1("fin_wait1"),
    FIN_WAIT2("fin_wait2"),
    TIME_WAIT("time_wait"),
    LAST_ACK("last_ack"),
    CLOSE_WAIT("close_wait"),
    CLOSING("closing"),
    CLOSED("closed");

    static final TcpState[] BY_CODE = values();

    private final String eveName;

    TcpState(String eveName) {
        this.eveName = eveName;
    }

    /** The value of {@code tcp.state} in flow events. */
    public String eveName() {
        return eveName;
    }

    /** Whether a SYN of another sequence number begins a new session on the same ports. */
    public boolean isReusable() {
        return this == TIME_WAIT || this == LAST_ACK || this == CLOSING || this == CLOSED;
    }
}
