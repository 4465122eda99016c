package org.sluice.dataplane.app.tls;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** TLS: one transaction a flow, fed by one reader of records a direction. */
public final class TlsParser implements AppParser {
    private final AppRuntime runtime;
    private final Pool<TlsTransaction> transactions;
    private final Pool<State> states;

    /** What one flow needs while its handshake lasts. */
    private static final class State {
        private final TlsRecords[] records;
        private TlsTransaction transaction;

        State(AppRuntime runtime) {
            records = new TlsRecords[] {
                new TlsRecords(runtime, Packet.TO_SERVER), new TlsRecords(runtime, Packet.TO_CLIENT)
            };
        }
    }

    /** @param runtime of the inspector */
    public TlsParser(AppRuntime runtime) {
        this.runtime = runtime;
        TlsTransaction.Fingerprints fingerprints = new TlsTransaction.Fingerprints();
        transactions = runtime.pool(r -> new TlsTransaction(r, fingerprints));
        states = runtime.pool(State::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.TLS;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return TlsProbe.probe(direction, memory, offset, length);
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
        if (state.transaction == null && !open(session, packet, state)) {
            return FAILED;
        }
        if (!state.records[direction].take(session, packet, memory, offset, offset + length)) {
            return FAILED;
        }
        if (runtime.settings().tlsBypassEncrypted() && state.records[0].done() && state.records[1].done()) {
            session.bypass();
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        State state = (State) session.state();
        return state.transaction != null && state.records[direction].lose();
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
        state.records[0].release();
        state.records[1].release();
        states.give(state);
    }

    private boolean open(AppSession session, Packet packet, State state) {
        TlsTransaction opened = runtime.open(session, this, transactions, packet);
        if (opened == null) {
            return false;
        }
        state.transaction = opened;
        state.records[0].begin(opened);
        state.records[1].begin(opened);
        return true;
    }
}
