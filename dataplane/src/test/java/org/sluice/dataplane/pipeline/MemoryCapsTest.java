package org.sluice.dataplane.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.ipv4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sluice.dataplane.app.AppPolicy;
import org.sluice.dataplane.flow.ExceptionPolicy;

/**
 * Floods through a whole inspector. Memory is taken when it is made, buffers of the application layer as they are
 * needed up to their cap, and none more, whatever comes; what finds no room meets a policy, and a counter tells.
 * {@code make caps} runs these alone and prints the table.
 */
@Tag("caps")
@Timeout(120)
class MemoryCapsTest {
    private static final String RULE =
            "drop tcp any any -> any any (msg:\"t\"; flow:established; content:\"evil-payload\"; sid:1;)";

    /** 20,000,000 zeros, with a window of 4 MiB. */
    private static final byte[] BROTLI_ZEROS = HexFormat.of().parseHex(
            "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd5ffeb3c4e09f0088c302005d9218");
    /** The beginning of 8 MB, with a window of 4 MiB. */
    private static final byte[] BROTLI_BEGINNING = HexFormat.of().parseHex("9b95127af8478fb40ed38a13e54f8042fa310f480082c08bf667"
            + "bcbabfdf4f368e86e8aa12990191641d540375c91eb9097a295171893bb053354d35");

    private long frames;

    @Test
    void shouldGiveUpTheOldestOfManyHalfOpenConnections() {
        InspectionSettings settings = small();
        try (InspectorBench bench = bench(settings)) {
            long memory = bench.arena.bytes();

            for (int i = 0; i < 8_000; i++) {
                send(bench, 0, new TcpFrames(1024 + i).syn());
            }

            assertTrue(bench.counter("tcp.half_open_reclaimed") > 0);
            assertTrue(bench.counter("tcp.sessions_in_use") <= settings.stream().sessions());
            assertTrue(bench.counter("flow.active") <= settings.flow().capacity());
            report(bench, "half-open connections", memory, "tcp.half_open_reclaimed", "tcp.sessions_in_use");
            TcpFrames honest = new TcpFrames(50_000);
            send(bench, 0, honest.syn());
            send(bench, 1, honest.synAck());
            send(bench, 0, honest.ack());
            assertTrue(!bench.inspect(0, honest.client("evil-payload")).getFirst(), "others are inspected all the same");
        }
    }

    @Test
    void shouldFollowThePolicyWhenNoSessionCanBeGivenUp() {
        InspectionSettings settings = small();
        settings.stream().sessions(64).memcapPolicy(ExceptionPolicy.DROP_PACKET);
        try (InspectorBench bench = bench(settings)) {
            long memory = bench.arena.bytes();

            for (int i = 0; i < 1_000; i++) {
                TcpFrames session = new TcpFrames(1024 + i);
                send(bench, 0, session.syn());
                send(bench, 1, session.synAck());
                send(bench, 0, session.ack());
            }

            assertEquals(1_000 - 64, bench.counter("tcp.session_memcap"));
            assertTrue(bench.counter("ips.drop_reason.stream_memcap") >= 1_000 - 64);
            report(bench, "open connections", memory, "tcp.session_memcap", "ips.drop_reason.stream_memcap");
        }
    }

    @Test
    void shouldRefuseEndlessFragments() {
        try (InspectorBench bench = bench(small())) {
            long memory = bench.arena.bytes();

            for (int id = 0; id < 20_000; id++) {
                send(bench, 0, ethernet(0x0800, ipv4(17, id, 0x2000, new byte[0], new byte[1024])));
            }

            assertTrue(bench.counter("defrag.exhausted") > 0);
            assertEquals(bench.counter("defrag.exhausted"), bench.counter("ips.drop_reason.defrag_memcap"));
            assertTrue(bench.counter("defrag.memory_in_use") <= 1 << 20);
            assertTrue(bench.counter("defrag.trackers_in_use") <= 256);
            report(bench, "fragments", memory, "defrag.exhausted", "ips.drop_reason.defrag_memcap");
        }
    }

    @Test
    void shouldRefuseEndlessSegmentsAheadOfHoles() {
        try (InspectorBench bench = bench(small())) {
            long memory = bench.arena.bytes();

            for (int i = 0; i < 400; i++) {
                TcpFrames session = new TcpFrames(1024 + i);
                send(bench, 0, session.syn());
                send(bench, 1, session.synAck());
                for (int hole = 1; hole < 20; hole++) {
                    send(bench, 0, session.ahead(hole * 1_500, "x"));
                }
            }

            assertTrue(bench.counter("tcp.reassembly_memcap") > 0);
            assertTrue(bench.counter("ips.drop_reason.stream_reassembly") > 0);
            assertTrue(bench.counter("tcp.block_bytes_in_use") <= 2 << 20);
            report(bench, "segments ahead of holes", memory, "tcp.reassembly_memcap", "ips.drop_reason.stream_reassembly");
        }
    }

