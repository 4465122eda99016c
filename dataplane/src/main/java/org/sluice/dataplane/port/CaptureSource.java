package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A capture file as a port: what a replay receives from. Frames are copied into one region of its own, so a burst must
 * be
 * done with before the next is asked for.
 *
 * <p>Allocates nothing per frame. A damaged file ends the source where the damage begins; {@link #problem} then says
 * what.
 */
public final class CaptureSource implements FrameSource {
    private final CaptureReader reader;
    private final MemorySegment region;
    private boolean hasPending;
    private boolean isAtEnd;
    private CaptureException problem;

    /**
     * A source over an open capture, which stays the caller's to close.
     *
     * @param arena owner of the region that frames are copied to
     */
    public CaptureSource(final CaptureReader reader, final Arena arena) {
        this.reader = reader;
        this.region = arena.allocate(2L * CaptureReader.MAX_FRAME_LENGTH, 64);
    }

    @Override
    public int receive(final Burst burst) {
        burst.frames = region;
        burst.portIndex = 0;
        burst.disposition = Burst.INSPECT;
        int count = 0;
        long offset = 0;
        while (count < Burst.CAPACITY && advance() && offset + reader.capturedLength() <= region.byteSize()) {
            if (count == 0) {
                burst.firstFrameNumber = reader.frameNumber();
            }
            final int length = reader.copyFrame(region, offset, CaptureReader.MAX_FRAME_LENGTH);
            burst.handles.setAtIndex(ValueLayout.JAVA_LONG, count, 0L);
            burst.offsets.setAtIndex(ValueLayout.JAVA_LONG, count, offset);
            burst.lengths.setAtIndex(ValueLayout.JAVA_INT, count, length);
            burst.hashes.setAtIndex(ValueLayout.JAVA_INT, count, 0);
            burst.flags.set(ValueLayout.JAVA_BYTE, count, reader.originalLength() > length ? Burst.TRUNCATED : 0);
            burst.verdict(count, Burst.FORWARD);
            burst.timestampsNs[count] = reader.timestampNs();
            burst.linkTypes[count] = reader.linktype();
            hasPending = false;
            offset += length;
            count++;
        }
        burst.count = count;
        return count;
    }

    /** Makes sure that the reader stands on a frame not handed out yet; false when there is none. */
    private boolean advance() {
        if (hasPending || isAtEnd) {
            return hasPending;
        }
        try {
            hasPending = reader.next();
        } catch (final CaptureException e) {
            problem = e;
        }
        isAtEnd = !hasPending;
        return hasPending;
    }

    /** Whether every frame has been handed out. */
    public boolean isAtEnd() {
        return isAtEnd;
    }

    /** Why the capture ended before its end, or null when it was read whole (so far). */
    public CaptureException problem() {
        return problem;
    }
}
