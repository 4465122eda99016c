package org.sluice.rules.image;

/** Bits of a rule's word in {@link ImageSection#RULE_FLAGS}; its lowest byte is the ordinal of {@link RuleAction}. */
public final class RuleFlags {
    /** The action's bits. */
    public static final int ACTION_MASK = 0xff;
    /** Its payload clauses look at single TCP packets. Payload of other protocols is always that of single packets. */
    public static final int ON_TCP_PACKET = 1 << 8;
    /** Its payload clauses look at the reassembled stream of TCP. */
    public static final int ON_STREAM = 1 << 9;
    /** It looks at transactions. */
    public static final int ON_TRANSACTION = 1 << 10;
    /** Addresses, protocol and flow variables alone: asked once per flow and direction. */
    public static final int IP_ONLY = 1 << 11;
    /** Does all but report. */
    public static final int NO_ALERT = 1 << 12;
    /** The header fits with its two ends exchanged too. */
    public static final int BIDIRECTIONAL = 1 << 13;
    /** Drop and pass hold for the flow. */
    public static final int ACTION_ON_FLOW = 1 << 14;
    /** Drop and pass hold for the flow when the match was in the stream or in a transaction. */
    public static final int ACTION_ON_FLOW_IF_STATEFUL = 1 << 15;
    /** Asked once per flow and direction, when the protocol is found. */
    public static final int PROTOCOL_ONLY = 1 << 16;
    /** Some clause looks at payload. */
    public static final int HAS_PAYLOAD_CLAUSE = 1 << 17;
    /** A source or destination address set other than any. */
    public static final int HAS_ADDRESSES = 1 << 18;
    /** A source or destination port set other than any. */
    public static final int HAS_PORTS = 1 << 19;
    /** The rest of the flow is not inspected after a match. */
    public static final int BYPASS = 1 << 20;
    /** Transactions of both directions are looked at together. */
    public static final int BOTH_DIRECTIONS = 1 << 21;
    /** The target of the attack is the packet's source. */
    public static final int TARGET_SOURCE = 1 << 22;
    /** The target of the attack is the packet's destination. */
    public static final int TARGET_DESTINATION = 1 << 23;

    /** Matches a transaction again at each piece that comes, until the half it is about is complete. */
    public static final int LASTING = 1 << 24;

    private RuleFlags() {
    }
}