    @Test
    void shouldCutEndlessHeaders() {
        InspectionSettings settings = small();
        settings.app().memcap(1 << 20).memcapPolicy(AppPolicy.DROP_FLOW);
        settings.stream().depth(0);
        try (InspectorBench bench = bench(settings)) {
            long memory = bench.arena.bytes();
            String field = "X-Endless: " + "y".repeat(1_000) + "\r\n";

            for (int i = 0; i < 100; i++) {
                TcpFrames session = new TcpFrames(1024 + i);
                send(bench, 0, session.syn());
                send(bench, 1, session.synAck());
                send(bench, 0, session.client("GET / HTTP/1.1\r\nHost: a\r\n"));
                for (int k = 0; k < 100; k++) {
                    send(bench, 0, session.client(field));
                    send(bench, 1, session.server(""));
                }
            }

            assertTrue(bench.counter("app_layer.memcap") > 0);
            assertTrue(bench.counter("app_layer.bytes_cut") > 0);
            assertTrue(bench.counter("ips.blocked") > 0, () -> bench.counters().toString());
            report(bench, "headers", memory, "app_layer.memcap", "app_layer.bytes_cut", "ips.blocked");
        }
    }

    @Test
    void shouldStopDecompressionBombs() throws IOException {
        byte[] bomb = gzip(20_000_000);
        try (InspectorBench bench = bench(small())) {
            long memory = bench.arena.bytes();

            for (int i = 0; i < 20; i++) {
                respond(bench, new TcpFrames(1024 + i), "gzip", bomb);
            }

            assertEquals(20, bench.counter("app_layer.decompression_stopped"));
            report(bench, "decompression bombs", memory, "app_layer.decompression_stopped",
                    "app_layer.body_bytes_past_limit");
        }
    }

    @Test
    void shouldStopBrotliBombs() {
        try (InspectorBench bench = bench(small())) {
            long memory = bench.arena.bytes();

            for (int i = 0; i < 20; i++) {
                respond(bench, new TcpFrames(1024 + i), "br", BROTLI_ZEROS);
            }

            assertEquals(20, bench.counter("app_layer.decompression_stopped"));
            assertEquals(0, bench.counter("app_layer.memcap"));
            report(bench, "brotli bombs", memory, "app_layer.decompression_stopped", "app_layer.memcap");
        }
    }

    @Test
    void shouldRefuseBrotliWindowsPastTheirMemcap() {
        InspectionSettings settings = small();
        settings.app().brotliMemcap(10 << 20).memcapPolicy(AppPolicy.DROP_FLOW);
        try (InspectorBench bench = bench(settings)) {
            long memory = bench.arena.bytes();

            for (int i = 0; i < 20; i++) {
                // Bodies that declare 8 MB in a window of 4 MiB, and then pause: two find room.
                respond(bench, new TcpFrames(1024 + i), "br", BROTLI_BEGINNING);
            }

            assertEquals(18, bench.counter("app_layer.memcap"));
            assertEquals(18, bench.counter("ips.drop_reason.applayer_error"), () -> bench.counters().toString());
            report(bench, "brotli windows", memory, "app_layer.memcap", "ips.blocked");
        }
    }

    private void respond(InspectorBench bench, TcpFrames session, String coding, byte[] body) {
        send(bench, 0, session.syn());
        send(bench, 1, session.synAck());
        send(bench, 0, session.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        send(bench, 1, session.server("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: 100000"
                + "\r\n\r\n"));
        for (int at = 0; at < body.length; at += 1_400) {
            send(bench, 1, session.fromServer(TcpFrames.ACK, Arrays.copyOfRange(body, at,
                    Math.min(body.length, at + 1_400))));
            send(bench, 0, session.ack());
        }
    }

    private static InspectionSettings small() {
        InspectionSettings settings = InspectorBench.small();
        settings.stream().preallocReassembly(2 << 20);
        return settings;
    }

    private static InspectorBench bench(InspectionSettings settings) {
        return new InspectorBench(settings, defect -> fail(defect), RULE);
    }

    private void send(InspectorBench bench, int portIndex, byte[] frame) {
        bench.nowNs += 10_000;
        bench.inspect(portIndex, frame);
        if (++frames % 64 == 0) {
            bench.events();
        }
    }

    private void report(InspectorBench bench, String flood, long memoryAtStart, String... counters) {
        long grown = bench.arena.bytes() - memoryAtStart;
        assertTrue(grown <= bench.settings.app().memcap(), () -> grown + " bytes of native memory after the start");
        assertEquals(0, bench.counter("inspector.inspection_errors"));
        StringBuilder line = new StringBuilder(String.format("caps: %-24s %,7d frames, native %,6d KB at the start "
                + "and %,5d KB more", flood, frames, memoryAtStart >> 10, grown >> 10));
        for (String counter : counters) {
            line.append(", ").append(counter).append(' ').append(bench.counter(counter));
        }
        System.out.println(line);
    }

    private static byte[] gzip(int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[zeros]);
        }
        return out.toByteArray();
    }
}
