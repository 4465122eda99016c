package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;

/** HTTP/1: pairs the reader of requests with that of responses. */
public final class HttpParser implements AppParser {
    private final AppRuntime runtime;
    private final Pool<HttpTransaction> transactions;
    private final Pool<State> states;
    private final Pool<FileWindows> files;

    /** What one flow needs. */
    private static final class State {
        private final HttpRequestReader requests;
        private final HttpResponseReader responses;

        State(AppRuntime runtime, DecompressorPool decompressors, HttpParser parser) {
            requests = new HttpRequestReader(runtime, decompressors, parser);
            responses = new HttpResponseReader(runtime, decompressors, parser);
        }
    }

    /**
     * @param runtime of the inspector
     * @param decompressors shared with other versions of HTTP
     */
    public HttpParser(AppRuntime runtime, DecompressorPool decompressors) {
        this.runtime = runtime;
        int count = runtime.settings().transactions();
        transactions = runtime.pool(HttpTransaction::new);
        states = runtime.pool(r -> new State(r, decompressors, this));
        files = new Pool<>(Math.max(1, count / 4), () -> new FileWindows(runtime));
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.HTTP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return HttpProbe.probe(direction, memory, offset, length);
    }

    @Override
    public boolean begin(AppSession session) {
        State state = states.take();
        if (state == null) {
            return false;
        }
        state.requests.begin(session);
        state.responses.begin();
        session.state(state);
        return true;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        State state = (State) session.state();
        long end = offset + length;
        long stop = direction == Packet.TO_SERVER
                ? state.requests.take(session, packet, memory, offset, end)
                : state.responses.take(session, packet, memory, offset, end);
        return stop < 0 ? FAILED : (int) (stop - offset);
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        State state = (State) session.state();
        return direction == Packet.TO_SERVER ? state.requests.gap(length) : state.responses.gap(length);
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        State state = (State) session.state();
        if (direction == Packet.TO_SERVER) {
            state.requests.end();
            return;
        }
        state.responses.end();
        // No response can come any more to those that wait for one.
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof HttpTransaction waiting) {
                waiting.progress(Packet.TO_CLIENT, Transaction.END);
            }
        }
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        state.requests.forget();
        state.responses.forget();
        states.give(state);
    }

    @Override
    public void takeBack(Transaction transaction) {
        HttpTransaction http = (HttpTransaction) transaction;
        if (http.files != null) {
            http.files.release();
            files.give(http.files);
            http.files = null;
        }
    }

    /** Lets the transaction carry files; false when all slots are in use (counted). */
    boolean giveFiles(HttpTransaction transaction) {
        if (transaction.files == null) {
            transaction.files = files.take();
            if (transaction.files != null && transaction.isStoring()) {
                transaction.files.store(transaction.id());
            }
        }
        if (transaction.files == null) {
            runtime.counters().add(AppCounter.TRANSACTIONS_EXHAUSTED, 1);
        }
        return transaction.files != null;
    }

    HttpTransaction open(AppSession session, Packet packet) {
        return runtime.open(session, this, transactions, packet);
    }

    /** The oldest transaction without a response; a new one when all have theirs. */
    HttpTransaction awaitingResponse(AppSession session, Packet packet) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof HttpTransaction waiting && waiting.progress(Packet.TO_CLIENT) == 0) {
                return waiting;
            }
        }
        HttpTransaction alone = open(session, packet);
        if (alone != null) {
            alone.responseEvent(AppEvent.HTTP_UNABLE_TO_MATCH_RESPONSE_TO_REQUEST);
            alone.omit(Packet.TO_SERVER);
        }
        return alone;
    }

    /** A response that is no tunnel: a client that asked for one goes on with requests. */
    void connectRefused(AppSession session, HttpTransaction transaction) {
        if (transaction.method == HttpMethods.CONNECT) {
            ((State) session.state()).requests.goOn();
        }
    }

    void onResponseEnd(HttpTransaction transaction) {
        if (transaction.progress(Packet.TO_SERVER) == 0) {
            transaction.omit(Packet.TO_SERVER);
        }
    }
}
