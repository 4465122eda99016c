package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.TcpState;

/**
 * What a listener was given, by direction. Holds each window to its promises: it goes on where the last ended, and its
 * tail repeats what came before.
 */
final class Received implements StreamListener {
    /** All bytes that went each way, of all flows. */
    final ByteArrayOutputStream[] bytes = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    final List<String> notes = new ArrayList<>();
    final int[] calls = new int[2];
    int longestTail;
    TcpState stateAtLastData;
    /** What is answered when a session is met in its middle. */
    boolean beginsAsServer;
    private final Map<Long, Direction[]> flows = new HashMap<>();

    @Override
    public boolean beginsAsServer(Packet packet) {
        return beginsAsServer;
    }

    @Override
    public void onData(Flow flow, int direction, StreamWindow window) {
        Direction mine = of(flow, direction);
        calls[direction]++;
        stateAtLastData = flow.tcpState();
        assertEquals(mine.position, window.streamOffset + window.newOffset, "goes on where it ended");
        assertTrue(window.newLength() > 0);
        assertEquals(mine.gapSeen, window.gap);
        byte[] all = window.memory.asSlice(window.offset, window.length).toArray(ValueLayout.JAVA_BYTE);
        assertTrue(window.newOffset <= mine.tail.length, "the tail was delivered before");
        for (int i = 1; i <= window.newOffset; i++) {
            assertEquals(mine.tail[mine.tail.length - i], all[window.newOffset - i], "the tail repeats old bytes");
        }
        longestTail = Math.max(longestTail, window.newOffset);
        bytes[direction].write(all, window.newOffset, window.newLength());
        mine.tail = all;
        mine.position += window.newLength();
        mine.gapSeen = false;
    }

    @Override
    public void onDeferred(Flow flow, int direction, StreamWindow window) {
        byte[] all = window.memory.asSlice(window.offset, window.length).toArray(ValueLayout.JAVA_BYTE);
        notes.add("shown " + name(direction) + " " + new String(all, window.newOffset, window.newLength(),
                StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onGap(Flow flow, int direction, int missing) {
        notes.add("gap " + name(direction) + " " + missing);
        Direction mine = of(flow, direction);
        mine.position += missing;
        mine.gapSeen = true;
        mine.tail = new byte[0];
    }

    @Override
    public void onDepthReached(Flow flow, int direction) {
        notes.add("depth " + name(direction));
    }

    @Override
    public void onEnd(Flow flow, int direction) {
        assertFalse(of(flow, direction).ended, "ends once");
        of(flow, direction).ended = true;
        notes.add("end " + name(direction));
    }

    String fromClient() {
        return bytes[Packet.TO_SERVER].toString(StandardCharsets.ISO_8859_1);
    }

    String fromServer() {
        return bytes[Packet.TO_CLIENT].toString(StandardCharsets.ISO_8859_1);
    }

    private Direction of(Flow flow, int direction) {
        return flows.computeIfAbsent(flow.id(), id -> new Direction[] {new Direction(), new Direction()})[direction];
    }

    private static String name(int direction) {
        return direction == Packet.TO_SERVER ? "client" : "server";
    }

    private static final class Direction {
        private long position;
        private boolean gapSeen;
        private boolean ended;
        /** The last window's bytes. */
        private byte[] tail = {};
    }
}
