package org.sluice.control.config;

/** What happens when something cannot be handled as it should be. Names are Suricata's. */
public enum Policy {
    /** As the top-level {@code exception-policy} says. */
    AUTO,
    /** Go on as well as is possible. */
    IGNORE,
    /** Forward this packet uninspected. */
    PASS_PACKET,
    /** Forward this packet and the rest of its flow uninspected. */
    PASS_FLOW,
    /** Forward the flow without looking at it any more. */
    BYPASS,
    /** Drop this packet. */
    DROP_PACKET,
    /** Drop this packet and the rest of its flow. */
    DROP_FLOW,
    /** Drop the flow, and tell both sides. */
    REJECT
}
