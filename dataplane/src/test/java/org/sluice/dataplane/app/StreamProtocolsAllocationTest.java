package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.http2.Http2Frames;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;

/** Protocols whose messages are put together from frames, calls or fragments allocate nothing per flow, either. */
class StreamProtocolsAllocationTest {
    private static final int ROUNDS = 20_000;

    /** What both sides send, by turns; what rules look at. */
    private record Exchange(int port, Buffer buffer, MemorySegment... segments) {
    }

    @Test
    void shouldAllocateNothingWhileItFollowsStreams() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        try (Arena arena = Arena.ofConfined()) {
            AppLayer layer = Parsers.appLayer(new AppSettings().sessions(64).transactions(64).memcap(4 << 20), arena);
            Exchange[] exchanges = {http2(arena), nfs(arena), webSocket(arena)};
            Packet packet = new Packet();
            packet.wrap(MemorySegment.NULL, 0, 0, 1);
            BufferSlice slice = new BufferSlice();
            follow(layer, packet, exchanges, slice);

            long seen = 0;
            long allocated = Long.MAX_VALUE;
            // What allocates per flow does so in each run; a single run may meet what the JVM does once.
            for (int run = 0; run < 3 && allocated >= ROUNDS; run++) {
                long before = threads.getThreadAllocatedBytes(thread);
                seen = follow(layer, packet, exchanges, slice);
                allocated = threads.getThreadAllocatedBytes(thread) - before;
            }
            long bytes = allocated;
            long buffers = seen;

            assertTrue(buffers >= 3L * ROUNDS, () -> "saw " + buffers + " buffers");
            assertEquals(0, layer.memory().used());
            assertTrue(bytes < ROUNDS, () -> bytes + " bytes for " + 3 * ROUNDS + " flows");
        }
    }

    private static long follow(AppLayer layer, Packet packet, Exchange[] exchanges, BufferSlice slice) {
        long seen = 0;
        for (int i = 0; i < ROUNDS; i++) {
            for (Exchange exchange : exchanges) {
                packet.destinationPort = exchange.port;
                AppSession session = layer.open(packet);
                for (int k = 0; k < exchange.segments.length; k++) {
                    MemorySegment segment = exchange.segments[k];
                    packet.direction = k & 1;
                    layer.onData(session, packet, k & 1, segment, 0, (int) segment.byteSize());
                    for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
                        seen += t.buffer(exchange.buffer, k & 1, 0, slice) ? 1 : 0;
                    }
                    layer.onInspected(session, k & 1);
                }
                layer.onEnd(session, packet, 0);
                layer.onEnd(session, packet, 1);
                layer.close(session);
            }
        }
        return seen;
    }

    private static Exchange http2(Arena arena) {
        return new Exchange(80, Buffer.HTTP_URI,
                bytes(arena, Http2Frames.client().headers(4, 1, ":method", "POST", ":path", "/a", ":authority", "b", "c", "d")
                        .data(1, 1, "body").bytes()),
                bytes(arena, Http2Frames.server().headers(4, 1, ":status", "200").data(1, 1, "answer").bytes()));
    }

    private static Exchange nfs(Arena arena) {
        String call = "\200\0\0\110\0\0\0\7\0\0\0\0\0\0\0\2\0\1\206\243\0\0\0\3\0\0\0\7" + "\0".repeat(16) + "\0\0\0\4abcd"
                + "\0".repeat(8) + "\0\0\0\4\0\0\0\2\0\0\0\4data";
        return new Exchange(2049, Buffer.FILE_DATA, bytes(arena, call.getBytes(StandardCharsets.ISO_8859_1)),
                bytes(arena, ("\200\0\0\34\0\0\0\7\0\0\0\1" + "\0".repeat(20)).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Exchange webSocket(Arena arena) {
        return new Exchange(80, Buffer.WEBSOCKET_PAYLOAD,
                bytes(arena, "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)),
                bytes(arena, "HTTP/1.1 101 Up\r\nUpgrade: websocket\r\n\r\n\201\2hi".getBytes(StandardCharsets.ISO_8859_1)),
                bytes(arena, "\1\203abcd...\200\203abcd...".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static MemorySegment bytes(Arena arena, byte[] bytes) {
        MemorySegment memory = arena.allocate(bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }
}
