package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/**
 * One protocol's room: how to recognise it, and how to follow it. One per inspector, without state of its own between
 * calls; what it must remember of a flow it takes from its pool in {@link #begin} and keeps in the session. Gets every
 * byte of a direction exactly once and in order, in pieces of any size, and must not care how they were cut. Never
 * throws on what it is given.
 */
public interface AppParser {
    /** Answer of {@link #onData}: this flow cannot be followed any more. */
    int FAILED = -1;

    /** Answer of {@link #probe}: not this protocol. */
    int NO = 0;
    /** Answer of {@link #probe}: it may be; more bytes are needed. */
    int MORE = 1;
    /** Answer of {@link #probe}: it is. */
    int YES = 2;

    /** What it parses. */
    AppProtocol protocol();

    /** Whether it runs over UDP ({@code datagrams}) or over TCP; TCP alone unless the parser says otherwise. */
    default boolean runsOver(boolean datagrams) {
        return !datagrams;
    }

    /**
     * Whether these first bytes of a direction are of this protocol: {@link #NO}, {@link #MORE} or {@link #YES}. Cheap,
     * and bounded by the bytes given.
     */
    int probe(Packet packet, int direction, MemorySegment memory, long offset, int length);

    /**
     * Whether a flow that another protocol says turns into this one is believed, whatever its first bytes: for
     * protocols that begin without a mark. Their {@link #probe} says no.
     */
    default boolean needsNoProbe() {
        return false;
    }

    /** A flow turned out to speak the protocol; false when the parser's pool is empty. */
    boolean begin(AppSession session);

    /**
     * The next bytes of a direction, or one datagram. A parser takes them all, unless it called
     * {@link AppSession#changeProtocol}: then the bytes it did not take are looked at anew.
     *
     * @return bytes taken, or {@link #FAILED}
     */
    int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length);

    /** {@code length} bytes of a direction will never come; false when the flow cannot be followed past that. */
    boolean onGap(AppSession session, Packet packet, int direction, long length);

    /** Nothing more will come in that direction. */
    void onEnd(AppSession session, Packet packet, int direction);

    /** The parser is no longer wanted: give the state back. The transactions stay until they are inspected. */
    void end(AppSession session);

    /** A transaction of this parser is over and reset: what the parser lent it comes back. Most lend nothing. */
    default void takeBack(Transaction transaction) {
    }
}
