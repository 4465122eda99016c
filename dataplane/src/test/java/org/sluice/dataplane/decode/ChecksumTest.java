package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void shouldSumTheExampleOfRfc1071() {
        MemorySegment memory = Arena.ofAuto().allocate(8);
        memory.copyFrom(MemorySegment.ofArray(Frames.hex("0001 f203 f4f5 f6f7")));

        assertEquals(0xddf2, Checksum.sum(memory, 0, 8));
    }

    @Property(tries = 300)
    void shouldSumAsWordByWord(@ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(max = 7) int shift) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes.length + shift + 1L).asSlice(0, bytes.length + shift);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, shift, bytes.length);

        int sum = Checksum.sum(memory, shift, bytes.length);

        assertEquals(wordByWord(bytes), sum);
    }

    private static int wordByWord(byte[] bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
            sum += (bytes[i] & 0xff) << 8 | low;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) sum;
    }
}
