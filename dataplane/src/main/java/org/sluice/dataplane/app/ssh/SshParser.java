package org.sluice.dataplane.app.ssh;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Digests;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** SSH: one transaction a flow, fed by one reader a direction. */
public final class SshParser implements AppParser {
    private static final String MARK = "SSH-";

    private final AppRuntime runtime;
    private final Pool<SshTransaction> transactions;
    private final Pool<State> states;

    private static final class State {
        private final SshReader[] readers;
        private SshTransaction transaction;

        State(AppRuntime runtime, Digests digests) {
            readers = new SshReader[] {
                new SshReader(runtime, Packet.TO_SERVER, digests), new SshReader(runtime, Packet.TO_CLIENT, digests)
            };
        }
    }

    /** @param runtime of the inspector */
    public SshParser(AppRuntime runtime) {
        this.runtime = runtime;
        Digests digests = new Digests();
        transactions = runtime.pool(SshTransaction::new);
        states = runtime.pool(r -> new State(r, digests));
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SSH;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        for (int i = 0; i < MARK.length(); i++) {
            if (i == length) {
                return MORE;
            }
            if (memory.get(ValueLayout.JAVA_BYTE, offset + i) != MARK.charAt(i)) {
                return NO;
            }
        }
        return YES;
    }

    @Override
    public boolean begin(AppSession session) {
        State state = states.take();
        session.state(state);
        return state != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        State state = (State) session.state();
        if (state.transaction == null) {
            state.transaction = runtime.open(session, this, transactions, packet);
            if (state.transaction == null) {
                return FAILED;
            }
            state.readers[0].begin(state.transaction);
            state.readers[1].begin(state.transaction);
        }
        if (!state.readers[direction].take(session, packet, memory, offset, offset + length)) {
            return FAILED;
        }
        if (state.readers[0].encrypted() && state.readers[1].encrypted()) {
            session.bypass();
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        State state = (State) session.state();
        return state.transaction != null && state.readers[direction].encrypted();
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        State state = (State) session.state();
        if (state.transaction != null) {
            state.transaction.progress(direction, Transaction.END);
        }
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        state.transaction = null;
        state.readers[0].release();
        state.readers[1].release();
        states.give(state);
    }
}
