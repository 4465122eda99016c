package org.sluice.dataplane.verdict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.FrameSink;

class InjectionQueueTest {
    private final InjectionQueue queue = new InjectionQueue();
    private final RecordingSink left = new RecordingSink();
    private final RecordingSink right = new RecordingSink();

    @Test
    void shouldSendEachFrameOnItsPort() {
        queue.offer(1, frame(1, 2, 3), 3);
        queue.offer(0, frame(4, 5), 2);

        assertEquals(2, queue.drainTo(new FrameSink[] {left, right}));

        assertArrayEquals(new byte[] {4, 5}, left.frames.get(0));
        assertArrayEquals(new byte[] {1, 2, 3}, right.frames.get(0));
        assertEquals(2, queue.statistics().sent);
    }

    @Test
    void shouldCountWhatDoesNotFit() {
        MemorySegment big = Arena.ofAuto().allocate(1000);

        for (int i = 0; i < 1000; i++) {
            queue.offer(0, big, 1000);
        }

        assertEquals(1000, queue.statistics().queued + queue.statistics().refused);
        assertTrue(queue.statistics().refused > 700);
    }

    private static MemorySegment frame(int... bytes) {
        MemorySegment segment = Arena.ofAuto().allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            segment.set(ValueLayout.JAVA_BYTE, i, (byte) bytes[i]);
        }
        return segment;
    }

    private static final class RecordingSink implements FrameSink {
        private final List<byte[]> frames = new ArrayList<>();

        @Override
        public int transmit(Burst burst) {
            return 0;
        }

        @Override
        public boolean inject(MemorySegment memory, long offset, int length) {
            return frames.add(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
