package org.sluice.dataplane.flow;

/**
 * Where the fields of a flow's record lie. Three cache lines: what a look-up compares and each packet writes, what is
 * counted, and what is seldom needed.
 *
 * <pre>
 *        0       8       16      24      32          40    48        56                       64
 *   +0   | client high, low | server high, low | ports, slot | meta | last seen | flags, states, status |
 *   +64  | packets[2]       | bytes[2]         | start | id  | timer next, previous | timer slot, chain |
 *   +128 | hash | alerts, drop reason | app protocol[2] | engines seen | client ISN, timeout kind | unused...
 * </pre>
 */
final class FlowRecord {
    static final int BYTES = 192;

    static final int CLIENT_HIGH = 0;
    static final int CLIENT_LOW = 8;
    static final int SERVER_HIGH = 16;
    static final int SERVER_LOW = 24;
    /** int: client's port in the high half, server's in the low. */
    static final int PORTS = 32;
    /** int: slot of the TCP session, or -1. */
    static final int STREAM_SLOT = 36;
    /** long: see {@link FlowKey#meta}; 0 in a free record. */
    static final int META = 40;
    static final int LAST_SEEN_NS = 48;
    /** byte[2] by direction: all TCP flags seen. */
    static final int TCP_FLAGS = 56;
    /** byte: ordinal of {@link FlowState}. */
    static final int STATE = 58;
    /** byte: ordinal of {@link TcpState}. */
    static final int TCP_STATE = 59;
    /** int: bits of {@link Flow}'s STATUS constants. */
    static final int STATUS = 60;

    /** long[2] by direction. */
    static final int PACKETS = 64;
    /** long[2] by direction. */
    static final int BYTES_SEEN = 80;
    static final int START_NS = 96;
    static final int ID = 104;
    static final int TIMER_NEXT = 112;
    static final int TIMER_PREVIOUS = 116;
    /** int: slot of the wheel, or -1. */
    static final int TIMER_SLOT = 120;
    /** int: next of an overflowed bucket, or -1. */
    static final int CHAIN_NEXT = 124;

    static final int HASH = 128;
    static final int ALERTS = 136;
    static final int DROP_REASON = 140;
    /** int[2] by direction. */
    static final int APP_PROTOCOL = 144;
    static final int ENGINES_SEEN = 152;
    static final int CLIENT_ISN = 160;
    /** int: ordinal of {@link FlowTimeouts.Kind}. */
    static final int TIMEOUT_KIND = 164;
    /** int: port of the first packet. */
    static final int PORT_INDEX = 168;

    private FlowRecord() {
    }
}
