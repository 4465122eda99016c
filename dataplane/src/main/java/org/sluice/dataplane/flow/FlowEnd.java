package org.sluice.dataplane.flow;

/** Why a flow ended. */
public enum FlowEnd {
    /** Silent for the timeout of its protocol and state. */
    TIMEOUT("timeout"),
    /** Made room for another flow in a full table. */
    FORCED("forced"),
    /** The engine stops. */
    SHUTDOWN("shutdown"),
    /** A new TCP session began on the same addresses and ports. */
    TCP_REUSE("tcp_reuse");

    private final String eveName;

    FlowEnd(String eveName) {
        this.eveName = eveName;
    }

    /** The value of {@code flow.reason} in events. */
    public String eveName() {
        return eveName;
    }
}
