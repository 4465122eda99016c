package org.sluice.dataplane.contract;

/** What an exception policy does. Names are Suricata's. */
public enum PolicyAction {
    /** Goes on as if nothing had happened. */
    IGNORE("ignore"),
    /** Forwards this packet without further inspection. */
    PASS_PACKET("pass_packet"),
    /** Forwards the flow's packets without further inspection. */
    PASS_FLOW("pass_flow"),
    /** Stops tracking and inspecting the flow. */
    BYPASS("bypass"),
    /** Drops this packet. */
    DROP_PACKET("drop_packet"),
    /** Drops the flow. */
    DROP_FLOW("drop_flow"),
    /** Drops the flow and tells its ends. */
    REJECT("reject");

    private final String counterSuffix;

    PolicyAction(final String counterSuffix) {
        this.counterSuffix = counterSuffix;
    }

    /** @return last part of the counter's name */
    public String counterSuffix() {
        return counterSuffix;
    }
}
