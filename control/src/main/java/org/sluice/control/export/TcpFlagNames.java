package org.sluice.control.export;

/** TCP flags as EVE names them. */
final class TcpFlagNames {
    /** By bit, from the lowest. */
    static final String[] ALL = {"fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"};
    /** In the order of drop events. */
    static final String[] DROP = {"syn", "ack", "psh", "rst", "urg", "fin"};
    /** Bits of {@link #DROP}. */
    static final int[] DROP_BITS = {0x02, 0x10, 0x08, 0x04, 0x20, 0x01};

    private TcpFlagNames() {
    }
}
