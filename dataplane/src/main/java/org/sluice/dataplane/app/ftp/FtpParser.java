package org.sluice.dataplane.app.ftp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.FrameMark;
import org.sluice.dataplane.app.LineReader;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** FTP's control channel. A reply goes to the oldest command that waits for one; {@code 1xx} is not its last. */
public final class FtpParser implements AppParser {
    private static final int LINE_LIMIT = 4096;
    private static final int LONGEST_WELCOME = 512;
    private static final String[] FIRST_COMMANDS = {"user ", "auth tls", "auth ssl", "feat\r", "syst\r", "port ", "pasv\r"};

    private final AppRuntime runtime;
    private final Pool<FtpTransaction> transactions;
    private final Pool<State> states;

    private static final class State {
        private final LineReader commands;
        private final LineReader replies;
        private final FrameMark commandLine;
        private final FrameMark replyLine;
        /** Code of the reply of several lines being read, or 0. */
        private int open;
        private boolean tlsAsked;
        /** Where the next data channel is opened to, or 0. */
        private int dataPort;

        State(AppRuntime runtime) {
            commands = new LineReader(runtime, LINE_LIMIT);
            replies = new LineReader(runtime, LINE_LIMIT);
            commandLine = new FrameMark(runtime, AppProtocol.FTP, Buffer.FRAME_FTP_COMMAND_LINE, Packet.TO_SERVER);
            replyLine = new FrameMark(runtime, AppProtocol.FTP, Buffer.FRAME_FTP_RESPONSE_LINE, Packet.TO_CLIENT);
        }
    }

