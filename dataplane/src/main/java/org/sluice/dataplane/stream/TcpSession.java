package org.sluice.dataplane.stream;

import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.TcpState;

/** Both ends of a TCP session. Pooled. */
final class TcpSession {
    /** Bytes of heap of a session and its two streams, for sizing. */
    static final int ESTIMATED_BYTES = 500;

    final int slot;
    final TcpStream client = new TcpStream();
    final TcpStream server = new TcpStream();

    int flowIndex;
    TcpState state;
    /** A RST was believed; the state stays what it was, for the case that the session goes on. */
    boolean closedByReset;
    /** Began in its middle: numbers before are unknown, windows guessed. */
    boolean midstream;
    /** Only one side is seen. */
    boolean oneSided;
    /** SYNs of both ends crossed (RFC 9293, 3.5). */
    boolean simultaneousOpen;
    /** The server sent the first FIN. */
    boolean serverClosedFirst;
    /** The client's SYN carried data. */
    boolean dataOnSyn;
    /** Other SYNs or SYN-ACKs, or null. */
    HandshakeQueue queue;
    /** Neighbours in the list of half-open sessions. */
    int olderHalfOpen;
    int newerHalfOpen;
    boolean isHalfOpen;

    TcpSession(int slot) {
        this.slot = slot;
    }

    void reset(int flowIndex) {
        this.flowIndex = flowIndex;
        state = TcpState.NONE;
        closedByReset = false;
        midstream = false;
        oneSided = false;
        simultaneousOpen = false;
        serverClosedFirst = false;
        dataOnSyn = false;
        client.reset();
        server.reset();
    }

    /** The state as others see it. */
    TcpState effectiveState() {
        return closedByReset ? TcpState.CLOSED : state;
    }

    TcpStream sender(int direction) {
        return direction == Packet.TO_SERVER ? client : server;
    }

    TcpStream receiver(int direction) {
        return direction == Packet.TO_SERVER ? server : client;
    }

    /** Whether the window of an end is known well enough to judge by it. */
    boolean knowsWindows() {
        return !midstream && !oneSided;
    }
}
