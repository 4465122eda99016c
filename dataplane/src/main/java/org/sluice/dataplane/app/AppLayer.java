package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;

/**
 * The application layer of one inspector: finds out what a flow speaks, on any port and by both directions, and has the
 * protocol's parser follow it.
 *
 * <p>For each packet with payload the pipeline calls {@link #onData} (or {@link #onGap}, {@link #onDatagram}), lets
 * detection walk {@link AppSession#transactions()}, then calls {@link #onInspected}. At a flow's end: {@link #onEnd}
 * for each direction, detection once more, {@link #close}.
 */
public final class AppLayer {
    /** Times a flow may turn to another protocol. */
    private static final int MAX_CHANGES = 4;

    private final AppRuntime runtime;
    private final AppSettings settings;
    private final AppCounters counters;
    private final ProtocolDetector detector;
    private final Pool<AppSession> sessions;

    /** @param parsers in the order in which they are asked whether they know a flow's first bytes */
    public AppLayer(AppRuntime runtime, List<AppParser> parsers) {
        this.runtime = runtime;
        settings = runtime.settings();
        counters = runtime.counters();
        detector = new ProtocolDetector(parsers);
        sessions = new Pool<>(settings.sessions(), () -> new AppSession(runtime.memory(), settings.detectionBytes()));
    }

    /** Whom to tell of each transaction that ends. */
    public void listener(TransactionListener listener) {
        runtime.listener(listener);
    }

    /** What was counted. */
    public AppCounters counters() {
        return counters;
    }

    /** Buffer memory, for its gauges. */
    public BuddyPool memory() {
        return runtime.memory();
    }

    /** The frames: which are wanted, rules say. */
    public Frames frames() {
        return runtime.frames();
    }

    /** Where files go that rules want kept. */
    public StoredFiles storedFiles() {
        return runtime.storedFiles();
    }

    /** The digests of files: which are wanted, rules say. */
    public FileDigests digests() {
        return runtime.digests();
    }

    /** What kinds of files there are: told which buffers rules look at. */
    public FileMagic magic() {
        return runtime.magic();
    }

    /** A session for a flow whose first payload this packet carries, or null when all are in use (counted). */
    public AppSession open(Packet packet) {
        AppSession session = sessions.take();
        if (session == null) {
            counters.add(AppCounter.SESSIONS_EXHAUSTED, 1);
            return null;
        }
        session.begin();
        boolean toServer = packet.direction == Packet.TO_SERVER;
        session.clientPort = toServer ? packet.sourcePort : packet.destinationPort;
        session.serverPort = toServer ? packet.destinationPort : packet.sourcePort;
        return session;
    }

    /** Whether payload in the middle of a stream begins like what servers send, and not like what clients do. */
    public boolean beginsAsServer(Packet packet) {
        return probe(packet, Packet.TO_SERVER) != AppParser.YES && probe(packet, Packet.TO_CLIENT) == AppParser.YES;
    }

    private int probe(Packet packet, int direction) {
        return detector.probe(false, packet, direction, packet.memory, packet.offset + packet.payloadOffset,
                packet.payloadLength);
    }

    /**
     * The next bytes of a stream, in order, none twice.
     *
     * @param direction {@code Packet.TO_SERVER} or {@code Packet.TO_CLIENT}; not always the packet's own
     * @return what to do with the flow: {@link AppPolicy#IGNORE} when all is well
     */
    public AppPolicy onData(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        session.datagrams = false;
        return takeWithinMemory(session, packet, direction, memory, offset, length);
    }

    /** One datagram's payload; as {@link #onData}. */
    public AppPolicy onDatagram(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        session.datagrams = true;
        return takeWithinMemory(session, packet, direction, memory, offset, length);
    }

    /**
     * Buffers that found no memory are cut, so that rules may not see what they hold: a case of the memcap's policy.
     */
    private AppPolicy takeWithinMemory(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        long refusals = runtime.memory().refusals();
        AppPolicy policy = take(session, packet, direction, memory, offset, length);
        boolean refused = runtime.memory().refusals() != refusals;
        return refused && policy == AppPolicy.IGNORE ? runtime.settings().memcapPolicy() : policy;
    }

    /**
     * {@code length} bytes of a stream will never come. Where its parser cannot go on behind them, the direction is
     * over for it; the other one goes on.
     */
    public AppPolicy onGap(AppSession session, Packet packet, int direction, long length) {
        counters.add(AppCounter.GAP_BYTES, length);
        if (session.parser == null) {
            if (!session.detectionDone()) {
                giveUp(session, direction);
            }
            return AppPolicy.IGNORE;
        }
        if (session.ended[direction] || session.parser.onGap(session, packet, direction, length)) {
            return AppPolicy.IGNORE;
        }
        counters.add(AppCounter.PARSER_ERRORS, 1);
        onEnd(session, packet, direction);
        return settings.errorPolicy();
    }

