package org.sluice.dataplane.app.sip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Frame;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.LineReader;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** SIP: a first line, header fields, an empty line, a body of known length; the same in datagrams and streams. */
public final class SipParser implements AppParser {
    private static final String[] MARKS = {
        "SIP/2.0 ", "INVITE ", "REGISTER ", "OPTIONS sip", "ACK ", "BYE ", "CANCEL ", "SUBSCRIBE ", "NOTIFY ", "MESSAGE ",
        "INFO ", "UPDATE sip", "REFER ", "PRACK ", "PUBLISH ",
    };
    private static final int LINE_LIMIT = 4096;
    private static final int LONGEST_FIRST_LINE = 1024;

    private final AppRuntime runtime;
    private final Pool<SipTransaction> transactions;
    private final Pool<State> states;

    private static final class Side {
        private final LineReader lines;
        private SipTransaction transaction;
        private long transactionId;
        private int body;
        private Frame pdu;
        private Frame part;
        /** Whether the message is a response. */
        private boolean response;

        Side(AppRuntime runtime) {
            lines = new LineReader(runtime, LINE_LIMIT);
        }

        void clear() {
            lines.release();
            transaction = null;
            body = 0;
            pdu = null;
            part = null;
        }

        void endPart() {
            if (part != null) {
                part.end();
                part = null;
            }
        }
    }

    private static final class State {
        private final Side[] sides;

        State(AppRuntime runtime) {
            sides = new Side[] {new Side(runtime), new Side(runtime)};
        }
    }

    /** @param runtime of the inspector */
    public SipParser(AppRuntime runtime) {
        this.runtime = runtime;
        transactions = runtime.pool(SipTransaction::new);
        states = runtime.pool(State::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SIP;
    }

    @Override
    public boolean runsOver(boolean datagrams) {
        return true;
    }

    /**
     * A method of SIP's or its version; a request needs {@code SIP/} in its first line, for other protocols have
     * methods, too.
     */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        int best = NO;
        for (int i = 0; i < MARKS.length; i++) {
            int answer = begins(memory, offset, length, MARKS[i]);
            if (answer == YES) {
                return i == 0 ? YES : version(memory, offset, length);
            }
            best = Math.max(best, answer);
        }
        return best;
    }

    @Override
    public boolean begin(AppSession session) {
        State state = states.take();
        session.state(state);
        return state != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        Side side = ((State) session.state()).sides[direction];
        if (side.transaction != null && side.transaction.id() != side.transactionId) {
            return FAILED;
        }
        long at = offset;
        long end = offset + length;
        while (at < end) {
            if (side.body > 0) {
                int count = (int) Math.min(side.body, end - at);
                side.body -= count;
                mark(side, memory, at, count);
                side.transaction.body(memory, at, count);
                at += count;
                if (side.body == 0) {
                    messageEnds(side);
                }
                continue;
            }
            long from = at;
            at = side.lines.take(memory, at, end);
            boolean whole = side.lines.whole();
            if (whole && runtime.frames().anyWanted()) {
                lineFrames(session, packet, direction, side, memory, from, at);
            }
            if (whole && !line(session, packet, direction, side)) {
                return FAILED;
            }
        }
        if (session.datagrams()) {
            // A datagram stands for itself: nothing of it goes on in the next.
            if (side.transaction != null) {
                messageEnds(side);
            }
            side.clear();
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return session.datagrams();
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        Side side = ((State) session.state()).sides[direction];
        if (side.transaction != null && side.transaction.id() == side.transactionId) {
            messageEnds(side);
        }
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        state.sides[0].clear();
        state.sides[1].clear();
        states.give(state);
    }

    private boolean line(AppSession session, Packet packet, int direction, Side side) {
        boolean empty = side.lines.line().isEmpty();
        if (side.transaction == null) {
            if (empty) {
                // Keep-alives between messages.
                return true;
            }
            side.transaction = runtime.open(session, this, transactions, packet);
            if (side.transaction == null) {
                return false;
            }
            side.transactionId = side.transaction.id();
            side.transaction.begin(direction);
            side.transaction.firstLine(side.lines.line());
            return true;
        }
        if (!empty) {
            side.transaction.field(side.lines.line());
            return true;
        }
        // A datagram's body goes to its end, unless a length is said (RFC 3261, 18.3).
        side.body = session.datagrams() && !side.transaction.saysContentLength()
                ? Integer.MAX_VALUE : side.transaction.contentLength();
        if (side.body == 0) {
            messageEnds(side);
        }
        return true;
    }

    /** Marks a line's bytes; of one that came in pieces, what lies in the last. */
    private void lineFrames(AppSession session, Packet packet, int direction, Side side, MemorySegment memory, long from,
                            long to) {
        NativeBytes line = side.lines.line();
        Frames frames = runtime.frames();
        int count = (int) (to - from);
        if (side.transaction == null) {
            if (line.isEmpty()) {
                return;
            }
            boolean response = begins(line.memory(), line.offset(), line.length(), MARKS[0]) == YES;
            side.pdu = frames.begin(session, packet, AppProtocol.SIP, Buffer.FRAME_SIP_PDU, direction, -1);
            side.part = frames.begin(session, packet, AppProtocol.SIP,
                    response ? Buffer.FRAME_SIP_RESPONSE_LINE : Buffer.FRAME_SIP_REQUEST_LINE, direction, count);
            mark(side, memory, from, count);
            side.endPart();
            side.part = frames.begin(session, packet, AppProtocol.SIP,
                    response ? Buffer.FRAME_SIP_RESPONSE_HEADERS : Buffer.FRAME_SIP_REQUEST_HEADERS, direction, -1);
            side.response = response;
            return;
        }
        if (!line.isEmpty()) {
            mark(side, memory, from, count);
            return;
        }
        side.endPart();
        mark(side, memory, from, count);
        int body = side.transaction.contentLength();
        if (body > 0) {
            side.part = frames.begin(session, packet, AppProtocol.SIP,
                    side.response ? Buffer.FRAME_SIP_RESPONSE_BODY : Buffer.FRAME_SIP_REQUEST_BODY, direction, body);
        }
    }

    private static void mark(Side side, MemorySegment memory, long offset, int count) {
        if (side.pdu != null) {
            side.pdu.append(memory, offset, count);
        }
        if (side.part != null) {
            side.part.append(memory, offset, count);
        }
    }

    private static void messageEnds(Side side) {
        side.endPart();
        if (side.pdu != null) {
            side.pdu.end();
        }
        side.transaction.ends();
        side.clear();
    }

    private static int version(MemorySegment memory, long offset, int length) {
        int i = 0;
        while (i < length && memory.get(ValueLayout.JAVA_BYTE, offset + i) != '\n') {
            i++;
        }
        for (int at = 0; at + 5 <= i; at++) {
            if (begins(memory, offset + at, i - at, " SIP/") == YES) {
                return YES;
            }
        }
        return i < length || length > LONGEST_FIRST_LINE ? NO : MORE;
    }

    private static int begins(MemorySegment memory, long offset, int length, String mark) {
        for (int i = 0; i < mark.length(); i++) {
            if (i == length) {
                return MORE;
            }
            if (memory.get(ValueLayout.JAVA_BYTE, offset + i) != mark.charAt(i)) {
                return NO;
            }
        }
        return YES;
    }
}
