package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.sluice.dataplane.decode.Packet;

/**
 * What parsers of protocols have in common whose messages say their length at their beginning: cuts a stream into
 * messages, however it was segmented; a datagram is one message. A message that lies whole in what came is looked at
 * where it lies, others are put together first. Of one longer than the limit, the first bytes are looked at as the
 * message and the others given as they come.
 *
 * @param <S> what a parser remembers of a flow
 */
public abstract class PduParser<S extends PduParser.State> implements AppParser {
    /** Answer of {@link #pduLength}: more bytes are needed to tell. */
    protected static final int UNKNOWN_LENGTH = 0;
    /** Answer of {@link #pduLength}: these bytes are no message. */
    protected static final int NO_PDU = -1;

    /**
     * What is remembered of a flow: for each direction the beginning of a message, and how much of one is still to
     * come.
     */
    public static class State {
        private final NativeBytes[] held = new NativeBytes[2];
        private final long[] rest = new long[2];

        /** Empty. */
        public State(AppRuntime runtime, int limit) {
            held[0] = runtime.bytes(limit);
            held[1] = runtime.bytes(limit);
        }

        private NativeBytes held(int direction) {
            return held[direction];
        }

        private long rest(int direction) {
            return rest[direction];
        }

        private void rest(int direction, long bytes) {
            rest[direction] = bytes;
        }

        /** Forgets all: the flow is over. */
        protected void clear() {
            for (int direction = 0; direction < 2; direction++) {
                held[direction].release();
                rest[direction] = 0;
            }
        }
    }

    protected final AppRuntime runtime;
    /** Whether this one takes datagrams, or streams. */
    protected final boolean datagrams;
    private final int limit;
    private final Pool<S> states;
    private final ByteView view = new ByteView();

    /**
     * For streams.
     *
     * @param limit most bytes of a message that are looked at together
     */
    protected PduParser(AppRuntime runtime, int limit, Supplier<S> state) {
        this(runtime, false, limit, state);
    }

    /**
     * For streams or datagrams.
     *
     * @param limit most bytes of a message that are looked at together
     */
    protected PduParser(AppRuntime runtime, boolean datagrams, int limit, Supplier<S> state) {
        this.runtime = runtime;
        this.datagrams = datagrams;
        this.limit = limit;
        states = new Pool<>(runtime.settings().transactions(), state);
    }

    /**
     * Bytes of the message that begins with these, {@link #UNKNOWN_LENGTH} or {@link #NO_PDU}.
     *
     * @param bytes what there is of it
     */
    protected abstract int pduLength(S state, int direction, ByteView bytes);

    /**
     * A message, or the first bytes of a long one.
     *
     * @param whole the message's own length
     * @return false when the flow cannot be followed any more
     */
    protected abstract boolean onPdu(
            AppSession session, S state, Packet packet, int direction, ByteView pdu, int whole);

    /** More of a message longer than the limit. */
    protected void onRest(S state, int direction, MemorySegment memory, long offset, int length, boolean last) {
    }

    /** Finds the next message in a direction after bytes were lost; false when the flow cannot be followed. */
    protected boolean onLoss(S state, int direction) {
        return false;
    }

    /** The bytes ended. */
    protected void onEnd(AppSession session, S state, Packet packet, int direction) {
    }

    @Override
    public boolean runsOver(boolean overDatagrams) {
        return overDatagrams == datagrams;
    }

    @Override
    public boolean begin(AppSession session) {
        S state = states.take();
        session.state(state);
        return state != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        S state = (S) session.state();
        if (session.datagrams()) {
            onPdu(session, state, packet, direction, view.over(memory, offset, length), length);
            return length;
        }
        NativeBytes held = ((State) state).held(direction);
        long at = offset;
        long end = offset + length;
        while (at < end) {
            int left = (int) (end - at);
            if (((State) state).rest(direction) > 0) {
                at += skip(state, direction, memory, at, left);
                continue;
            }
            if (held.isEmpty()) {
                int whole = pduLength(state, direction, view.over(memory, at, left));
                if (whole == NO_PDU) {
                    return FAILED;
                }
                if (whole != UNKNOWN_LENGTH && Math.min(whole, limit) <= left) {
                    int taken = Math.min(whole, limit);
                    ((State) state).rest(direction, whole - taken);
                    if (!onPdu(session, state, packet, direction, view.over(memory, at, taken), whole)) {
                        return FAILED;
                    }
                    at += taken;
                    continue;
                }
                int kept = held.append(memory, at, whole == UNKNOWN_LENGTH ? left : Math.min(left, whole));
                if (kept == 0) {
                    return FAILED;
                }
                at += kept;
                continue;
            }
            int taken = fill(session, state, packet, direction, memory, at, left);
            if (taken < 0) {
                return FAILED;
            }
            at += taken;
        }
        return length;
    }

    /** Adds to a message that had begun; returns the bytes taken, or -1. */
    private int fill(
            AppSession session, S state, Packet packet, int direction, MemorySegment memory, long at, int left) {
        NativeBytes held = ((State) state).held(direction);
        int before = held.length();
        int whole = pduLength(state, direction, view.over(held.memory(), held.offset(), before));
        int wanted = whole == UNKNOWN_LENGTH ? before + 1 : Math.min(whole, limit);
        if (whole == NO_PDU || wanted > limit) {
            return -1;
        }
        int taken = held.append(memory, at, Math.min(left, Math.max(0, wanted - before)));
        if (taken == 0 && wanted > before) {
            return -1;
        }
        if (whole == UNKNOWN_LENGTH) {
            whole = pduLength(state, direction, view.over(held.memory(), held.offset(), held.length()));
            wanted = Math.min(whole, limit);
        }
        if (whole == NO_PDU) {
            return -1;
        }
        if (whole != UNKNOWN_LENGTH && held.length() >= wanted) {
            ((State) state).rest(direction, whole - wanted);
            boolean goesOn =
                    onPdu(session, state, packet, direction, view.over(held.memory(), held.offset(), wanted), whole);
            held.clear();
            if (!goesOn) {
                return -1;
            }
        }
        return taken;
    }

    private int skip(S state, int direction, MemorySegment memory, long at, int left) {
        int count = (int) Math.min(((State) state).rest(direction), left);
        ((State) state).rest(direction, ((State) state).rest(direction) - count);
        onRest(state, direction, memory, at, count, ((State) state).rest(direction) == 0);
        return count;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        S state = (S) session.state();
        if (((State) state).held(direction).isEmpty() && ((State) state).rest(direction) >= length) {
            ((State) state).rest(direction, ((State) state).rest(direction) - length);
            return true;
        }
        ((State) state).held(direction).clear();
        ((State) state).rest(direction, 0);
        return onLoss(state, direction);
    }

    @Override
    @SuppressWarnings("unchecked")
    public final void onEnd(AppSession session, Packet packet, int direction) {
        onEnd(session, (S) session.state(), packet, direction);
    }

    @Override
    @SuppressWarnings("unchecked")
    public final void end(AppSession session) {
        S state = (S) session.state();
        state.clear();
        states.give(state);
    }
}
