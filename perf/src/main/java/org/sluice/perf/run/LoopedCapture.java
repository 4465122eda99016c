package org.sluice.perf.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import org.sluice.bindings.posix.Posix;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.CaptureReader;
import org.sluice.dataplane.port.FrameSource;

/**
 * A capture held in memory and handed out again and again, each round later than the one before by more than any flow
 * can be silent: every round meets an engine that has forgotten the last. Reading the file costs no round anything.
 */
final class LoopedCapture implements FrameSource {
    private static final long PAUSE_NS = 3_600_000_000_000L;

    private final MemorySegment memory;
    private final int frames;
    private final long[] offsets;
    private final int[] lengths;
    private final int[] linkTypes;
    private final boolean[] truncated;
    private final long[] timestampsNs;
    private final long roundNs;
    private int next;
    private long shiftNs;
    private long frameNumber = 1;

    private LoopedCapture(MemorySegment memory, Columns columns) {
        this.memory = memory;
        frames = columns.count;
        offsets = Arrays.copyOf(columns.offsets, frames);
        lengths = Arrays.copyOf(columns.lengths, frames);
        linkTypes = Arrays.copyOf(columns.linkTypes, frames);
        truncated = Arrays.copyOf(columns.truncated, frames);
        timestampsNs = Arrays.copyOf(columns.timestampsNs, frames);
        roundNs = Arrays.stream(timestampsNs).max().orElse(0) - Arrays.stream(timestampsNs).min().orElse(0) + PAUSE_NS;
    }

    /** Reads {@code file} whole. */
    static LoopedCapture read(Path file, Arena arena) throws IOException {
        long bytes = 0;
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                bytes += reader.capturedLength();
            }
        }
        MemorySegment memory = arena.allocate(Math.max(bytes, 1), 64);
        Columns columns = new Columns();
        long at = 0;
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                int length = reader.copyFrame(memory, at, CaptureReader.MAX_FRAME_LENGTH);
                columns.add(at, length, reader);
                at += length;
            }
        }
        return new LoopedCapture(memory, columns);
    }

    /** Frames of one round. */
    int frames() {
        return frames;
    }

    /** Begins the next round. */
    void rewind() {
        next = 0;
        shiftNs += roundNs;
    }

    @Override
    public int receive(Burst burst) {
        int count = Math.min(Burst.CAPACITY, frames - next);
        burst.frames = memory;
        burst.portIndex = 0;
        burst.disposition = Burst.INSPECT;
        burst.firstFrameNumber = frameNumber;
        for (int i = 0; i < count; i++, next++) {
            burst.handles.setAtIndex(ValueLayout.JAVA_LONG, i, 0);
            burst.offsets.setAtIndex(ValueLayout.JAVA_LONG, i, offsets[next]);
            burst.lengths.setAtIndex(ValueLayout.JAVA_INT, i, lengths[next]);
            burst.hashes.setAtIndex(ValueLayout.JAVA_INT, i, 0);
            burst.flags.set(ValueLayout.JAVA_BYTE, i, truncated[next] ? Burst.TRUNCATED : 0);
            burst.verdict(i, Burst.FORWARD);
            burst.timestampsNs[i] = timestampsNs[next] + shiftNs;
            burst.linkTypes[i] = linkTypes[next];
        }
        // As the shim does for the frames of a device.
        Posix.prefetch(memory, burst.offsets, 0, count);
        frameNumber += count;
        burst.count = count;
        return count;
    }

    private static final class Columns {
        private int count;
        private long[] offsets = new long[1 << 16];
        private int[] lengths = new int[1 << 16];
        private int[] linkTypes = new int[1 << 16];
        private boolean[] truncated = new boolean[1 << 16];
        private long[] timestampsNs = new long[1 << 16];

        private void add(long offset, int length, CaptureReader reader) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * count);
                lengths = Arrays.copyOf(lengths, 2 * count);
                linkTypes = Arrays.copyOf(linkTypes, 2 * count);
                truncated = Arrays.copyOf(truncated, 2 * count);
                timestampsNs = Arrays.copyOf(timestampsNs, 2 * count);
            }
            offsets[count] = offset;
            lengths[count] = length;
            linkTypes[count] = reader.linktype();
            truncated[count] = reader.originalLength() > length;
            timestampsNs[count++] = reader.timestampNs();
        }
    }
}
