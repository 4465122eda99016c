package org.sluice.dataplane.flow;

/**
 * Where the fields of a flow's record lie. Three cache lines: all that a packet of a known flow reads and writes; what
 * a flow is; what is seldom needed. Multi-byte fields are in the machine's order, which is little endian.
 *
 * <pre>
 *        0       8            12     16          24                         32           48
 *   +0   | hash  | client end | slot | last seen | flags, states, status   | packets[2] | bytes[2]               |
 *   +64  | client high, low   | server high, low | ports, port index | meta | start      | id                     |
 *   +128 | timer next, previous, slot, chain     | alerts, reason | app protocol[2] | engines | ISN, kind | late SYN |
 * </pre>
 *
 * A packet belongs to the flow whose 64 bits of keyed hash it has, one of whose ends has the 32 bits of
 * {@link #CLIENT_END}. That two flows agree in both by chance has a probability of 2^-96 a pair.
 */
final class FlowRecord {
    static final int BYTES = 192;

    static final int HASH = 0;
    /** int: of the hash of the client's address and port, the low half. */
    static final int CLIENT_END = 8;
    /** int: slot of the TCP session, or -1. */
    static final int STREAM_SLOT = 12;
    static final int LAST_SEEN_NS = 16;
    /** long: the four fields below. */
    static final int FLAGS = 24;
    /** byte[2] by direction: all TCP flags seen. */
    static final int TCP_FLAGS = 24;
    /** byte: ordinal of {@link FlowState}. */
    static final int STATE = 26;
    /** byte: ordinal of {@link TcpState}. */
    static final int TCP_STATE = 27;
    /** int: bits of {@link Flow}'s STATUS constants. */
    static final int STATUS = 28;
    /** long[2] by direction. */
    static final int PACKETS = 32;
    /** long[2] by direction. */
    static final int BYTES_SEEN = 48;

    static final int CLIENT_HIGH = 64;
    static final int CLIENT_LOW = 72;
    static final int SERVER_HIGH = 80;
    static final int SERVER_LOW = 88;
    /** int: client's port in the high half, server's in the low. */
    static final int PORTS = 96;
    /** int: port of the first packet. */
    static final int PORT_INDEX = 100;
    /** long: see {@link FlowKey#meta}; 0 in a free record. */
    static final int META = 104;
    static final int START_NS = 112;
    static final int ID = 120;

    static final int TIMER_NEXT = 128;
    static final int TIMER_PREVIOUS = 132;
    /** int: slot of the wheel, or -1. */
    static final int TIMER_SLOT = 136;
    /** int: next of an overflowed bucket, or -1. */
    static final int CHAIN_NEXT = 140;
    static final int ALERTS = 144;
    static final int DROP_REASON = 148;
    /** int[2] by direction. */
    static final int APP_PROTOCOL = 152;
    static final int ENGINES_SEEN = 160;
    static final int CLIENT_ISN = 168;
    /** int: ordinal of {@link FlowTimeouts.Kind}. */
    static final int TIMEOUT_KIND = 172;

    /** int: sequence number of a SYN amid the session, valid with {@link #SYN_ACK_PORT}. */
    static final int LATE_SYN = 176;
    /** int: index plus 1 of the port that the answer to that SYN would come in at, or 0. */
    static final int SYN_ACK_PORT = 180;

    private FlowRecord() {
    }
}
