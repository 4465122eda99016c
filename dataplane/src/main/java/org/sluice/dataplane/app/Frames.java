package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** The frames of one inspector. Those that no rule looks at are never made. */
public final class Frames {
    private static final int MOST_PER_FLOW = 64;

    private final Pool<Frame> pool;
    private final AppRuntime runtime;
    private final AppCounters counters;
    private final boolean[] wanted = new boolean[Buffer.values().length];
    private boolean anyWanted;
    private long births;

    Frames(AppRuntime runtime) {
        this.runtime = runtime;
        counters = runtime.counters();
        pool = new Pool<>(Math.max(64, runtime.settings().transactions() / 4), () -> new Frame(runtime));
    }

    /** Forgets what is wanted. */
    public void wantNone() {
        java.util.Arrays.fill(wanted, false);
        anyWanted = false;
    }

    /** Says that a rule looks at that sort of frames. */
    public void want(Buffer kind) {
        if (kind.isFrame()) {
            wanted[kind.ordinal()] = true;
            anyWanted = true;
        }
    }

    /** Whether a rule looks at any frame. */
    public boolean anyWanted() {
        return anyWanted;
    }

    /** Whether a rule looks at that sort of frames. */
    public boolean wants(Buffer kind) {
        return anyWanted && wanted[kind.ordinal()];
    }

    /**
     * Begins a frame.
     *
     * @param length bytes it will have, or -1 when nobody knows yet
     * @return null when no rule looks at such, or none is left (counted)
     */
    public Frame begin(AppSession session, Packet packet, AppProtocol protocol, Buffer kind, int direction, long length) {
        if (!wants(kind)) {
            return null;
        }
        if (session.frames.size() >= MOST_PER_FLOW) {
            counters.add(AppCounter.TRANSACTIONS_PER_FLOW_EXCEEDED, 1);
            close(session, null);
        }
        Frame frame = pool.take();
        if (frame == null) {
            counters.add(AppCounter.TRANSACTIONS_EXHAUSTED, 1);
            return null;
        }
        session.frames.add(frame, packet.timestampNs);
        frame.open(protocol, kind, direction, length, ++births);
        return frame;
    }

    /** A frame that is there whole. */
    public void whole(AppSession session, Packet packet, AppProtocol protocol, Buffer kind, int direction, ByteView bytes,
                      int at, int length) {
        if (!wants(kind) || !bytes.has(at, length)) {
            return;
        }
        Frame frame = begin(session, packet, protocol, kind, direction, length);
        if (frame != null) {
            frame.append(bytes.memory(), bytes.offset() + at, length);
            frame.end();
        }
    }

    /** Appends to the frame that {@code id} belongs to, when it is still the same one; null stays null. */
    public static void append(Frame frame, long id, MemorySegment memory, long offset, int count) {
        if (frame != null && frame.id() == id) {
            frame.append(memory, offset, count);
        }
    }

    void close(AppSession session, Transaction before) {
        Frame gone = (Frame) session.frames.removeAfter(before);
        runtime.ended(session, gone);
        gone.detectState = null;
        gone.reset();
        pool.give(gone);
    }
}
