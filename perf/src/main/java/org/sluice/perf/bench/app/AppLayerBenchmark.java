package org.sluice.perf.bench.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/**
 * A short conversation through the application layer: open -> detect -> parse both directions -> close. ns a
 * conversation
 * of one question and one answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppLayerBenchmark {
    private static final byte[] HTTP_REQUEST = ("GET /index.html?id=7 HTTP/1.1\r\nHost: www.example.org\r\n"
            + "User-Agent: bench/1.0\r\nAccept: text/html\r\nConnection: keep-alive\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HTTP_RESPONSE = ("HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html\r\n"
            + "Content-Length: 12\r\n\r\nHello world!").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DNS_QUERY = dns(0x0100, 0);
    private static final byte[] DNS_ANSWER = dns(0x8180, 1);

    private final Arena arena = Arena.ofAuto();
    private final AppLayer layer = Parsers.appLayer(new AppSettings().sessions(16).transactions(64), arena);
    private final MemorySegment httpRequest = place(HTTP_REQUEST);
    private final MemorySegment httpResponse = place(HTTP_RESPONSE);
    private final MemorySegment dnsQuery = place(DNS_QUERY);
    private final MemorySegment dnsAnswer = place(DNS_ANSWER);
    private final Packet packet = new Packet();
    private long ended;

    /** Counts the transactions that end. */
    public AppLayerBenchmark() {
        layer.listener((session, transaction) -> ended++);
    }

    /** HTTP/1.1 over a stream. */
    @Benchmark
    public long http() {
        AppSession session = open(80);
        layer.onData(session, packet, Packet.TO_SERVER, httpRequest, 0, HTTP_REQUEST.length);
        layer.onInspected(session, Packet.TO_SERVER);
        layer.onData(session, packet, Packet.TO_CLIENT, httpResponse, 0, HTTP_RESPONSE.length);
        layer.onInspected(session, Packet.TO_CLIENT);
        return close(session, AppProtocol.HTTP);
    }

    /** DNS over datagrams. */
    @Benchmark
    public long dns() {
        AppSession session = open(53);
        layer.onDatagram(session, packet, Packet.TO_SERVER, dnsQuery, 0, DNS_QUERY.length);
        layer.onInspected(session, Packet.TO_SERVER);
        layer.onDatagram(session, packet, Packet.TO_CLIENT, dnsAnswer, 0, DNS_ANSWER.length);
        layer.onInspected(session, Packet.TO_CLIENT);
        return close(session, AppProtocol.DNS);
    }

    private AppSession open(int port) {
        packet.direction = Packet.TO_SERVER;
        packet.sourcePort = 40_000;
        packet.destinationPort = port;
        return layer.open(packet);
    }

    private long close(AppSession session, AppProtocol expected) {
        AppProtocol found = session.protocol();
        long before = ended;
        layer.onEnd(session, packet, Packet.TO_SERVER);
        layer.onEnd(session, packet, Packet.TO_CLIENT);
        layer.close(session);
        if (found != expected || ended == 0) {
            throw new IllegalStateException("found " + found + ", " + ended + " transactions ended");
        }
        return ended - before;
    }

    private MemorySegment place(byte[] bytes) {
        MemorySegment memory = arena.allocate(bytes.length, 64);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }

    /** A question for www.example.org's address (RFC 1035), and its answer. */
    private static byte[] dns(int flags, int answers) {
        java.nio.ByteBuffer message = java.nio.ByteBuffer.allocate(12 + 17 + 4 + answers * 16);
        message.putShort((short) 0x1234).putShort((short) flags).putShort((short) 1).putShort((short) answers)
                .putInt(0);
        for (String label : new String[] {"www", "example", "org"}) {
            message.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        message.put((byte) 0).putShort((short) 1).putShort((short) 1);
        if (answers > 0) {
            message.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(300).putShort((short) 4)
                    .putInt(0xC6336407);
        }
        return message.array();
    }
}
