package org.sluice.dataplane.app.dnp3;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** DNP3 over TCP, and over UDP. */
public final class Dnp3Parser extends PduParser<Dnp3Parser.Dnp3State> {
    /** Most bytes of an application fragment. */
    static final int FRAGMENT_LIMIT = 4096;
    private static final int PORT = 20_000;
    private static final int HEADER = 10;
    private static final int BLOCK = 16;
    private static final int LEAST_LENGTH = 5;
    private static final int MOST_FRAME = 292;
    private static final int FIRST = 0x40;
    private static final int LAST = 0x80;
    private static final int FROM_MASTER = 0x80;
    private static final int PRIMARY = 0x40;
    private static final int CONFIRMED_DATA = 3;
    private static final int UNCONFIRMED_DATA = 4;
    private static final int RESPONSE = 129;
    private static final int AUTHENTICATION_RESPONSE = 131;
    /** Requests without a response that a flow may have before that is a flood. */
    private static final int UNANSWERED = 32;

    private final Pool<Dnp3Transaction> transactions;
    private final ByteView probe = new ByteView();
    private final ByteView fragment = new ByteView();

    static final class Dnp3State extends State {
        private final NativeBytes[] fragments = new NativeBytes[2];
        private final boolean[] open = new boolean[2];
        private final boolean[] tooLong = new boolean[2];
        private int unanswered;
        private boolean flooded;
        private AppEvent pending;

        Dnp3State(AppRuntime runtime) {
            super(runtime, MOST_FRAME);
            fragments[0] = runtime.bytes(FRAGMENT_LIMIT);
            fragments[1] = runtime.bytes(FRAGMENT_LIMIT);
        }

        @Override
        protected void clear() {
            super.clear();
            for (int i = 0; i < 2; i++) {
                fragments[i].release();
                open[i] = false;
                tooLong[i] = false;
            }
            unanswered = 0;
            flooded = false;
            pending = null;
        }
    }

    private Dnp3Parser(AppRuntime runtime, boolean datagrams) {
        super(runtime, datagrams, MOST_FRAME, () -> new Dnp3State(runtime));
        transactions = runtime.pool(Dnp3Transaction::new);
    }

    /** @param runtime of the inspector */
    public static Dnp3Parser overTcp(AppRuntime runtime) {
        return new Dnp3Parser(runtime, false);
    }

    /** @param runtime of the inspector */
    public static Dnp3Parser overUdp(AppRuntime runtime) {
        return new Dnp3Parser(runtime, true);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.DNP3;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (packet.sourcePort != PORT && packet.destinationPort != PORT) {
            return NO;
        }
        ByteView bytes = probe.over(memory, offset, length);
        if (length < HEADER) {
            return datagrams || bytes.u8(0) != 5 ? NO : MORE;
        }
        return bytes.u16(0) == 0x0564 && bytes.u8(2) >= LEAST_LENGTH ? YES : NO;
    }

    @Override
    protected int pduLength(Dnp3State state, int direction, ByteView bytes) {
        if (bytes.length() < 3) {
            return bytes.u8(0) == 5 ? UNKNOWN_LENGTH : NO_PDU;
        }
        return bytes.u16(0) == 0x0564 ? frameLength(bytes.u8(2)) : NO_PDU;
    }

    private static int frameLength(int length) {
        int data = Math.max(0, length - LEAST_LENGTH);
        return HEADER + data + 2 * ((data + BLOCK - 1) / BLOCK);
    }

    @Override
    protected boolean onPdu(AppSession session, Dnp3State state, Packet packet, int direction, ByteView pdu, int whole) {
        if (pdu.length() < HEADER) {
            return true;
        }
        state.pending = null;
        int function = pdu.u8(3) & 0xf;
        boolean carries = (pdu.u8(3) & PRIMARY) != 0 && (function == CONFIRMED_DATA || function == UNCONFIRMED_DATA);
        if (pdu.u8(2) < LEAST_LENGTH || carries && pdu.u8(2) < LEAST_LENGTH + 2) {
            state.pending = AppEvent.DNP3_LEN_TOO_SMALL;
        } else if (!Dnp3Crc.holds(pdu, 0, HEADER - 2)) {
            state.pending = AppEvent.DNP3_BAD_LINK_CRC;
        }
        if (state.pending != null) {
            return single(session, state, packet, direction, pdu);
        }
        return !carries || segment(session, state, packet, direction, pdu);
    }