    /** Nothing more will come in that direction. */
    public void onEnd(AppSession session, Packet packet, int direction) {
        if (session.ended[direction]) {
            return;
        }
        session.ended[direction] = true;
        if (session.parser != null) {
            session.parser.onEnd(session, packet, direction);
        } else if (!session.detectionDone()) {
            giveUp(session, direction);
        }
    }

    /** Detection has seen all there is in that direction: windows slide, finished transactions leave. */
    public void onInspected(AppSession session, int direction) {
        session.eventsInspected();
        if (session.frames.first() != null) {
            framesInspected(session, direction);
        }
        Transaction before = null;
        Transaction transaction = session.transactions.first();
        while (transaction != null) {
            Transaction next = transaction.next();
            transaction.markInspected(direction);
            if (transaction.finished()) {
                runtime.close(session, before);
            } else {
                before = transaction;
            }
            transaction = next;
        }
    }

    private void framesInspected(AppSession session, int direction) {
        Transaction before = null;
        Transaction frame = session.frames.first();
        while (frame != null) {
            Transaction next = frame.next();
            frame.markInspected(direction);
            if (frame.finished()) {
                runtime.frames().close(session, before);
            } else {
                before = frame;
            }
            frame = next;
        }
    }

    /** The flow is over: frees all it had. */
    public void close(AppSession session) {
        endParser(session);
        while (session.transactions.first() != null) {
            runtime.close(session, null);
        }
        while (session.frames.first() != null) {
            runtime.frames().close(session, null);
        }
        session.forgetPrefixes();
        sessions.give(session);
    }

    private AppPolicy take(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (length <= 0 || session.ended[direction]) {
            return AppPolicy.IGNORE;
        }
        boolean first = session.bytes[direction] == 0;
        session.bytes[direction] += length;
        if (session.parser == null) {
            return session.detectionDone()
                    ? AppPolicy.IGNORE
                    : detect(session, packet, direction, memory, offset, length);
        }
        if (first && !session.parser.needsNoProbe()) {
            judgeOtherDirection(session, packet, direction, memory, offset, length);
        }
        AppPolicy policy;
        if (session.prefix[direction].isEmpty()) {
            policy = feed(session, packet, direction, memory, offset, length);
        } else {
            // The parser had held bytes back: it waits for the other direction.
            session.prefix[direction].append(memory, offset, length);
            policy = feedPrefix(session, packet, direction);
        }
        if (policy == AppPolicy.IGNORE) {
            policy = feedHeld(session, packet, direction ^ 1);
        }
        return policy == AppPolicy.IGNORE ? feedHeld(session, packet, direction) : policy;
    }

    /** What a parser held back of a direction is offered again once the other direction has moved. */
    private AppPolicy feedHeld(AppSession session, Packet packet, int direction) {
        boolean waiting = session.detectionDone() || session.changes > 0 && session.bytes[direction] == 0;
        return waiting ? feedPrefix(session, packet, direction) : AppPolicy.IGNORE;
    }

    private AppPolicy detect(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (session.datagrams) {
            return detectDatagram(session, packet, direction, memory, offset, length);
        }
        NativeBytes prefix = session.prefix[direction];
        boolean kept = !prefix.isEmpty();
        if (kept) {
            prefix.append(memory, offset, length);
        }
        if (session.detected[direction] == AppProtocol.FAILED) {
            // Still kept a while: the other direction may tell, and then this one is fed, too.
            if (!kept) {
                prefix.append(memory, offset, length);
            }
            return prefix.cut() ? fail(session) : AppPolicy.IGNORE;
        }
        int answer = kept
                ? detector.probe(session.datagrams, packet, direction, prefix.memory(), prefix.offset(),
                        prefix.length())
                : detector.probe(session.datagrams, packet, direction, memory, offset, length);
        if (answer == AppParser.YES) {
            return begin(detector.found(), session, packet, direction, memory, offset, kept ? 0 : length);
        }
        if (!kept) {
            prefix.append(memory, offset, length);
        }
        if (answer == AppParser.NO || prefix.cut() || session.ended[direction]) {
            giveUp(session, direction);
        }
        return AppPolicy.IGNORE;
    }

    /** A datagram stands for itself: the first of each direction decides. */
    private AppPolicy detectDatagram(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (session.detected[direction] == AppProtocol.FAILED) {
            return AppPolicy.IGNORE;
        }
        int answer = detector.probe(session.datagrams, packet, direction, memory, offset, length);
        if (answer == AppParser.YES) {
            return begin(detector.found(), session, packet, direction, memory, offset, length);
        }
        giveUp(session, direction);
        return AppPolicy.IGNORE;
    }

