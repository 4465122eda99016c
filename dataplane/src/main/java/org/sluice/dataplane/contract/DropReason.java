package org.sluice.dataplane.contract;

/** Why a packet was not forwarded: each has a name in EVE JSON and a counter. Names are Suricata's where it has one. */
public enum DropReason {
    /** No reason was given: a bug worth reporting. */
    UNKNOWN("unknown"),
    /** The packet could not be decoded and the policy drops such packets. */
    DECODE_ERROR("decode error"),
    /** Defragmentation refused the fragment. */
    DEFRAG_ERROR("defrag error"),
    /** Defragmentation had no memory left. */
    DEFRAG_MEMCAP("defrag memcap"),
    /** The flow table was full. */
    FLOW_MEMCAP("flow memcap"),
    /** Its flow was dropped before. */
    FLOW_DROP("flow drop"),
    /** The packet does not fit its TCP session. */
    STREAM_ERROR("stream error"),
    /** No memory left for a TCP session. */
    STREAM_MEMCAP("stream memcap"),
    /** A TCP session whose beginning was not seen. */
    STREAM_MIDSTREAM("stream midstream"),
    /** Reassembly refused the segment, or had no memory left. */
    STREAM_REASSEMBLY("stream reassembly"),
    /** Urgent data, which the policy drops. */
    STREAM_URGENT("stream urgent"),
    /** An app-layer parser gave up and the policy drops. */
    APPLAYER_ERROR("applayer error"),
    /** No memory left for the app layer. */
    APPLAYER_MEMCAP("applayer memcap"),
    /** A drop or reject rule. */
    RULES("rules"),
    /** A rate_filter turned a rule's alert into a drop. */
    RULES_THRESHOLD("threshold detection_filter"),
    /** A packet inside this tunnel frame was dropped. */
    INNER_PACKET("tunnel packet drop"),
    /** An exception policy dropped the flow before. */
    EXCEPTION_POLICY_FLOW("exception policy flow drop"),
    /** The default of the packet hooks' policy. */
    DEFAULT_PACKET_POLICY("default packet policy"),
    /** The default of the app-layer hooks' policy. */
    DEFAULT_APP_POLICY("default app policy"),
    /** A rule hooked before stream handling. */
    PRE_STREAM_HOOK("pre stream hook"),
    /** A rule hooked before flow handling. */
    PRE_FLOW_HOOK("pre flow hook"),
    /** Detection ran out of its budget and the policy drops. */
    DETECT_BUDGET("detect budget"),
    /** Too much traffic to inspect and the overload policy drops. */
    OVERLOAD("overload"),
    /** Inspection failed with an internal error and the policy drops. */
    INSPECTION_ERROR("inspection error"),
    /** A guard (rate limit, SYN proxy) dropped it. */
    GUARD("guard"),
    /** An address on the block list. */
    BLOCK_LIST("block list"),
    /** The access policy forbids it. */
    ACCESS_POLICY("access policy"),
    /** The other port did not take it. */
    TRANSMIT("transmit failed");

    private static final DropReason[] VALUES = values();

    private final String jsonName;
    private final String counterName;

    DropReason(final String jsonName) {
        this.jsonName = jsonName;
        this.counterName = "ips.drop_reason." + jsonName.replace(' ', '_');
    }

    /** @return {@code drop.reason} in EVE JSON */
    public String jsonName() {
        return jsonName;
    }

    /** @return name of the counter of packets dropped for this reason */
    public String counterName() {
        return counterName;
    }

    static DropReason of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : UNKNOWN;
    }
}
