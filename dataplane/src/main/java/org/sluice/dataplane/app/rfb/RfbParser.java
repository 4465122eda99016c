package org.sluice.dataplane.app.rfb;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** RFB over TCP (RFC 6143, 7.1 to 7.3): server and client speak by turns until the desktop is shared. */
public final class RfbParser extends PduParser<RfbParser.RfbState> {
    static final int VERSION = 12;
    private static final int PDU_LIMIT = 8192;
    private static final int LONGEST_NAME = 1 << 20;
    private static final int PASSWORD = 16;
    private static final int INIT = 24;
    private static final int NONE = 1;
    private static final int VNC = 2;
    private static final int UNKNOWN_RESULT = 3;

    private final Pool<RfbTransaction> transactions;
    private final ByteView probe = new ByteView();

    /** Whose turn it is, and what for. */
    private enum At {
        SERVER_VERSION(Packet.TO_CLIENT), CLIENT_VERSION(Packet.TO_SERVER), TYPES(Packet.TO_CLIENT),
        TYPE_BY_SERVER(Packet.TO_CLIENT), TYPE(Packet.TO_SERVER), CHALLENGE(Packet.TO_CLIENT),
        RESPONSE(Packet.TO_SERVER),
        RESULT(Packet.TO_CLIENT), CLIENT_INIT(Packet.TO_SERVER), SERVER_INIT(Packet.TO_CLIENT), SHARED(-1);

        private final int direction;

        At(int direction) {
            this.direction = direction;
        }
    }

    static final class RfbState extends State {
        private At at = At.SERVER_VERSION;
        private int minor;
        private RfbTransaction open;

        RfbState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
        }

        @Override
        protected void clear() {
            super.clear();
            at = At.SERVER_VERSION;
            open = null;
        }
    }

    /** @param runtime of the inspector */
    public RfbParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new RfbState(runtime));
        transactions = runtime.smallPool(RfbTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.RFB;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        String mark = "RFB 003.";
        for (int i = 0; i < Math.min(length, mark.length()); i++) {
            if (bytes.u8(i) != mark.charAt(i)) {
                return NO;
            }
        }
        return length < mark.length() ? MORE : YES;
    }

    @Override
    protected int pduLength(RfbState state, int direction, ByteView bytes) {
        if (state.at.direction != direction) {
            return bytes.length();
        }
        return switch (state.at) {
            case SERVER_VERSION, CLIENT_VERSION -> VERSION;
            case TYPES -> bytes.u8(0) > 0 ? 1 + bytes.u8(0) : bytes.length() < 5 ? UNKNOWN_LENGTH : text(bytes, 1);
            case TYPE_BY_SERVER -> bytes.length() < 4 ? UNKNOWN_LENGTH
                    : bytes.u32(0) != 0 ? 4 : bytes.length() < 8 ? UNKNOWN_LENGTH : text(bytes, 4);
            case TYPE, CLIENT_INIT -> 1;
            case CHALLENGE, RESPONSE -> PASSWORD;
            case RESULT -> 4;
            case SERVER_INIT -> bytes.length() < INIT ? UNKNOWN_LENGTH : text(bytes, INIT - 4);
            case SHARED -> bytes.length();
        };
    }

    /** Bytes up to the end of a text whose length lies at {@code at}. */
    private static int text(ByteView bytes, int at) {
        return bytes.u32(at) > LONGEST_NAME ? NO_PDU : at + 4 + (int) bytes.u32(at);
    }

    @Override
    protected boolean onPdu(AppSession session, RfbState state, Packet packet, int direction, ByteView pdu, int whole) {
        if (state.at == At.SHARED) {
            return true;
        }
        RfbTransaction open = state.open;
        if (open == null) {
            open = runtime.open(session, this, transactions, packet);
            if (open == null) {
                return false;
            }
            state.open = open;
        }
        if (state.at.direction != direction) {
            // Out of turn. A server that pushes on before it was answered is not understood any more.
            open.event(direction, AppEvent.RFB_CONFUSED_STATE);
            end(state, direction);
            return true;
        }
        state.at = next(state, open, direction, pdu);
        open.came(direction);
        if (state.at == At.SHARED) {
            end(state, direction);
        }
        return true;
    }

    private static At next(RfbState state, RfbTransaction open, int direction, ByteView pdu) {
        switch (state.at) {
            case SERVER_VERSION, CLIENT_VERSION -> {
                open.versions[direction].append(pdu.memory(), pdu.offset(), VERSION);
                if (!pdu.is(0, "RFB ")) {
                    open.event(direction, AppEvent.RFB_MALFORMED_MESSAGE);
                    return At.SHARED;
                }
                state.minor = pdu.u8(10) - '0';
                return direction == Packet.TO_CLIENT ? At.CLIENT_VERSION
                        : state.minor < 7 ? At.TYPE_BY_SERVER : At.TYPES;
            }
            case TYPES -> {
                return pdu.u8(0) == 0 ? At.SHARED : At.TYPE;
            }
            case TYPE_BY_SERVER -> {
                return type(state, open, direction, pdu.u32(0));
            }
            case TYPE -> {
                return type(state, open, direction, pdu.u8(0));
            }
            case CHALLENGE -> {
                RfbTransaction.hex(open.challenge, pdu);
                return At.RESPONSE;
            }
            case RESPONSE -> {
                RfbTransaction.hex(open.response, pdu);
                return At.RESULT;
            }
            case RESULT -> {
                long result = pdu.u32(0);
                open.put(direction, AppField.RFB_SECRESULT, Math.min(result, UNKNOWN_RESULT));
                if (result >= UNKNOWN_RESULT) {
                    open.event(direction, AppEvent.RFB_UNKNOWN_SECURITY_RESULT);
                }
                return result == 0 ? At.CLIENT_INIT : At.SHARED;
            }
            case CLIENT_INIT -> {
                open.shared = pdu.u8(0);
                return At.SERVER_INIT;
            }
            case SERVER_INIT -> {
                open.width = pdu.u16(0);
                open.height = pdu.u16(2);
                open.put(direction, Buffer.RFB_NAME, pdu, INIT, pdu.length() - INIT);
                return At.SHARED;
            }
            default -> {
                return At.SHARED;
            }
        }
    }

    private static At type(RfbState state, RfbTransaction open, int direction, long type) {
        open.put(Packet.TO_SERVER, AppField.RFB_SECTYPE, type);
        if (direction == Packet.TO_CLIENT) {
            open.put(Packet.TO_CLIENT, AppField.RFB_SECTYPE, type);
        }
        if (type == VNC) {
            return At.CHALLENGE;
        }
        if (type == NONE) {
            return state.minor >= 8 ? At.RESULT : At.CLIENT_INIT;
        }
        if (type != 0) {
            open.event(direction, AppEvent.RFB_UNIMPLEMENTED_SECURITY_TYPE);
        }
        return At.SHARED;
    }

    private static void end(RfbState state, int direction) {
        state.at = At.SHARED;
        state.open.over(direction);
        state.open.over(direction ^ 1);
        state.open = null;
    }

    @Override
    protected boolean onLoss(RfbState state, int direction) {
        if (state.open != null) {
            end(state, direction);
        }
        state.at = At.SHARED;
        return true;
    }

    @Override
    protected void onEnd(AppSession session, RfbState state, Packet packet, int direction) {
        if (state.open != null) {
            state.open.over(direction);
        }
    }
}
