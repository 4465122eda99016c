package org.sluice.perf.bench.verdict;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sluice.dataplane.contract.AlertFlyweight;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventHandler;
import org.sluice.dataplane.contract.EventReader;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.RejectKind;
import org.sluice.dataplane.contract.RejectTarget;
import org.sluice.dataplane.contract.VerdictAction;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.detect.DetectEngine;
import org.sluice.dataplane.detect.DetectSettings;
import org.sluice.dataplane.verdict.EventPublisher;
import org.sluice.perf.bench.FrameRegion;
import org.sluice.perf.traffic.FlowTraffic;

/**
 * An alert as the data plane publishes it, its packet of 512 bytes with it: header -> rule -> payload and packet ->
 * commit; read
 * again by the same thread. ns an alert.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AlertPublicationBenchmark {
    private static final int SID = 2_000_001;
    private static final int PACKET_BYTES = 65_535;

    private final EventRing ring = EventRing.inMemory(0, 1 << 22);
    private final CounterSet counters = CounterSet.inMemory(256);
    private final EventPublisher publisher = new EventPublisher(ring.writer(counters.registry(0)),
            EventPublisher.Selection.DEFAULT, PACKET_BYTES, PACKET_BYTES);
    private final EventReader reader = ring.reader();
    private final EventPublisher.RuleName rule = new EventPublisher.RuleName();
    private final AlertFlyweight alert = new AlertFlyweight();
    private final PacketList packets = new PacketList(FrameRegion.BURST);
    private final DetectEngine findings = new DetectEngine(new DetectSettings(), null, null);
    private long sids;
    private final EventHandler adding = this::add;

    /** Decodes a burst. */
    @Setup
    public void prepare() {
        new FrameRegion(Arena.ofAuto(), new FlowTraffic(FrameRegion.BURST, 508, FlowTraffic.Transport.UDP))
                .nextBurst(packets);
        Decoder decoder = new Decoder(DecoderSettings.defaults());
        for (int i = 0; i < FrameRegion.BURST; i++) {
            decoder.decode(packets.get(i), packets);
        }
        rule.generation = 1;
        rule.ruleId = 0;
        rule.gid = 1;
        rule.sid = SID;
        rule.rev = 1;
    }

    /** A burst of alerts. */
    @Benchmark
    @OperationsPerInvocation(FrameRegion.BURST)
    public long publish() {
        sids = 0;
        for (int i = 0; i < FrameRegion.BURST; i++) {
            Packet packet = packets.get(i);
            publisher.alert(packet, null, rule, false, VerdictAction.ALERT, RejectKind.NONE, RejectTarget.NONE, null,
                    false, findings, null);
        }
        int read = 0;
        for (int some = drain(); some > 0; some = drain()) {
            read += some;
        }
        if (read != FrameRegion.BURST || sids != (long) SID * FrameRegion.BURST) {
            throw new IllegalStateException(read + " alerts were read, sids add up to " + sids);
        }
        return sids;
    }

    private boolean add(int type, MutableDirectBuffer buffer, int offset, int length) {
        if (type == EventType.ALERT.code()) {
            sids += alert.wrap(buffer, offset).sid();
        }
        return true;
    }

    private int drain() {
        return reader.poll(adding, FrameRegion.BURST);
    }

    /** Frees what is native. */
    @TearDown
    public void end() {
        findings.close();
        ring.close();
    }
}
