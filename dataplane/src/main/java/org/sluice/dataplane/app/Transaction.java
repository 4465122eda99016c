package org.sluice.dataplane.app;

import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * One exchange of a session: a request with its response, a DNS message, a TLS handshake. Pooled; lives in its
 * session's {@link TransactionList} until it is complete and inspected in both directions.
 *
 * <p>Each direction has a <em>progress</em> that only grows, in steps the parser names, from 0 (nothing seen) to
 * {@link #END}. A buffer is whole once progress reached {@link #readyAt}; from then on {@link #buffer} answers for
 * good: false means that the transaction has no such buffer. Bodies are an exception: {@code readyAt} is where they
 * begin, and they come as sliding windows.
 */
public abstract class Transaction {
    /** Progress of a direction in which nothing more will come. */
    public static final int END = 127;
    /** What {@link #integer} answers when there is no such number. */
    public static final long ABSENT = Long.MIN_VALUE;
    /** What {@link #readyAt} answers for a buffer that this direction never has. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** The detection engine's own, kept here between packets; null when a transaction begins. */
    public Object detectState;
    /** Progress up to which detection has inspected, by direction. For the detection engine. */
    public final int[] inspectedProgress = new int[2];

    final int[] progress = new int[2];
    Transaction next;
    AppParser parser;
    /** Where it goes back to. */
    Pool<Transaction> pool;
    long startNs;
    private long id;
    private final long[] events = new long[AppEvent.WORDS];
    private boolean hasEvents;
    private boolean eventsChanged;
    private final boolean[] changed = new boolean[2];

    /** Which parser made it. */
    public abstract AppProtocol protocol();

    /** Whose events it raises: its protocol's, unless that is a special case of another. */
    public AppProtocol eventProtocol() {
        return protocol();
    }

    /**
     * Points {@code out} at a buffer.
     *
     * @param direction {@code Packet.TO_SERVER} or {@code Packet.TO_CLIENT}: whose bytes
     * @param instance 0 for the first; a transaction may have several (DNS questions, certificates, files)
     * @return false when there is no such buffer, or not yet: see {@link #readyAt}
     */
    public abstract boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out);

    /** Progress from which on that buffer is whole (a body: has begun) in that direction, or {@link #NEVER}. */
    public abstract int readyAt(Buffer buffer, int direction);

    /** A number, or {@link #ABSENT}. */
    public abstract long integer(AppField field, int direction, int instance);

    /** Writes what EVE shows of this transaction: one object under the protocol's name. */
    public abstract void writeMetadata(AttributeSink sink);

    /** Gives back all memory and state: called once, when it leaves its session. */
    protected abstract void reset();

    /** Called when all that is there in a direction was inspected: a body's window may slide. */
    protected void onInspected(int direction) {
    }

    /** Says that the files it carries, and those that will come, are to be kept. Nothing where there are none. */
    public void storeFiles() {
    }

    /** Number in its flow, from 0. */
    public final long id() {
        return id;
    }

    /** The next one of the same session, or null. */
    public final Transaction next() {
        return next;
    }

    /** ns since the Unix epoch of the packet it began with. */
    public final long startNs() {
        return startNs;
    }

    /** How far that direction has come: 0 to {@link #END}. */
    public final int progress(int direction) {
        return progress[direction];
    }

    /** Whether nothing more will come in either direction. */
    public final boolean complete() {
        return progress[0] == END && progress[1] == END;
    }

    /** Says that nothing more will come in either direction. */
    protected final void finish() {
        advance(0, END);
        advance(1, END);
    }

    /** Whether the half that the state is of has come so far. */
    public final boolean reached(AppHook hook) {
        return progress[hook.direction()] >= progressAt(hook);
    }

    /** The progress at which a state is reached; {@link #NEVER} for those of other protocols. */
    protected int progressAt(AppHook hook) {
        return switch (hook) {
            case REQUEST_STARTED, RESPONSE_STARTED -> 0;
            case REQUEST_COMPLETE, RESPONSE_COMPLETE -> END;
            default -> NEVER;
        };
    }

    /** Whether anything came in that direction since it was last inspected. */
    public final boolean changed(int direction) {
        return changed[direction];
    }

    /** Whether that event was raised. */
    public final boolean has(AppEvent event) {
        return event.protocol() == eventProtocol() && (events[event.bit() >>> 6] >>> event.bit() & 1) != 0;
    }

    /** Word {@code index} of the event bits: see {@link AppEvent#bit()}. */
    public final long eventWord(int index) {
        return events[index];
    }

    /** Whether any event was raised. */
    public final boolean hasEvents() {
        return hasEvents;
    }

    /** Whether an event was raised since it was last inspected in any direction. */
    public final boolean eventsChanged() {
        return eventsChanged;
    }

    /** Raises an event of what came in that direction. */
    protected final void raise(int direction, AppEvent event) {
        events[event.bit() >>> 6] |= 1L << event.bit();
        hasEvents = true;
        eventsChanged = true;
        changed[direction] = true;
    }

    /** Advances a direction; it never goes back. */
    protected final void advance(int direction, int to) {
        if (to > progress[direction]) {
            progress[direction] = to;
        }
        changed[direction] = true;
    }

    /** Says that nothing will come in that direction, and that there is nothing in it to inspect. */
    protected final void skip(int direction) {
        progress[direction] = END;
    }

    /** Says that something came in that direction. */
    protected final void touch(int direction) {
        changed[direction] = true;
    }

    final void begin(long number, long nowNs) {
        id = number;
        startNs = nowNs;
        next = null;
        detectState = null;
        progress[0] = 0;
        progress[1] = 0;
        inspectedProgress[0] = 0;
        inspectedProgress[1] = 0;
        changed[0] = false;
        changed[1] = false;
        events[0] = 0;
        events[1] = 0;
        hasEvents = false;
        eventsChanged = false;
    }

    final void markInspected(int direction) {
        eventsChanged &= !changed[direction];
        changed[direction] = false;
        inspectedProgress[direction] = progress[direction];
        onInspected(direction);
    }

    final boolean finished() {
        return complete() && !changed[0] && !changed[1];
    }
}
