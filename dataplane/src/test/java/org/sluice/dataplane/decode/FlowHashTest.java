package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;
import static org.sluice.dataplane.decode.Frames.u32;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowHashTest {
    private static final byte[] NONE = new byte[0];
    private final FlowHash hash = new FlowHash(42);

    @Property(tries = 200)
    void shouldBeTheSameInBothDirections(@ForAll int source, @ForAll int destination) {
        byte[] there = addressed(source, destination);
        byte[] back = addressed(destination, source);

        assertEquals(hash(there), hash(back));
        assertEquals(toeplitz(there), toeplitz(back));
        assertNotEquals(0, hash(there));
    }

    @Test
    void shouldBeTheSameForAllFragmentsAndTags() {
        byte[] whole = Frames.udp(1, 2, new byte[16]);
        byte[] fragment = Frames.ipv4(6, 9, 0x0010, NONE, new byte[8]);
        int expected = hash(ethernet(0x0800, whole));

        assertEquals(expected, hash(ethernet(0x0800, fragment)));
        assertEquals(expected, hash(ethernet(0x88a8, join(u16(1), u16(0x8100), u16(2), u16(0x0800), whole))));
        assertEquals(expected, hash(ethernet(0x8847, join(hex("00064040 00065140"), whole))));
        assertEquals(expected, hash(ethernet(0x8864, join(hex("110000070030 0021"), whole))));
    }

    @Test
    void shouldDependOnTheSecretAndTheAddresses() {
        byte[] frame = addressed(1, 2);

        assertNotEquals(hash(frame), new FlowHash(43).hash(memory(frame), 0, frame.length));
        assertNotEquals(hash(frame), hash(addressed(1, 3)));
        assertNotEquals(hash(ethernet(0x86dd, Frames.ipv6(6, new byte[20]))), hash(frame));
    }

    @Test
    void shouldSpreadNeighbouringAddresses() {
        int[] counts = new int[8];

        for (int i = 0; i < 8_000; i++) {
            counts[(hash(addressed(0x0a000000 + i, 0x0a010001)) & 0x7fff_ffff) % 8]++;
        }

        for (int count : counts) {
            assertTrue(count > 800 && count < 1_200, () -> "uneven: " + java.util.Arrays.toString(counts));
        }
    }

    @Test
    void shouldBe0WithoutIp() {
        assertEquals(0, hash(ethernet(0x0806, new byte[46])));
        assertEquals(0, hash(ethernet(0x0800, new byte[46])));
        assertEquals(0, hash(new byte[10]));
    }

    @Test
    void shouldAgreeWithToeplitzBitByBit() {
        byte[] frame = addressed(0x42095bbb, 0xa18e6450);
        byte[] frame6 = ethernet(0x86dd, Frames.ipv6(6, new byte[20]));

        assertEquals(bitByBit(frame, 26, 8), toeplitz(frame));
        assertEquals(bitByBit(frame6, 22, 32), toeplitz(frame6));
    }

    @Property(tries = 300)
    void shouldStayInBoundsWhateverTheBytes(@ForAll @Size(max = 120) byte[] bytes) {
        byte[] tagged = join(hex("020000000002 020000000001 8100"), bytes);

        assertEquals(hash(tagged), hash(tagged));
        assertEquals(toeplitz(bytes), toeplitz(bytes));
    }

    private static byte[] addressed(int source, int destination) {
        byte[] datagram = Frames.ipv4(6, new byte[20]);
        System.arraycopy(join(u32(source), u32(destination)), 0, datagram, 12, 8);
        return ethernet(0x0800, datagram);
    }

    private int hash(byte[] frame) {
        return hash.hash(memory(frame), 0, frame.length);
    }

    private static int toeplitz(byte[] frame) {
        return FlowHash.toeplitz(memory(frame), 0, frame.length);
    }

    private static int bitByBit(byte[] frame, int at, int length) {
        int hash = 0;
        for (int bit = 0; bit < length * 8; bit++) {
            if ((frame[at + bit / 8] >>> 7 - bit % 8 & 1) != 0) {
                hash ^= Integer.rotateLeft(0x6d5a6d5a, bit % 32);
            }
        }
        return hash;
    }

    private static MemorySegment memory(byte[] bytes) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes.length + 1L).asSlice(0, bytes.length);
        return memory.copyFrom(MemorySegment.ofArray(bytes));
    }
}
