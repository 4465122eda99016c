package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;

/** Following flows allocates nothing once the pools have met their peak. */
class AppLayerAllocationTest {
    private static final int ROUNDS = 20_000;

    @Test
    void shouldAllocateNothingWhileItFollowsFlows() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        try (Arena arena = Arena.ofConfined()) {
            AppLayer layer = Parsers.appLayer(new AppSettings().sessions(64).memcap(4 << 20), arena);
            MemorySegment request = bytes(arena, "POST /a%20b?c=d HTTP/1.1\r\nHost: example.com\r\nCookie: x=y\r\n"
                    + "User-Agent: test\r\nContent-Length: 5\r\n\r\nhello");
            MemorySegment response = bytes(arena, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            MemorySegment query = bytes(arena, "\0\1\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1");
            Packet packet = new Packet();
            packet.wrap(MemorySegment.NULL, 0, 0, 1);
            BufferSlice slice = new BufferSlice();
            follow(layer, packet, request, response, query, slice, ROUNDS);

            long seen = 0;
            long allocated = Long.MAX_VALUE;
            // What allocates per flow does so in each run; a single run may meet what the JVM does once.
            for (int run = 0; run < 3 && allocated >= ROUNDS; run++) {
                long before = threads.getThreadAllocatedBytes(thread);
                seen = follow(layer, packet, request, response, query, slice, ROUNDS);
                allocated = threads.getThreadAllocatedBytes(thread) - before;
            }
            long bytes = allocated;
            long buffers = seen;

            assertTrue(buffers == 6L * ROUNDS, () -> "saw " + buffers + " buffers");
            // Less than a byte a flow: what the JIT itself allocates on this thread.
            assertTrue(bytes < ROUNDS, () -> bytes + " bytes for " + ROUNDS + " flows");
        }
    }

    private static long follow(AppLayer layer, Packet packet, MemorySegment request, MemorySegment response,
            MemorySegment query, BufferSlice slice, int rounds) {
        long seen = 0;
        for (int i = 0; i < rounds; i++) {
            packet.sourcePort = 40_000;
            packet.destinationPort = 80;
            AppSession session = layer.open(packet);
            layer.onData(session, packet, 0, request, 0, (int) request.byteSize());
            seen += count(session, 0, Buffer.HTTP_URI, slice) + count(session, 0, Buffer.HTTP_HEADER, slice)
                    + count(session, 0, Buffer.HTTP_REQUEST_BODY, slice);
            layer.onInspected(session, 0);
            layer.onData(session, packet, 1, response, 0, (int) response.byteSize());
            seen += count(session, 1, Buffer.HTTP_STAT_CODE, slice) + count(session, 1, Buffer.FILE_DATA, slice);
            layer.onInspected(session, 1);
            layer.close(session);
            packet.destinationPort = 53;
            AppSession dns = layer.open(packet);
            layer.onDatagram(dns, packet, 0, query, 0, (int) query.byteSize());
            seen += count(dns, 0, Buffer.DNS_QUERY, slice);
            layer.onInspected(dns, 0);
            layer.close(dns);
        }
        return seen;
    }

    private static int count(AppSession session, int direction, Buffer buffer, BufferSlice slice) {
        Transaction transaction = session.transactions().first();
        return transaction != null && transaction.buffer(buffer, direction, 0, slice) ? 1 : 0;
    }

    private static MemorySegment bytes(Arena arena, String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        MemorySegment memory = arena.allocate(bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }
}
