package org.sluice.dataplane.stream;

import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;

/**
 * Receives the streams' bytes, on the inspector's thread, from within {@link StreamEngine}'s calls. Directions are
 * {@code Packet.TO_SERVER} and {@code Packet.TO_CLIENT}.
 */
public interface StreamListener {
    /**
     * Whether the payload of a session's first packet seen, in the middle of it, begins like what servers send: then
     * its sender is taken for the server.
     */
    default boolean beginsAsServer(Packet packet) {
        return false;
    }

    /** New bytes in order. A packet may bring none, or, when it fills a hole, many, in one or more calls. */
    void onData(Flow flow, int direction, StreamWindow window);

    /**
     * A packet has come from the sender of bytes that {@link #onData} gave as deferred; they are the window's new ones.
     * Only if there are any.
     */
    default void onDeferred(Flow flow, int direction, StreamWindow window) { }

    /**
     * Bytes that were never seen are skipped: lost in the capture, before a midstream beginning, no memory.
     *
     * @param bytes missing before the next new byte
     */
    void onGap(Flow flow, int direction, int bytes);

    /** The direction's depth is reached: its further bytes pass uninspected. */
    void onDepthReached(Flow flow, int direction);

    /** No more bytes come this way: FIN, RST or the end of the flow. Called once a direction. */
    void onEnd(Flow flow, int direction);
}
