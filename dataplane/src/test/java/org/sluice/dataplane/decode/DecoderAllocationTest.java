package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderAllocationTest {
    private static final int STRIDE = 512;

    @Test
    void shouldAllocateNothingPerPacket() {
        List<byte[]> samples = SampleFrames.all();
        MemorySegment memory = Arena.ofAuto().allocate((long) samples.size() * STRIDE);
        int[] lengths = new int[samples.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = samples.get(i).length;
            MemorySegment.copy(samples.get(i), 0, memory, ValueLayout.JAVA_BYTE, (long) i * STRIDE, lengths[i]);
        }
        Decoder decoder = new Decoder(DecoderSettings.defaults());
        PacketList list = new PacketList(256);
        FlowHash hash = new FlowHash(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        run(decoder, hash, list, memory, lengths, 20_000);

        // The compiler may still be at work in the first rounds; from some round on there is nothing.
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && allocated != 0; attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            run(decoder, hash, list, memory, lengths, 1_000);
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertEquals(0, allocated, "bytes for " + 1_000 * lengths.length + " packets");
    }

    private static void run(Decoder decoder, FlowHash hash, PacketList list, MemorySegment memory, int[] lengths,
            int rounds) {
        for (int round = 0; round < rounds; round++) {
            list.clear();
            for (int i = 0; i < lengths.length; i++) {
                Packet packet = list.claim();
                packet.wrap(memory, (long) i * STRIDE, lengths[i], LinkType.ETHERNET);
                packet.frame = hash.hash(memory, (long) i * STRIDE, lengths[i]);
                decoder.decode(packet, list);
            }
        }
    }
}
