package org.sluice.dataplane.flow;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What happens to a packet that cannot be handled as it should be; the values of the {@code ...-policy} settings. */
public enum ExceptionPolicy {
    /** Go on as well as is possible. */
    IGNORE("ignore"),
    /** Forward this packet uninspected. */
    PASS_PACKET("pass-packet"),
    /** Forward this packet and the rest of its flow uninspected. */
    PASS_FLOW("pass-flow"),
    /** Forward the flow without looking at it any more. */
    BYPASS("bypass"),
    /** Drop this packet. */
    DROP_PACKET("drop-packet"),
    /** Drop this packet and the rest of its flow. */
    DROP_FLOW("drop-flow"),
    /** Drop the flow, and tell both sides. */
    REJECT("reject");

    private final String settingName;

    ExceptionPolicy(String settingName) {
        this.settingName = settingName;
    }

    /** The name in the configuration. */
    public String settingName() {
        return settingName;
    }

    /** Whether the packet is dropped. */
    public boolean drops() {
        return this == DROP_PACKET || this == DROP_FLOW || this == REJECT;
    }

    /**
     * The policy of a configuration value.
     *
     * @throws IllegalArgumentException when there is no such policy; names the value and those allowed
     */
    public static ExceptionPolicy byName(String name) {
        for (ExceptionPolicy policy : values()) {
            if (policy.settingName.equals(name)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("no policy is called '" + name + "'; allowed are "
                + Arrays.stream(values()).map(ExceptionPolicy::settingName).collect(Collectors.joining(", ")));
    }
}