    /** A transaction for nothing but an event. */
    private boolean single(AppSession session, Dnp3State state, Packet packet, int direction, ByteView pdu) {
        Dnp3Transaction open = open(session, packet, direction, pdu);
        if (open == null) {
            return false;
        }
        open.event(direction, state.pending);
        open.over(direction ^ 1);
        open.last(direction);
        return true;
    }

    private Dnp3Transaction open(AppSession session, Packet packet, int direction, ByteView pdu) {
        Dnp3Transaction open = runtime.open(session, this, transactions, packet);
        if (open != null) {
            open.direction = direction;
            open.request = (pdu.u8(3) & FROM_MASTER) != 0;
            open.destination = pdu.le16(4);
            open.source = pdu.le16(6);
        }
        return open;
    }

    /** A transport segment; with the last one the fragment is whole. */
    private boolean segment(AppSession session, Dnp3State state, Packet packet, int direction, ByteView pdu) {
        NativeBytes data = state.fragments[direction];
        int left = pdu.u8(2) - LEAST_LENGTH;
        int transport = pdu.u8(HEADER);
        if ((transport & FIRST) != 0) {
            data.clear();
            state.open[direction] = true;
            state.tooLong[direction] = false;
        }
        if (!state.open[direction]) {
            return true;
        }
        boolean wrong = false;
        int at = HEADER;
        for (int skip = 1; left > 0; skip = 0) {
            int block = Math.min(BLOCK, left);
            wrong |= !Dnp3Crc.holds(pdu, at, block);
            data.append(pdu.memory(), pdu.offset() + at + skip, block - skip);
            at += block + 2;
            left -= block;
        }
        if (wrong) {
            state.open[direction] = false;
            state.pending = AppEvent.DNP3_BAD_TRANSPORT_CRC;
            return single(session, state, packet, direction, pdu);
        }
        if (data.cut() && !state.tooLong[direction]) {
            state.tooLong[direction] = true;
            state.open[direction] = false;
            state.pending = AppEvent.DNP3_TOO_LONG_REASSEMBLY;
            return single(session, state, packet, direction, pdu);
        }
        if ((transport & LAST) != 0) {
            state.open[direction] = false;
            return fragment(session, state, packet, direction, pdu, data);
        }
        return true;
    }

    private boolean fragment(
            AppSession session, Dnp3State state, Packet packet, int direction, ByteView pdu, NativeBytes data) {
        fragment.over(data.memory(), data.offset(), data.length());
        if (fragment.length() < 2) {
            return true;
        }
        Dnp3Transaction open = open(session, packet, direction, pdu);
        if (open == null) {
            return false;
        }
        int function = fragment.u8(1);
        boolean response = function >= RESPONSE && function <= AUTHENTICATION_RESPONSE;
        open.put(direction, AppField.DNP3_FUNC, function);
        open.put(direction, Buffer.DNP3_DATA, fragment, 0, fragment.length());
        if (response) {
            open.put(direction, AppField.DNP3_IND, fragment.u16(2));
            state.unanswered = 0;
        } else if (++state.unanswered > UNANSWERED && !state.flooded) {
            state.flooded = true;
            open.event(direction, AppEvent.DNP3_FLOODED);
        }
        Dnp3Objects.read(open, direction, function, fragment, response ? 4 : 2);
        open.over(direction ^ 1);
        open.last(direction);
        return true;
    }

    @Override
    protected boolean onLoss(Dnp3State state, int direction) {
        state.open[direction] = false;
        return true;
    }
}