    /** @param runtime of the inspector */
    public FtpParser(AppRuntime runtime) {
        this.runtime = runtime;
        transactions = runtime.pool(FtpTransaction::new);
        states = runtime.pool(State::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.FTP;
    }

    /** By a first command that only FTP has, or by a server whose welcome says FTP. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        int best = NO;
        if (direction == Packet.TO_SERVER) {
            for (String command : FIRST_COMMANDS) {
                best = Math.max(best, begins(memory, offset, length, command));
            }
            return best;
        }
        int answer = begins(memory, offset, length, "220");
        if (answer != YES) {
            return answer;
        }
        for (int i = 3; i + 3 <= length && memory.get(ValueLayout.JAVA_BYTE, offset + i) != '\n'; i++) {
            if (begins(memory, offset + i, length - i, "ftp") == YES) {
                return YES;
            }
        }
        return length < LONGEST_WELCOME ? MORE : NO;
    }

    @Override
    public boolean begin(AppSession session) {
        State state = states.take();
        if (state == null) {
            return false;
        }
        state.open = 0;
        state.tlsAsked = false;
        state.dataPort = 0;
        session.state(state);
        return true;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        State state = (State) session.state();
        boolean toServer = direction == Packet.TO_SERVER;
        LineReader lines = toServer ? state.commands : state.replies;
        long at = offset;
        long end = offset + length;
        while (at < end) {
            if (toServer && state.tlsAsked) {
                return (int) (at - offset);
            }
            long from = at;
            at = lines.take(memory, at, end);
            if (runtime.frames().anyWanted()) {
                FrameMark line = toServer ? state.commandLine : state.replyLine;
                line.run(session, packet, memory, from, at, lines.whole());
            }
            if (!lines.whole()) {
                continue;
            }
            boolean followed = toServer ? command(session, packet, state) : reply(session, packet, state);
            if (!followed) {
                return FAILED;
            }
            if (!toServer && state.tlsAsked && changed(session, state)) {
                return (int) (at - offset);
            }
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return false;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        if (direction == Packet.TO_CLIENT) {
            for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
                if (t instanceof FtpTransaction waiting && waiting.progress(Packet.TO_CLIENT) < Transaction.END) {
                    waiting.ends();
                }
            }
        }
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        state.commands.release();
        state.replies.release();
        state.commandLine.forget();
        state.replyLine.forget();
        states.give(state);
    }

    private static long clientAddress(Packet packet) {
        return packet.direction == Packet.TO_SERVER ? packet.sourceLow : packet.destinationLow;
    }

    private boolean command(AppSession session, Packet packet, State state) {
        FtpTransaction transaction = runtime.open(session, this, transactions, packet);
        if (transaction == null) {
            return false;
        }
        transaction.command(state.commands.line());
        if (state.commands.cut()) {
            transaction.event(Packet.TO_SERVER, AppEvent.FTP_REQUEST_COMMAND_TOO_LONG);
        }
        NativeBytes text = transaction.commandText();
        int start = transaction.dataStart();
        if (transaction.is("port")) {
            transaction.mode = FtpTransaction.ACTIVE;
            long target = DataPorts.addressAndPort(text, start, text.length());
            transaction.port = (int) (target & 0xffff);
            transaction.bounces = target != 0 && packet.ipVersion == 4 && target >>> 16 != clientAddress(packet);
            state.dataPort = transaction.port;
        } else if (transaction.is("eprt")) {
            transaction.mode = FtpTransaction.ACTIVE;
            transaction.port = DataPorts.extended(text, start, text.length());
            state.dataPort = transaction.port;
        } else if (transaction.is("retr")) {
            expect(packet, state, transaction, FtpDataTransaction.RETRIEVE);
        } else if (transaction.is("stor") || transaction.is("stou") || transaction.is("appe")) {
            expect(packet, state, transaction, FtpDataTransaction.STORE);
        } else if (transaction.is("pasv") || transaction.is("epsv")) {
            transaction.mode = FtpTransaction.PASSIVE;
        } else if (transaction.is("auth")) {
            state.tlsAsked = true;
        }
        return true;
    }

    /** A transfer begins: its connection is known by the port that was agreed on. */
    private void expect(Packet packet, State state, FtpTransaction transaction, int kind) {
        if (state.dataPort == 0) {
            return;
        }
        NativeBytes text = transaction.commandText();
        if (!runtime.settings().expectations().expect(packet, state.dataPort, kind, text, transaction.dataStart(),
                text.length())) {
            runtime.counters().add(AppCounter.EXPECTATIONS_EXHAUSTED, 1);
        }
        state.dataPort = 0;
    }

    private boolean reply(AppSession session, Packet packet, State state) {
        NativeBytes line = state.replies.line();
        FtpTransaction transaction = waiting(session, packet);
        if (transaction == null) {
            return false;
        }
        if (state.replies.cut()) {
            transaction.event(Packet.TO_CLIENT, AppEvent.FTP_RESPONSE_COMMAND_TOO_LONG);
        }
        int code = LineReader.replyCode(line);
        transaction.reply(line, code > 0);
        if (code == 227) {
            transaction.mode = FtpTransaction.PASSIVE;
            transaction.port = DataPorts.sixNumbers(line, 3, line.length());
            state.dataPort = transaction.port;
        } else if (code == 229) {
            transaction.mode = FtpTransaction.PASSIVE;
            transaction.port = DataPorts.extended(line, 3, line.length());
            state.dataPort = transaction.port;
        }
        boolean more = line.length() > 3 && line.get(3) == '-';
        if (state.open == 0 && code > 0 && more) {
            state.open = code;
        } else if (state.open == 0 || code == state.open && !more) {
            state.open = 0;
            if (code >= 200 || code < 0) {
                transaction.ends();
            }
        }
        return true;
    }

    /** The oldest command without its last reply; one without command when all have theirs. */
    private FtpTransaction waiting(AppSession session, Packet packet) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof FtpTransaction open && open.progress(Packet.TO_CLIENT) < Transaction.END) {
                return open;
            }
        }
        FtpTransaction alone = runtime.open(session, this, transactions, packet);
        if (alone != null) {
            alone.withoutCommand();
        }
        return alone;
    }

    /** The answer to AUTH came: TLS begins, or commands go on. */
    private boolean changed(AppSession session, State state) {
        if (state.open != 0) {
            return false;
        }
        int code = LineReader.replyCode(state.replies.line());
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof FtpTransaction command && command.is("auth")
                    && command.progress(Packet.TO_CLIENT) == Transaction.END) {
                state.tlsAsked = false;
                if (code == 234 || code == 334) {
                    session.changeProtocol(AppProtocol.TLS);
                    return true;
                }
            }
        }
        return false;
    }

    private static int begins(MemorySegment memory, long offset, int length, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            if (i == length) {
                return MORE;
            }
            byte b = memory.get(ValueLayout.JAVA_BYTE, offset + i);
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower.charAt(i)) {
                return NO;
            }
        }
        return YES;
    }
}
