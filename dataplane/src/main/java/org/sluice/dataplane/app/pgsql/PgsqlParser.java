package org.sluice.dataplane.app.pgsql;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** PostgreSQL over TCP: a startup message without a type, then messages of type, length and content. */
public final class PgsqlParser extends PduParser<PgsqlParser.PgsqlState> {
    private static final int PORT = 5432;
    private static final int PDU_LIMIT = 1 << 16;
    private static final int MOST = 1 << 28;
    private static final int VERSION_3 = 3;
    private static final int SPECIAL = 1234;
    private static final int ASKS_FOR_TLS = 5679;

    private final Pool<PgsqlTransaction> transactions;
    private final ByteView probe = new ByteView();

    static final class PgsqlState extends State {
        private boolean started;
        private boolean tlsAsked;
        private PgsqlTransaction current;
        private long currentId;

        PgsqlState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
        }

        @Override
        protected void clear() {
            super.clear();
            started = false;
            tlsAsked = false;
            current = null;
        }

        private PgsqlTransaction current() {
            return current != null && current.id() == currentId && !current.complete() ? current : null;
        }
    }

    /** @param runtime of the inspector */
    public PgsqlParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new PgsqlState(runtime));
        transactions = runtime.pool(PgsqlTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.PGSQL;
    }

    /** Startup of version 3 on its own port, or the request for TLS on any. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        if (direction != Packet.TO_SERVER || bytes.u8(0) != 0) {
            return NO;
        }
        if (length < 8) {
            return MORE;
        }
        boolean port = packet.sourcePort == PORT || packet.destinationPort == PORT;
        return bytes.u16(4) == VERSION_3 && bytes.u16(6) == 0 && port
                || bytes.u16(4) == SPECIAL && bytes.u16(6) == ASKS_FOR_TLS && bytes.u32(0) == 8 ? YES : NO;
    }

    @Override
    protected int pduLength(PgsqlState state, int direction, ByteView bytes) {
        if (direction == Packet.TO_CLIENT && state.tlsAsked) {
            return 1;
        }
        boolean untyped = direction == Packet.TO_SERVER && !state.started;
        int at = untyped ? 0 : 1;
        if (bytes.length() < at + 4) {
            return UNKNOWN_LENGTH;
        }
        long length = bytes.u32(at);
        return length < 4 || length > MOST ? NO_PDU : at + (int) length;
    }

    @Override
    protected boolean onPdu(AppSession session, PgsqlState state, Packet packet, int direction, ByteView pdu, int whole) {
        if (direction == Packet.TO_CLIENT) {
            response(session, state, pdu, whole);
            return true;
        }
        if (!state.started) {
            state.tlsAsked = pdu.u16(4) == SPECIAL && pdu.u16(6) == ASKS_FOR_TLS;
            state.started = !state.tlsAsked;
            return request(session, state, packet, pdu, -1);
        }
        return request(session, state, packet, pdu, pdu.u8(0));
    }

    private boolean request(AppSession session, PgsqlState state, Packet packet, ByteView pdu, int type) {
        PgsqlTransaction open = runtime.open(session, this, transactions, packet);
        if (open == null) {
            return false;
        }
        if (type == 'Q') {
            int end = pdu.indexOf(0, 5);
            open.put(Packet.TO_SERVER, Buffer.PGSQL_QUERY, pdu, 5, (end < 0 ? pdu.length() : end) - 5);
        }
        open.last(Packet.TO_SERVER);
        if (type == 'X') {
            open.over(Packet.TO_CLIENT);
        }
        PgsqlTransaction before = state.current();
        if (before != null && type != 'Q') {
            before.over(Packet.TO_CLIENT);
        }
        state.current = open;
        state.currentId = open.id();
        return true;
    }

    private static void response(AppSession session, PgsqlState state, ByteView pdu, int whole) {
        PgsqlTransaction open = state.current();
        if (state.tlsAsked) {
            state.tlsAsked = false;
            if (pdu.u8(0) == 'S') {
                session.changeProtocol(AppProtocol.TLS);
            }
            if (open != null) {
                open.last(Packet.TO_CLIENT);
            }
            return;
        }
        if (open == null) {
            return;
        }
        switch (pdu.u8(0)) {
            case 'T' -> open.fields = pdu.u16(5);
            case 'D' -> {
                open.rows++;
                open.rowBytes += Math.max(0, whole - 7 - 4L * pdu.u16(5));
            }
            case 'C' -> {
                int end = pdu.indexOf(0, 5);
                open.completed.clear();
                open.completed.append(pdu.memory(), pdu.offset() + 5, (end < 0 ? pdu.length() : end) - 5);
            }
            default -> { }
        }
        open.came(Packet.TO_CLIENT);
        if (pdu.u8(0) == 'Z') {
            open.over(Packet.TO_CLIENT);
        }
    }

    @Override
    protected void onEnd(AppSession session, PgsqlState state, Packet packet, int direction) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof PgsqlTransaction open) {
                open.over(direction);
            }
        }
    }
}
