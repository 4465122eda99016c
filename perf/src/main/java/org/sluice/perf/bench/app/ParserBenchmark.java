package org.sluice.perf.bench.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.protocols.Parsers;
import org.sluice.dataplane.decode.Packet;

/**
 * A short conversation of each protocol that has a parser, beside HTTP, DNS and TLS, which have benchmarks of their
 * own: open -> detect -> parse every turn -> close. ns a conversation. QUIC is not among them, as its first packets
 * would have to be sealed, nor Telnet, which has no transactions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
    private static final int CLIENT_PORT = 40_000;

    /** The protocol, by its name in rules. */
    @Param({"ftp", "smtp", "ssh", "sip", "smb", "dcerpc", "mqtt", "modbus", "dnp3", "enip", "pgsql", "ldap", "krb5",
        "ntp", "snmp", "tftp", "ike", "http2", "websocket", "nfs", "rdp", "rfb", "dhcp", "mdns"})
    public String protocol;

    private final Arena arena = Arena.ofAuto();
    private final AppLayer layer = Parsers.appLayer(new AppSettings().sessions(16).transactions(64), arena);
    private final Packet packet = new Packet();
    private SampleConversation conversation;
    private MemorySegment[] turns;
    private long transactions;
    private long ended;

    /** Counts the transactions that end. */
    public ParserBenchmark() {
        layer.listener((session, transaction) -> ended++);
    }

    /** Lays the conversation out in memory, and sees how many transactions it has. */
    @Setup
    public void prepare() {
        conversation = SampleConversation.of(protocol);
        turns = conversation.turns().stream().map(turn -> place(turn.bytes())).toArray(MemorySegment[]::new);
        transactions = play();
        if (transactions == 0) {
            throw new IllegalStateException("the parser of " + protocol + " found no transaction");
        }
    }

    /** The whole conversation. */
    @Benchmark
    public long converse() {
        long found = play();
        if (found != transactions) {
            throw new IllegalStateException(found + " transactions, " + transactions + " at first");
        }
        return found;
    }

    private long play() {
        packet.direction = Packet.TO_SERVER;
        packet.sourcePort = CLIENT_PORT;
        packet.destinationPort = conversation.port();
        long before = ended;
        AppSession session = layer.open(packet);
        for (int i = 0; i < turns.length; i++) {
            int direction = conversation.turns().get(i).fromClient() ? Packet.TO_SERVER : Packet.TO_CLIENT;
            int length = (int) turns[i].byteSize();
            if (conversation.datagrams()) {
                layer.onDatagram(session, packet, direction, turns[i], 0, length);
            } else {
                layer.onData(session, packet, direction, turns[i], 0, length);
            }
            layer.onInspected(session, direction);
        }
        if (session.protocol() != conversation.protocol() || session.parserFailed()) {
            throw new IllegalStateException("taken for " + session.protocol() + (session.parserFailed()
                    ? ", and not understood" : ""));
        }
        layer.onEnd(session, packet, Packet.TO_SERVER);
        layer.onEnd(session, packet, Packet.TO_CLIENT);
        layer.close(session);
        return ended - before;
    }

    private MemorySegment place(byte[] bytes) {
        MemorySegment memory = arena.allocate(Math.max(1, bytes.length), 64).asSlice(0, bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory;
    }
}
