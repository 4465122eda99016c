package org.sluice.dataplane.detect;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.rules.compile.Compilation;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.model.Rule;

/** A detection engine with the rules of one test in force, which keeps the sids of its alerts. */
final class Detection implements AutoCloseable, AlertSink {
    final Arena arena = Arena.ofShared();
    final DetectEngine engine;
    final Compilation compilation;
    final List<Integer> sids = new ArrayList<>();
    final List<Integer> flags = new ArrayList<>();
    int tagged;
    private final RuleSet rules;
    long nowNs = 1_000_000_000_000L;

    Detection(DetectSettings settings, List<Rule> rules) {
        this(settings, rules, CompileOptions.defaults());
    }

    Detection(DetectSettings settings, List<Rule> rules, CompileOptions options) {
        compilation = RuleCompiler.compile(rules, options, arena);
        try {
            this.rules = new RuleSetLoader(new VariableNames()).load(ImageReader.read(compilation.image(), "test"), 1);
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
        engine = new DetectEngine(settings, null, null);
        engine.use(this.rules);
    }

    static Detection of(RuleFixture... rules) {
        return new Detection(new DetectSettings(), Stream.of(rules).map(RuleFixture::build).toList());
    }

    /** A TCP packet from client to server port 80 that carries that payload, not part of any stream. */
    Packet tcp(String payload) {
        return packet(6, payload, 1024, 80);
    }

    Packet udp(String payload, int sourcePort, int destinationPort) {
        return packet(17, payload, sourcePort, destinationPort);
    }

    Packet packet(int protocol, String payload, int sourcePort, int destinationPort) {
        byte[] bytes = RuleFixture.bytes(payload);
        MemorySegment memory = arena.allocate(40L + bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 40, bytes.length);
        Packet packet = new Packet();
        packet.wrap(memory, 0, 40 + bytes.length, 101);
        packet.ipVersion = 4;
        packet.ipHeaderLength = 20;
        packet.ipLength = packet.length;
        packet.protocol = protocol;
        packet.sourceLow = 0x0a000001;
        packet.destinationLow = 0x0a000002;
        packet.transportOffset = 20;
        packet.transportHeaderLength = 20;
        packet.sourcePort = sourcePort;
        packet.destinationPort = destinationPort;
        packet.tcpFlags = 0x18;
        packet.ttl = 64;
        packet.payloadOffset = 40;
        packet.payloadLength = bytes.length;
        packet.timestampNs = nowNs;
        return packet;
    }

    /** Inspects one packet; the sids that alerted, in order. */
    List<Integer> inspect(Packet packet) {
        return inspect(packet, null, null, false);
    }

    List<Integer> inspect(Packet packet, Flow flow, AppSession session, boolean inStream) {
        int before = sids.size();
        engine.begin(packet);
        engine.onPacket(packet, flow, session, inStream, this);
        return List.copyOf(sids.subList(before, sids.size()));
    }

    @Override
    public void onAlert(Packet packet, RuleSet ruleSet, int rule, Transaction transaction, int alertFlags) {
        sids.add(ruleSet.sid(rule));
        flags.add(alertFlags);
    }

    @Override
    public void onTagged(Packet packet) {
        tagged++;
    }

    @Override
    public void close() {
        engine.close();
        rules.close();
        arena.close();
    }
}
