package org.sluice.dataplane.app;

/** What to do with a flow whose application layer cannot be followed; names as in Suricata's exception policies. */
public enum AppPolicy {
    /** Nothing special: payload rules still apply. */
    IGNORE("ignore"),
    /** No more application-layer inspection of the flow; its packets go on. */
    BYPASS("bypass"),
    /** Let the flow pass uninspected. */
    PASS_FLOW("pass-flow"),
    /** Drop this packet. */
    DROP_PACKET("drop-packet"),
    /** Drop this packet and all that follow in the flow. */
    DROP_FLOW("drop-flow"),
    /** Drop the flow and tell both ends. */
    REJECT("reject");

    private final String settingName;

    AppPolicy(String settingName) {
        this.settingName = settingName;
    }

    /** The value in the configuration. */
    public String settingName() {
        return settingName;
    }
}