    /**
     * The protocol is known: the parser gets what was kept of both directions, in the order they began, and the rest.
     */
    private AppPolicy begin(AppParser parser, AppSession session, Packet packet, int direction, MemorySegment memory,
            long offset, int length) {
        int other = direction ^ 1;
        session.detected[direction] = parser.protocol();
        session.protocol = parser.protocol();
        if (session.detected[other] == AppProtocol.FAILED) {
            session.raise(AppEvent.APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION);
        }
        if (!parser.begin(session)) {
            counters.add(AppCounter.TRANSACTIONS_EXHAUSTED, 1);
            session.forgetPrefixes();
            session.failParser();
            return settings.memcapPolicy();
        }
        session.parser = parser;
        counters.countFlow(parser.protocol());
        AppPolicy policy = feedPrefix(session, packet, other);
        if (policy == AppPolicy.IGNORE) {
            policy = feedPrefix(session, packet, direction);
        }
        if (policy == AppPolicy.IGNORE && length > 0) {
            policy = feed(session, packet, direction, memory, offset, length);
        }
        return policy;
    }

    private AppPolicy feedPrefix(AppSession session, Packet packet, int direction) {
        if (session.prefix[direction].isEmpty()) {
            return AppPolicy.IGNORE;
        }
        NativeBytes taken = session.takePrefix(direction);
        boolean whole = !taken.cut();
        AppPolicy policy = feed(session, packet, direction, taken.memory(), taken.offset(), taken.length());
        taken.release();
        if (policy == AppPolicy.IGNORE && !whole && session.parser != null) {
            return failParser(session);
        }
        if (session.ended[direction] && session.parser != null && session.prefix[direction].isEmpty()) {
            session.parser.onEnd(session, packet, direction);
        }
        return policy;
    }

    private AppPolicy feed(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (session.parser == null) {
            return session.detectionDone()
                    ? AppPolicy.IGNORE
                    : detect(session, packet, direction, memory, offset, length);
        }
        int taken = session.parser.onData(session, packet, direction, memory, offset, length);
        if (taken == AppParser.FAILED) {
            return failParser(session);
        }
        int rest = length - taken;
        if (session.changeTo == null) {
            if (rest > 0) {
                session.prefix[direction].append(memory, offset + taken, rest);
            }
            return AppPolicy.IGNORE;
        }
        changeProtocol(session);
        if (rest > 0) {
            return feed(session, packet, direction, memory, offset + taken, rest);
        }
        return AppPolicy.IGNORE;
    }

    /** The parser saw the flow turn to something else (CONNECT, STARTTLS, upgrade): look for a protocol anew. */
    private void changeProtocol(AppSession session) {
        session.changes++;
        session.original = session.protocol;
        session.expected = session.changeTo;
        session.changeTo = null;
        endParser(session);
        session.protocol = AppProtocol.UNKNOWN;
        session.detected[0] = AppProtocol.UNKNOWN;
        session.detected[1] = AppProtocol.UNKNOWN;
        session.bytes[0] = 0;
        session.bytes[1] = 0;
        if (session.changes > MAX_CHANGES) {
            fail(session);
            return;
        }
        AppParser next = detector.unprobed(session.expected);
        if (next != null && next.begin(session)) {
            session.parser = next;
            session.protocol = next.protocol();
            session.detected[0] = next.protocol();
            session.detected[1] = next.protocol();
            counters.countFlow(next.protocol());
        }
    }

    private void judgeOtherDirection(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        int answer = detector.probe(session.datagrams, packet, direction, memory, offset, length);
        if (answer == AppParser.YES) {
            AppParser found = detector.found();
            session.detected[direction] = found == session.parser ? session.protocol : found.protocol();
            if (session.detected[direction] != session.protocol) {
                session.raise(AppEvent.APPLAYER_MISMATCH_PROTOCOL_BOTH_DIRECTIONS);
            }
        } else if (answer == AppParser.NO) {
            session.detected[direction] = AppProtocol.FAILED;
            session.raise(AppEvent.APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION);
        }
    }

    private void giveUp(AppSession session, int direction) {
        session.detected[direction] = AppProtocol.FAILED;
        if (session.detected[direction ^ 1] == AppProtocol.FAILED || session.prefix[direction].cut()) {
            fail(session);
        }
    }

    private AppPolicy fail(AppSession session) {
        session.protocol = AppProtocol.FAILED;
        session.forgetPrefixes();
        counters.add(AppCounter.DETECTION_FAILED, 1);
        if (session.expected == AppProtocol.TLS) {
            session.raise(AppEvent.APPLAYER_NO_TLS_AFTER_STARTTLS);
        }
        return AppPolicy.IGNORE;
    }

    private AppPolicy failParser(AppSession session) {
        counters.add(AppCounter.PARSER_ERRORS, 1);
        endParser(session);
        session.failParser();
        for (Transaction t = session.transactions.first(); t != null; t = t.next()) {
            t.finish();
        }
        return settings.errorPolicy();
    }

    private static void endParser(AppSession session) {
        if (session.parser != null) {
            session.parser.end(session);
            session.parser = null;
            session.state = null;
        }
    }
}
