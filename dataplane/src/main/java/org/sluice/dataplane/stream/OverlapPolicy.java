package org.sluice.dataplane.stream;

/** What happens to a packet that repeats bytes of the stream differently ({@code stream.reassembly.overlap-policy}). */
public enum OverlapPolicy {
    /** It is dropped: the receiver may not have got the first copy, and would believe the second. */
    DROP("drop"),
    /** It is forwarded; the stream keeps the bytes that were accepted first. */
    IGNORE("ignore");

    private final String settingName;

    OverlapPolicy(String settingName) {
        this.settingName = settingName;
    }

    /** The name in the configuration. */
    public String settingName() {
        return settingName;
    }

    /**
     * The policy of a configuration value.
     *
     * @throws IllegalArgumentException when there is no such policy; says what is allowed
     */
    public static OverlapPolicy byName(String name) {
        for (OverlapPolicy policy : values()) {
            if (policy.settingName.equals(name)) {
                return policy;
            }
        }
        String reason = name.equals("normalise")
                ? " (packets are not rewritten with the first bytes: frames pass byte for byte)" : "";
        throw new IllegalArgumentException(
                "stream.reassembly.overlap-policy is '" + name + "'; allowed are drop, ignore" + reason);
    }
}
