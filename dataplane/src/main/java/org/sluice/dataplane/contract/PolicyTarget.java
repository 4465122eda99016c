package org.sluice.dataplane.contract;

/** Situations that an exception policy decides. Each target and action pair has a counter. */
public enum PolicyTarget {
    /** Defragmentation has no memory left. */
    DEFRAG_MEMCAP("defrag.memcap_exception_policy"),
    /** Fragments overlap with different bytes. */
    FRAGMENT_OVERLAP("defrag.overlap_exception_policy"),
    /** The flow table is full. */
    FLOW_MEMCAP("flow.memcap_exception_policy"),
    /** No memory left for a TCP session. */
    STREAM_MEMCAP("tcp.ssn_memcap_exception_policy"),
    /** No memory left for reassembly. */
    REASSEMBLY_MEMCAP("tcp.reassembly_exception_policy"),
    /** A TCP session whose beginning was not seen. */
    MIDSTREAM("tcp.midstream_exception_policy"),
    /** An app-layer parser gave up. */
    APP_ERROR("app_layer.error_exception_policy"),
    /** The packet cannot be decoded. */
    DECODE_ERROR("decoder.error_exception_policy"),
    /** Detection ran out of its budget. */
    DETECT_BUDGET("detect.budget_exception_policy"),
    /** Too much traffic to inspect. */
    OVERLOAD("overload.exception_policy"),
    /** Inspection failed with an internal error. */
    INSPECTION_ERROR("inspection.error_exception_policy");

    private final String counterPrefix;

    PolicyTarget(final String counterPrefix) {
        this.counterPrefix = counterPrefix;
    }

    /**
     * @param action taken
     * @return name of the counter
     */
    public String counterName(final PolicyAction action) {
        return counterPrefix + '.' + action.counterSuffix();
    }
}
