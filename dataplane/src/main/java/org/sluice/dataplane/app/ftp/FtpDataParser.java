package org.sluice.dataplane.app.ftp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Expectations;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** FTP's data channels: connections that a control channel announced. One transaction with one file. */
public final class FtpDataParser implements AppParser {
    private final AppRuntime runtime;
    private final Expectations expectations;
    private final Pool<FtpDataTransaction> transactions;
    private final Pool<State> states;
    /** What the flow at hand is for, from when it is taken until its transaction has it. */
    private final Expectations.Found found = new Expectations.Found();

    private static final class State {
        private FtpDataTransaction transaction;
        private long transactionId;
    }

    /** @param runtime of the inspector */
    public FtpDataParser(AppRuntime runtime) {
        this.runtime = runtime;
        expectations = runtime.settings().expectations();
        transactions = runtime.smallPool(FtpDataTransaction::new);
        states = runtime.smallPool(r -> new State());
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.FTP_DATA;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return expectations.isExpected(packet) ? YES : NO;
    }

    @Override
    public boolean begin(AppSession session) {
        State state = states.take();
        session.state(state);
        if (state == null) {
            return false;
        }
        state.transaction = null;
        return true;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        State state = (State) session.state();
        if (state.transaction == null) {
            state.transaction = expectations.take(packet, found)
                    ? runtime.open(session, this, transactions, packet) : null;
            if (state.transaction == null) {
                return FAILED;
            }
            state.transactionId = state.transaction.id();
            state.transaction.begin(found, direction);
        }
        if (!isLive(state)) {
            return FAILED;
        }
        state.transaction.data(direction, memory, offset, length);
        return length;
    }

    private static boolean isLive(State state) {
        return state.transaction != null && state.transaction.id() == state.transactionId;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        State state = (State) session.state();
        if (isLive(state)) {
            state.transaction.lose();
        }
        return true;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        State state = (State) session.state();
        if (isLive(state)) {
            state.transaction.ends(direction);
        }
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        state.transaction = null;
        states.give(state);
    }
}
