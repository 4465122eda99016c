package org.sluice.dataplane.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;

/**
 * What a listener was given, by direction. Holds each window to its promises: it goes on where the last ended, and its
 * tail repeats what came before.
 */
final class Received implements StreamListener {
    final ByteArrayOutputStream[] bytes = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    final List<String> notes = new ArrayList<>();
    final long[] position = new long[2];
    final int[] calls = new int[2];
    int longestTail;
    private final boolean[] gapSeen = new boolean[2];
    private final int[] start = new int[2];
    private long flowId = -1;
    private final Set<String> ended = new HashSet<>();

    @Override
    public void onData(Flow flow, int direction, StreamWindow window) {
        turnTo(flow);
        calls[direction]++;
        assertEquals(position[direction], window.streamOffset + window.newOffset, "goes on where it ended");
        assertTrue(window.newLength() > 0);
        assertEquals(gapSeen[direction], window.gap);
        byte[] before = bytes[direction].toByteArray();
        assertTrue(window.newOffset <= before.length - start[direction], "the tail is of this flow");
        byte[] all = new byte[window.length];
        for (int i = 0; i < window.length; i++) {
            all[i] = window.memory.get(ValueLayout.JAVA_BYTE, window.offset + i);
        }
        for (int i = 1; i <= window.newOffset; i++) {
            assertEquals(before[before.length - i], all[window.newOffset - i], "the tail repeats what came before");
        }
        longestTail = Math.max(longestTail, window.newOffset);
        bytes[direction].write(all, window.newOffset, window.newLength());
        position[direction] += window.newLength();
        gapSeen[direction] = false;
    }

    @Override
    public void onGap(Flow flow, int direction, int missing) {
        turnTo(flow);
        notes.add("gap " + name(direction) + " " + missing);
        position[direction] += missing;
        gapSeen[direction] = true;
    }

    @Override
    public void onDepthReached(Flow flow, int direction) {
        notes.add("depth " + name(direction));
    }

    @Override
    public void onEnd(Flow flow, int direction) {
        assertTrue(ended.add(flow.id() + " " + direction), "ends once");
        notes.add("end " + name(direction));
    }

    /** A flow of which nothing is known yet begins at byte 0. */
    private void turnTo(Flow flow) {
        if (flow.id() != flowId) {
            flowId = flow.id();
            Arrays.fill(position, 0);
            Arrays.fill(gapSeen, false);
            Arrays.fill(start, bytes[0].size());
            start[1] = bytes[1].size();
        }
    }

    /** The flow was turned round. */
    void swap() {
        ByteArrayOutputStream client = bytes[0];
        bytes[0] = bytes[1];
        bytes[1] = client;
        long ofClient = position[0];
        position[0] = position[1];
        position[1] = ofClient;
    }

    String fromClient() {
        return bytes[Packet.TO_SERVER].toString(StandardCharsets.ISO_8859_1);
    }

    String fromServer() {
        return bytes[Packet.TO_CLIENT].toString(StandardCharsets.ISO_8859_1);
    }

    private static String name(int direction) {
        return direction == Packet.TO_SERVER ? "client" : "server";
    }
}
