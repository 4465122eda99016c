package org.sluice.dataplane.app.dcerpc;

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

/** DCE/RPC over TCP. */
public final class DcerpcParser extends PduParser<DcerpcParser.RpcState> {
    private static final int PDU_LIMIT = 0xffff;

    private final Pool<DcerpcTransaction> transactions;
    private final ByteView probe = new ByteView();

    static final class RpcState extends State {
        private final Interfaces interfaces = new Interfaces();

        RpcState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
        }

        @Override
        protected void clear() {
            super.clear();
            interfaces.clear();
        }
    }

    /** @param runtime of the inspector */
    public DcerpcParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new RpcState(runtime));
        transactions = runtime.pool(DcerpcTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.DCERPC;
    }

    /** Version 5, a known type, a length that holds the header. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        if (bytes.u8(0) != 5 || length > 1 && bytes.u8(1) > 1 || length > 2 && bytes.u8(2) > 19) {
            return NO;
        }
        if (length < RpcReader.HEADER) {
            return MORE;
        }
        return RpcReader.isPdu(bytes, 0) && bytes.u8(5) <= 3 ? YES : NO;
    }

    @Override
    protected int pduLength(RpcState state, int direction, ByteView bytes) {
        if (bytes.u8(0) != 5) {
            return NO_PDU;
        }
        return bytes.length() < RpcReader.HEADER ? UNKNOWN_LENGTH
                : RpcReader.isPdu(bytes, 0) ? RpcReader.length(bytes, 0) : NO_PDU;
    }

    @Override
    protected boolean onPdu(AppSession session, RpcState state, Packet packet, int direction, ByteView pdu, int whole) {
        if (runtime.frames().anyWanted()) {
            mark(session, packet, Buffer.FRAME_DCERPC_PDU, direction, pdu, 0, pdu.length());
            mark(session, packet, Buffer.FRAME_DCERPC_HDR, direction, pdu, 0, RpcReader.HEADER);
            mark(session, packet, Buffer.FRAME_DCERPC_DATA, direction, pdu, RpcReader.HEADER, pdu.length() - RpcReader.HEADER);
        }
        DcerpcTransaction call = find(session, direction, RpcReader.callId(pdu, 0));
        if (call == null) {
            if (!RpcReader.asks(pdu, 0) && !RpcReader.answers(pdu, 0)) {
                return true;
            }
            call = runtime.open(session, this, transactions, packet);
            if (call == null) {
                return false;
            }
            if (direction == Packet.TO_CLIENT) {
                call.over(Packet.TO_SERVER);
            }
        }
        boolean last = RpcReader.read(call, state.interfaces, direction, pdu, 0, pdu.length(),
                RpcReader.HEADER);
        call.came(direction);
        if (last) {
            call.over(direction);
        }
        return true;
    }

    /** The call of that number whose message in that direction is not whole yet. */
    private static DcerpcTransaction find(AppSession session, int direction, long callId) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof DcerpcTransaction call && call.isCall(callId)
                    && call.progress(direction) < Transaction.END) {
                return call;
            }
        }
        return null;
    }

    @Override
    protected void onEnd(AppSession session, RpcState state, Packet packet, int direction) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof DcerpcTransaction call) {
                call.over(direction);
            }
        }
    }

    private void mark(AppSession session, Packet packet, Buffer kind, int direction, ByteView pdu, int at, int length) {
        runtime.frames().whole(session, packet, AppProtocol.DCERPC, kind, direction, pdu, at, length);
    }
}
