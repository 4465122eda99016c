package org.sluice.perf.conversation;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.dataplane.port.CaptureReader;

/**
 * The flows of a capture as scripts: whose first frame it is is the client. Checksums are put right; what is no whole
 * IPv4 TCP or UDP frame without tags, or too long for the ports, is left out and counted.
 *
 * @param scripts one a flow
 * @param skipped frames left out
 */
public record CaptureScripts(List<Script> scripts, long skipped) {
    private static final int ETHERNET = 1;
    /** Frames of a flow that are replayed. */
    public static final int MOST_FRAMES_A_FLOW = 2_000;

    private record FlowOf(long low, long high, int protocol) {}

    private static final class Talk {
        private final int client;
        private final int clientPort;
        private final List<Step> steps = new ArrayList<>();

        Talk(int client, int clientPort) {
            this.client = client;
            this.clientPort = clientPort;
        }
    }

    /** Reads {@code file} whole; frames longer than {@code mostBytes} are left out. */
    public static CaptureScripts read(Path file, Arena arena, int mostBytes) throws IOException {
        Map<FlowOf, Talk> talks = new LinkedHashMap<>();
        long skipped = 0;
        MemorySegment room = arena.allocate(CaptureReader.MAX_FRAME_LENGTH);
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                int length = reader.copyFrame(room, 0, CaptureReader.MAX_FRAME_LENGTH);
                byte[] bytes = room.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                boolean usable = reader.linktype() == ETHERNET && length <= mostBytes && Step.isUsable(bytes);
                skipped += usable && add(talks, bytes, arena) ? 0 : 1;
            }
        }
        List<Script> scripts = new ArrayList<>();
        talks.values().forEach(talk -> scripts.add(new Script("flow " + (scripts.size() + 1), talk.steps, -1, -1, 0)));
        if (scripts.isEmpty()) {
            throw new IllegalArgumentException("there is no flow that can be replayed: " + skipped
                    + " frames are no whole "
                    + "IPv4 TCP or UDP, or are longer than " + mostBytes + " bytes");
        }
        return new CaptureScripts(List.copyOf(scripts), skipped);
    }

    private static boolean add(Map<FlowOf, Talk> talks, byte[] bytes, Arena arena) {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        int l4 = 14 + (bytes[14] & 0xF) * 4;
        int source = frame.getInt(26);
        int sourcePort = frame.getShort(l4) & 0xFFFF;
        long from = (source & 0xFFFFFFFFL) << 16 | sourcePort;
        long to = (frame.getInt(30) & 0xFFFFFFFFL) << 16 | frame.getShort(l4 + 2) & 0xFFFF;
        Talk talk = talks.computeIfAbsent(new FlowOf(Math.min(from, to), Math.max(from, to), bytes[23]),
                key -> new Talk(source, sourcePort));
        if (talk.steps.size() == MOST_FRAMES_A_FLOW) {
            return false;
        }
        boolean fromClient = talk.client == source && talk.clientPort == sourcePort;
        byte[] padded = bytes.length < 60 ? java.util.Arrays.copyOf(bytes, 60) : bytes;
        talk.steps.add(new Step(arena, padded, fromClient, talk.steps.size()));
        return true;
    }
}
