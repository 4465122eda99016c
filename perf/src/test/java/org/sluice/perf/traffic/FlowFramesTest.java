package org.sluice.perf.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sluice.perf.traffic.FlowTraffic.Transport;

class FlowFramesTest {
    @Property(tries = 300)
    void shouldHaveRightChecksumsWhateverIsStamped(@ForAll @IntRange(min = 76, max = 9018) int size,
            @ForAll Transport transport, @ForAll boolean reversed, @ForAll @IntRange(max = 15_999_999) int flow,
            @ForAll int sequence, @ForAll long sentNs, @ForAll @IntRange(max = 65_535) int lateUs) {
        FlowFrames frames = new FlowFrames(Arena.ofAuto(), size, transport, reversed);

        frames.write(flow, 7, sequence, sentNs, lateUs);

        ByteBuffer frame = frames.frame().asByteBuffer();
        int l4 = size - 4 - 34;
        long pseudo = (transport == Transport.TCP ? 6 : 17) + l4 + sum(frame, 26, 8);
        assertEquals(0xFFFF, folded(sum(frame, 14, 20)));
        assertEquals(0xFFFF, folded(pseudo + sum(frame, 34, l4)));
    }

    @Test
    void shouldGiveBackWhatWasStampedInTheSmallestFrame() {
        FlowFrames frames = new FlowFrames(Arena.ofAuto(), 64, Transport.UDP, false);

        frames.write(3, 0xABCD, 0x80000001, 1_234_567_890_123L, 777);

        MemorySegment frame = frames.frame();
        long at = Stamp.find(frame, 0, frames.length());
        assertEquals(60, frames.length());
        assertEquals(42, at);
        assertEquals(0xABCD, Stamp.stream(frame, at));
        assertEquals(0x80000001, Stamp.sequence(frame, at));
        assertEquals(1_234_567_890_123L, Stamp.sentNs(frame, at));
        assertEquals(777, Stamp.lateUs(frame, at));
    }

    @Test
    void shouldSwapEndsForTheWayBack() {
        FlowFrames there = new FlowFrames(Arena.ofAuto(), 128, Transport.UDP, false);
        FlowFrames back = new FlowFrames(Arena.ofAuto(), 128, Transport.UDP, true);

        there.write(41, 0, 0, 0, 0);
        back.write(41, 0, 0, 0, 0);

        assertEquals(-1, there.frame().asSlice(0, 6).mismatch(back.frame().asSlice(6, 6)));
        assertEquals(-1, there.frame().asSlice(26, 4).mismatch(back.frame().asSlice(30, 4)));
        assertEquals(-1, there.frame().asSlice(34, 2).mismatch(back.frame().asSlice(36, 2)));
    }

    @Test
    void shouldRefuseATcpFrameThatHasNoRoomForAStamp() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new FlowFrames(Arena.ofAuto(), 64, Transport.TCP, false));

        assertTrue(refused.getMessage().contains("76 bytes is the least"), refused.getMessage());
    }

    @Test
    void shouldTakeNoFrameOfOthersForItsOwn() {
        MemorySegment frame = Arena.ofAuto().allocate(60);
        frame.set(ValueLayout.JAVA_BYTE, 12, (byte) 0x86);

        assertEquals(-1, Stamp.find(frame, 0, 60));
        assertEquals(-1, Stamp.find(frame, 0, 10));
    }

    private static long sum(ByteBuffer bytes, int from, int count) {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += (bytes.get(from + i) & 0xFF) << (i % 2 == 0 ? 8 : 0);
        }
        return total;
    }

    private static long folded(long sum) {
        long total = sum;
        while (total >>> 16 != 0) {
            total = (total & 0xFFFF) + (total >>> 16);
        }
        return total;
    }
}
