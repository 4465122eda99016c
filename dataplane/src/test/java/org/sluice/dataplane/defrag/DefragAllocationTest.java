package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Frames;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;

class DefragAllocationTest {
    private static final int STRIDE = 2_048;
    private static final byte[] NONE = new byte[0];
    /** Two datagrams, one with an overlap, one dropped, and one that is never finished. */
    private static final List<byte[]> FRAGMENTS = List.of(
            Frames.ipv4(17, 1, 0x2000, NONE, new byte[1_480]),
            Frames.ipv4(17, 1, 0x2000 | 92, NONE, new byte[1_480]),
            Frames.ipv4(17, 1, 277, NONE, new byte[700]),
            Frames.ipv6Fragment(17, 2, 1_448, false, new byte[100]),
            Frames.ipv6Fragment(17, 2, 0, true, new byte[1_448]),
            Frames.ipv4(17, 3, 0x2000, NONE, new byte[24]));

    private final Decoder decoder = new Decoder(DecoderSettings.defaults());
    private final Defragmenter defragmenter = new Defragmenter(
            DefragSettings.defaults().withLimits(64, 1 << 20, 60_000_000_000L), decoder, Arena.ofAuto());
    private final PacketList list = new PacketList(64);
    private long nowNs;

    @Test
    void shouldAllocateNothingPerFragment() {
        MemorySegment memory = Arena.ofAuto().allocate((long) FRAGMENTS.size() * STRIDE);
        int[] lengths = new int[FRAGMENTS.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = FRAGMENTS.get(i).length;
            MemorySegment.copy(FRAGMENTS.get(i), 0, memory, ValueLayout.JAVA_BYTE, (long) i * STRIDE, lengths[i]);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        run(memory, lengths, 20_000);

        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && allocated != 0; attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            run(memory, lengths, 1_000);
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertEquals(0, allocated, "bytes for " + 1_000 * lengths.length + " fragments");
        assertTrue(defragmenter.counters().ipv4Reassembled > 20_000);
        assertTrue(defragmenter.counters().ipv6Reassembled > 0);
        assertTrue(defragmenter.counters().droppedWithDatagram > 20_000);
        assertTrue(defragmenter.counters().timeouts > 0);
    }

    private void run(MemorySegment memory, int[] lengths, int rounds) {
        for (int round = 0; round < rounds; round++) {
            list.clear();
            for (int i = 0; i < lengths.length; i++) {
                nowNs += 1_000_000;
                Packet packet = list.claim();
                packet.wrap(memory, (long) i * STRIDE, lengths[i], DefragBench.RAW);
                packet.timestampNs = nowNs;
                decoder.decode(packet, list);
                if (defragmenter.onFragment(packet, list) && packet.ipVersion == 6) {
                    defragmenter.onDropped(list.get(list.size() - 1));
                }
            }
        }
    }
}
