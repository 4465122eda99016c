package org.sluice.dataplane.app;

import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;

/**
 * What the application layer knows of one flow: the protocols found, the parser's state, the live transactions. Pooled;
 * the flow keeps it from the first payload byte to its end.
 */
public final class AppSession {
    /** The flow's transactions, oldest first. */
    final TransactionList transactions = new TransactionList();
    /** The flow's frames that are not inspected yet, oldest first. */
    final TransactionList frames = new TransactionList();
    /** Bytes of each direction kept until its protocol is known. */
    final NativeBytes[] prefix;
    final AppProtocol[] detected = new AppProtocol[2];
    final boolean[] ended = new boolean[2];
    final boolean[] seen = new boolean[2];
    final long[] bytes = new long[2];
    AppProtocol protocol;
    AppProtocol original;
    /** What the parser asked to look for anew ({@code UNKNOWN} for anything), or null. */
    AppProtocol changeTo;
    AppParser parser;
    /** The parser's own, from its pool. */
    Object state;
    boolean datagrams;
    /** The protocol that a change is to lead to, or null. */
    AppProtocol expected;
    int changes;
    int clientPort;
    int serverPort;
    private NativeBytes spare;
    private boolean parserFailed;
    private boolean bypassed;
    private boolean reversed;
    private long events;
    private boolean eventsChanged;

    AppSession(BuddyPool pool, int prefixLimit) {
        prefix = new NativeBytes[] {
            new NativeBytes(pool).limit(prefixLimit), new NativeBytes(pool).limit(prefixLimit)
        };
        spare = new NativeBytes(pool).limit(prefixLimit);
    }

    /** The flow's protocol: UNKNOWN while it is being looked for, FAILED when that was in vain. */
    public AppProtocol protocol() {
        return protocol;
    }

    /** What detection found in that direction alone: UNKNOWN, FAILED or a protocol. */
    public AppProtocol protocol(int direction) {
        return detected[direction];
    }

    /** The protocol before it changed (CONNECT, STARTTLS, upgrade), or UNKNOWN when it did not. */
    public AppProtocol originalProtocol() {
        return original;
    }

    /** Whether the search for a protocol is over, found or not. */
    public boolean detectionDone() {
        return protocol != AppProtocol.UNKNOWN;
    }

    /** The live transactions. */
    public TransactionList transactions() {
        return transactions;
    }

    /** The frames that rules look at and that are not inspected yet, oldest first. */
    public TransactionList frames() {
        return frames;
    }

    /** Whether there is any transaction or frame, so that a packet without data may be the one to inspect it. */
    public boolean isLive() {
        return transactions.first() != null || frames.first() != null;
    }

    /** Whether the parser gave up: there will be no more transactions. */
    public boolean parserFailed() {
        return parserFailed;
    }

    /** Whether the rest of the flow is not worth inspecting: encrypted, or by policy. */
    public boolean bypassed() {
        return bypassed;
    }

    /** Whether an event of protocol detection was raised. */
    public boolean has(AppEvent event) {
        return event.protocol() == AppProtocol.UNKNOWN && (events >>> event.bit() & 1) != 0;
    }

    /** Bits of the events of protocol detection: see {@link AppEvent#bit()}. */
    public long events() {
        return events;
    }

    /** Whether an event of protocol detection was raised since the last inspection. */
    public boolean eventsChanged() {
        return eventsChanged;
    }

    /** The client's port. */
    public int clientPort() {
        return clientPort;
    }

    /** The server's port. */
    public int serverPort() {
        return serverPort;
    }

    /** The parser's own state, from its pool. For parsers. */
    public Object state() {
        return state;
    }

    /** Keeps the parser's state. For parsers. */
    public void state(Object parserState) {
        state = parserState;
    }

    /** Says that the flow's first sender is the server. For parsers. */
    public void reverse() {
        reversed = true;
    }

    /** Whether the flow's first sender turned out to be the server: the capture began in its midst. */
    public boolean reversed() {
        return reversed;
    }

    /** Says that the flow speaks a special case of the protocol that was found (DNS over HTTP/2). For parsers. */
    public void specialise(AppProtocol special) {
        protocol = special;
        for (int direction = 0; direction < 2; direction++) {
            detected[direction] = detected[direction] == parser.protocol() ? special : detected[direction];
        }
    }

    /** Whether the flow carries datagrams, not a stream. */
    public boolean datagrams() {
        return datagrams;
    }

    /** Raises an event of protocol detection. */
    public void raise(AppEvent event) {
        events |= 1L << event.bit();
        eventsChanged = true;
    }

    /** Says that the rest of the flow is not worth inspecting. For parsers. */
    public void bypass() {
        bypassed = true;
    }

    void failParser() {
        parserFailed = true;
    }

    void eventsInspected() {
        eventsChanged = false;
    }

    /** Asks that what follows be looked at as another protocol: UNKNOWN when it may be any. For parsers. */
    public void changeProtocol(AppProtocol expected) {
        changeTo = expected;
    }

    /** Takes what was kept of a direction, and leaves it empty. The caller releases it. */
    NativeBytes takePrefix(int direction) {
        NativeBytes taken = prefix[direction];
        prefix[direction] = spare;
        spare = taken;
        return taken;
    }

    void forgetPrefixes() {
        prefix[0].release();
        prefix[1].release();
    }

    void begin() {
        for (int direction = 0; direction < 2; direction++) {
            detected[direction] = AppProtocol.UNKNOWN;
            ended[direction] = false;
            seen[direction] = false;
            bytes[direction] = 0;
        }
        protocol = AppProtocol.UNKNOWN;
        original = AppProtocol.UNKNOWN;
        changeTo = null;
        expected = null;
        changes = 0;
        parser = null;
        state = null;
        datagrams = false;
        parserFailed = false;
        reversed = false;
        bypassed = false;
        events = 0;
        eventsChanged = false;
        transactions.reset();
        frames.reset();
    }
}
