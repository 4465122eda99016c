package org.sluice.dataplane.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CaptureSourceTest {
    private static byte[] capture(final int frames, final int length) {
        final ByteBuffer file = ByteBuffer.allocate(24 + frames * (16 + length)).order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0xa1b2c3d4).putInt(2).putInt(0).putInt(0).putInt(0).putInt(1);
        for (int i = 0; i < frames; i++) {
            final byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) i);
            file.putInt(i).putInt(0).putInt(length).putInt(length + i % 2).put(bytes);
        }
        return file.array();
    }

    @Test
    void shouldHandOutFullBurstsAndThenTheRest() throws IOException {
        try (CaptureReader reader = CaptureFiles.open(capture(Burst.CAPACITY + 3,
            60)); Arena arena = Arena.ofConfined()) {
            final CaptureSource source = new CaptureSource(reader, arena);
            final Burst burst = new Burst(arena, 0);

            assertEquals(Burst.CAPACITY, source.receive(burst));
            assertEquals(1, burst.firstFrameNumber);
            assertFalse(source.isAtEnd());
            assertEquals(3, source.receive(burst));

            assertEquals(Burst.CAPACITY + 1, burst.firstFrameNumber);
            assertEquals((byte) (Burst.CAPACITY + 1), burst.memory(1).get(ValueLayout.JAVA_BYTE, burst.offset(1)));
            assertEquals(60, burst.length(1));
            assertTrue(burst.isTruncated(1));
            assertFalse(burst.isTruncated(2));
            assertEquals((Burst.CAPACITY + 1) * 1_000_000_000L, burst.timestampsNs[1]);
            assertTrue(source.isAtEnd());
            assertEquals(0, source.receive(burst));
            assertNull(source.problem());
        }
    }

    @Test
    void shouldKeepAFrameForTheNextBurstWhenItsRegionIsFull() throws IOException {
        final byte[] file = capture(5, 200_000);
        try (CaptureReader reader = CaptureFiles.open(file); Arena arena = Arena.ofConfined()) {
            final CaptureSource source = new CaptureSource(reader, arena);
            final Burst burst = new Burst(arena, 0);

            assertEquals(2, source.receive(burst));
            assertEquals(2, source.receive(burst));
            assertEquals(1, source.receive(burst));

            assertEquals(5, burst.firstFrameNumber);
            assertEquals((byte) 4, burst.memory(0).get(ValueLayout.JAVA_BYTE, burst.offset(0) + 199_999));
        }
    }

    @Test
    void shouldEndWhereTheDamageBeginsAndSayWhat() throws IOException {
        final byte[] file = capture(3, 60);
        final byte[] cut = Arrays.copyOf(file, file.length - 1);
        try (CaptureReader reader = CaptureFiles.open(cut); Arena arena = Arena.ofConfined()) {
            final CaptureSource source = new CaptureSource(reader, arena);

            assertEquals(2, source.receive(new Burst(arena, 0)));

            assertTrue(source.isAtEnd());
            assertEquals(3, source.problem().frameNumber());
        }
    }
}
