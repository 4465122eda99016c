package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * Marks one sort of frames of a direction, one after the other, as their bytes come. Does nothing while no rule looks
 * at that sort, and nothing more for a frame that had to make room for others.
 */
public final class FrameMark {
    private final Frames frames;
    private final AppProtocol protocol;
    private final Buffer kind;
    private final int direction;
    private Frame frame;
    private long birth;

    /** @param kind what it marks */
    public FrameMark(AppRuntime runtime, AppProtocol protocol, Buffer kind, int direction) {
        frames = runtime.frames();
        this.protocol = protocol;
        this.kind = kind;
        this.direction = direction;
    }

    /**
     * Begins a frame, and ends the one before.
     *
     * @param length bytes it will have, or -1 when nobody knows yet
     */
    public void begin(AppSession session, Packet packet, long length) {
        end();
        frame = frames.begin(session, packet, protocol, kind, direction, length);
        birth = frame == null ? 0 : frame.birth();
    }

    /** Bytes of the frame that is open. */
    public void append(MemorySegment memory, long offset, int count) {
        if (isOpen()) {
            frame.append(memory, offset, count);
        }
    }

    /** Bytes of a frame that begins with them when none is open. */
    public void run(AppSession session, Packet packet, MemorySegment memory, long from, long to, boolean ends) {
        if (!isOpen()) {
            if (!frames.wants(kind)) {
                return;
            }
            begin(session, packet, ends ? to - from : -1);
        }
        append(memory, from, (int) (to - from));
        if (ends) {
            end();
        }
    }

    /** Ends the frame that is open, if there is one. */
    public void end() {
        if (isOpen()) {
            frame.end();
        }
        frame = null;
    }

    /** Forgets the frame that is open: the flow is over. */
    public void forget() {
        frame = null;
    }

    private boolean isOpen() {
        return frame != null && frame.birth() == birth;
    }
}
