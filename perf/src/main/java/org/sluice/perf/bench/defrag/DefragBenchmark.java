package org.sluice.perf.bench.defrag;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.dataplane.defrag.DefragSettings;
import org.sluice.dataplane.defrag.Defragmenter;

/**
 * A datagram of {@value #FRAGMENTS} fragments put together: frames -> decode -> defrag -> datagram, decoded. ns a
 * fragment of
 * {@code fragmentBytes}, decoding included; {@code reordered} has the last fragment first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DefragBenchmark {
    private static final int FRAGMENTS = 4;
    private static final int RAW = 101;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    @Param({"64", "1480"})
    int fragmentBytes;

    @Param({"false", "true"})
    boolean reordered;

    private final Decoder decoder = new Decoder(DecoderSettings.defaults().withChecksums(false));
    private final Defragmenter defragmenter = new Defragmenter(DefragSettings.defaults(), decoder, Arena.ofAuto());
    private final MemorySegment[] fragments = new MemorySegment[FRAGMENTS];
    private final PacketList list = new PacketList(16);
    private long nowNs = 1_700_000_000_000_000_000L;
    private short identification;

    /** Cuts a UDP datagram. */
    @Setup
    public void prepare() {
        byte[] datagram = new byte[FRAGMENTS * fragmentBytes];
        ByteBuffer.wrap(datagram).putShort((short) 4000).putShort((short) 4001).putShort((short) datagram.length);
        for (int i = 0; i < FRAGMENTS; i++) {
            ByteBuffer packet = ByteBuffer.allocate(20 + fragmentBytes);
            packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity()).putShort((short) 0);
            packet.putShort((short) (i * fragmentBytes / 8 | (i + 1 < FRAGMENTS ? 0x2000 : 0)));
            packet.put((byte) 64).put((byte) 17).putShort((short) 0).putInt(0x0A000001).putInt(0x0A000002);
            packet.put(datagram, i * fragmentBytes, fragmentBytes);
            MemorySegment memory = Arena.ofAuto().allocate(packet.capacity(), 64);
            MemorySegment.copy(packet.array(), 0, memory, ValueLayout.JAVA_BYTE, 0, packet.capacity());
            fragments[reordered ? (i + 1) % FRAGMENTS : i] = memory;
        }
    }

    /** One datagram. */
    @Benchmark
    @OperationsPerInvocation(FRAGMENTS)
    public int datagram() {
        identification++;
        nowNs += 1000;
        int completed = 0;
        int length = 0;
        for (int i = 0; i < FRAGMENTS; i++) {
            MemorySegment memory = fragments[i];
            memory.set(SHORT, 4, identification);
            list.clear();
            Packet packet = list.claim();
            packet.wrap(memory, 0, (int) memory.byteSize(), RAW);
            packet.timestampNs = nowNs;
            decoder.decode(packet, list);
            if (packet.isFragment && defragmenter.onFragment(packet, list)) {
                completed++;
                length = list.get(1).ipLength;
            }
        }
        if (completed != 1 || length != 20 + FRAGMENTS * fragmentBytes) {
            throw new IllegalStateException(completed + " datagrams of " + length + " bytes");
        }
        return length;
    }
}
