package org.sluice.dataplane.app.rdp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** RDP over TCP: an X.224 connection request and confirm, each in a TPKT (RFC 1006). */
public final class RdpParser extends PduParser<RdpParser.RdpState> {
    private static final int TPKT = 4;
    private static final int HEADER = 11;
    private static final int PDU_LIMIT = 1024;
    private static final int REQUEST = 0xE0;
    private static final int CONFIRM = 0xD0;
    private static final String COOKIE = "Cookie: mstshash=";

    private final Pool<RdpTransaction> transactions;
    private final ByteView probe = new ByteView();

    static final class RdpState extends State {
        private final boolean[] done = new boolean[2];
        private RdpTransaction open;

        RdpState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
        }

        @Override
        protected void clear() {
            super.clear();
            done[0] = false;
            done[1] = false;
            open = null;
        }
    }

    /** @param runtime of the inspector */
    public RdpParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new RdpState(runtime));
        transactions = runtime.smallPool(RdpTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.RDP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        if (bytes.u8(0) != 3 || length > 1 && bytes.u8(1) != 0) {
            return NO;
        }
        int wanted = direction == Packet.TO_SERVER ? REQUEST : CONFIRM;
        return length < TPKT + 3 ? MORE : bytes.u8(5) == wanted && bytes.u16(2) == bytes.u8(4) + 5 ? YES : NO;
    }

    @Override
    protected int pduLength(RdpState state, int direction, ByteView bytes) {
        if (state.done[direction]) {
            return bytes.length();
        }
        if (bytes.length() < TPKT) {
            return UNKNOWN_LENGTH;
        }
        return bytes.u8(0) == 3 && bytes.u16(2) >= HEADER ? bytes.u16(2) : NO_PDU;
    }

    @Override
    protected boolean onPdu(AppSession session, RdpState state, Packet packet, int direction, ByteView pdu, int whole) {
        if (state.done[direction]) {
            return true;
        }
        state.done[direction] = true;
        if (state.open == null) {
            state.open = runtime.open(session, this, transactions, packet);
            if (state.open == null) {
                return false;
            }
        }
        if (direction == Packet.TO_SERVER && pdu.is(HEADER, COOKIE)) {
            int start = HEADER + COOKIE.length();
            int end = pdu.indexOf('\r', start);
            state.open.put(direction, Buffer.RDP_COOKIE, pdu, start, (end < 0 ? pdu.length() : end) - start);
        }
        state.open.last(direction);
        if (state.done[direction ^ 1]) {
            state.open = null;
        }
        return true;
    }

    @Override
    protected boolean onLoss(RdpState state, int direction) {
        state.done[direction] = true;
        return true;
    }

    @Override
    protected void onEnd(AppSession session, RdpState state, Packet packet, int direction) {
        if (state.open != null) {
            state.open.over(direction);
        }
    }
}
