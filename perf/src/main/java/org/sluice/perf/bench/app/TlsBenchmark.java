package org.sluice.perf.bench.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
import org.sluice.perf.conversation.Applications;

/**
 * The beginning of a TLS session through the application layer: open -> detect -> ClientHello -> ServerHello ->
 * close. ns a
 * session.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TlsBenchmark {
    private static final byte[] CLIENT_HELLO = Applications.clientHelloRecord("www.bench.example");
    private static final byte[] SERVER_HELLO = Applications.serverHelloRecord();

    private final Arena arena = Arena.ofAuto();
    private final AppLayer layer = Parsers.appLayer(new AppSettings().sessions(16).transactions(64), arena);
    private final MemorySegment clientHello = place(CLIENT_HELLO);
    private final MemorySegment serverHello = place(SERVER_HELLO);
    private final Packet packet = new Packet();
    private long ended;

    /** Counts the transactions that end. */
    public TlsBenchmark() {
        layer.listener((session, transaction) -> ended++);
    }

    /** Both hellos. */
    @Benchmark
    public long hellos() {
        packet.direction = Packet.TO_SERVER;
        packet.sourcePort = 40_000;
        packet.destinationPort = 443;
        AppSession session = layer.open(packet);
        layer.onData(session, packet, Packet.TO_SERVER, clientHello, 0, CLIENT_HELLO.length);
        layer.onInspected(session, Packet.TO_SERVER);
        layer.onData(session, packet, Packet.TO_CLIENT, serverHello, 0, SERVER_HELLO.length);
        layer.onInspected(session, Packet.TO_CLIENT);
        AppProtocol found = session.protocol();
        long before = ended;
        layer.onEnd(session, packet, Packet.TO_SERVER);
        layer.onEnd(session, packet, Packet.TO_CLIENT);
        layer.close(session);
        if (found != AppProtocol.TLS || ended == before) {
            throw new IllegalStateException("found " + found + ", " + (ended - before) + " transactions ended");
        }
        return ended;
    }

    private MemorySegment place(byte[] bytes) {
        MemorySegment memory = arena.allocate(bytes.length, 64);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }
}
