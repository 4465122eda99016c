package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluice.dataplane.decode.Frames;
import org.sluice.dataplane.decode.Packet;

/**
 * Any sequence of fragments. The input is records of five bytes: kind (version, more, identification), offset and
 * length (16 bits each); the payload is made from the record's place. Without a fuzzing engine only the seeds run.
 */
class DefragFuzz {
    private static final int RECORD = 5;
    private static final int MAX_RECORDS = 200;
    private static final long MEMORY = 1 << 18;
    private static final long TIMEOUT_NS = 60_000_000_000L;
    private static final MemorySegment FRAME = Arena.global().allocate(1 << 16);
    /** One for each policy, used again: after the timeout it holds nothing. */
    private static final List<DefragBench> BENCHES = Arrays.stream(OverlapPolicy.values())
            .map(policy -> new DefragBench(DefragSettings.defaults().withLimits(5, MEMORY, TIMEOUT_NS)
                    .withPolicies(policy, List.of())))
            .toList();

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldStayWithinItsMemory(byte[] input) {
        if (input == null) {
            return;
        }
        DefragBench bench = BENCHES.get(input.length % BENCHES.size());
        bench.nowNs += TIMEOUT_NS;
        bench.defragmenter.expire(bench.nowNs, Integer.MAX_VALUE);
        assertEquals(0, bench.defragmenter.counters().memoryInUse);
        ByteBuffer records = ByteBuffer.wrap(input);
        for (int i = 0; i < MAX_RECORDS && records.remaining() >= RECORD; i++) {
            bench.nowNs += 1_000_000_000L;
            byte[] fragment = fragment(records.get(), records.getShort() & 0x1fff, records.getShort() & 0x3fff, i);
            MemorySegment memory = FRAME.asSlice(FRAME.byteSize() - fragment.length);
            memory.copyFrom(MemorySegment.ofArray(fragment));
            bench.sendAgain(DefragBench.RAW, memory);
            for (Packet datagram : bench.completed) {
                assertTrue(datagram.offset + datagram.length <= datagram.memory.byteSize());
                assertTrue(datagram.payloadOffset + datagram.payloadLength <= datagram.length);
            }
            assertTrue(bench.defragmenter.counters().memoryInUse <= MEMORY);
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                Frames.hex("01 0000 0010  01 0002 0010  00 0004 0007"),
                Frames.hex("03 0004 0010  02 0006 0003  03 0000 0020"),
                Frames.hex("01 0000 0018  01 0001 0018  01 0000 0030  00 0006 0008"),
                Frames.hex("00 1fff 3fff  05 0000 0008  07 0000 0009"));
    }

    private static byte[] fragment(int kind, int offset, int length, int place) {
        boolean more = (kind & 1) != 0;
        int id = kind >>> 2 & 3;
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 7 + place);
        }
        return (kind & 2) == 0
                ? Frames.ipv4(kind >>> 4 & 3, id, offset | (more ? 0x2000 : 0), new byte[0], payload)
                : Frames.ipv6Fragment((kind & 16) != 0 ? 44 : 17, id, offset * 8, more, payload);
    }
}
