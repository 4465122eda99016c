package org.sluice.dataplane.app.smb;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.app.dcerpc.Interfaces;
import org.sluice.dataplane.app.dcerpc.RpcReader;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** SMB inside NetBIOS session messages (RFC 1002, 4.3; MS-SMB2, 2.1). */
public final class SmbParser extends PduParser<SmbParser.SmbState> {
    private static final int NETBIOS = 4;
    private static final int PDU_LIMIT = 72 * 1024;

    private final Pool<SmbTransaction> transactions;
    private final ByteView probe = new ByteView();
    private final Smb1Reader smb1;
    private final Smb2Reader smb2;

    /** What is remembered of a flow. */
    static final class SmbState extends State {
        final Interfaces interfaces = new Interfaces();
        final OpenFiles files;
        /** File, by direction, that the rest of a long message belongs to. */
        private final SmbTransaction[] growing = new SmbTransaction[2];
        private final long[] growingId = new long[2];
        private final long[] growingRest = new long[2];
        /** Most bytes of a read and of a write that the server takes, as it said; 0 when it did not. */
        long maxRead;
        long maxWrite;

        SmbState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
            files = new OpenFiles(runtime);
        }

        @Override
        protected void clear() {
            super.clear();
            interfaces.clear();
            files.clear();
            growing[0] = null;
            growing[1] = null;
            maxRead = 0;
            maxWrite = 0;
        }
    }

    /** @param runtime of the inspector */
    public SmbParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new SmbState(runtime));
        transactions = runtime.pool(SmbTransaction::new);
        smb1 = new Smb1Reader(this);
        smb2 = new Smb2Reader(this);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SMB;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        if (bytes.u8(0) != 0 || length > NETBIOS && bytes.u8(NETBIOS) < 0xfd) {
            return NO;
        }
        return length < NETBIOS + 4 ? MORE : bytes.is(NETBIOS + 1, "SMB") ? YES : NO;
    }

    @Override
    protected int pduLength(SmbState state, int direction, ByteView bytes) {
        if (bytes.length() < NETBIOS) {
            return UNKNOWN_LENGTH;
        }
        int type = bytes.u8(0);
        return type == 0 || type >= 0x81 && type <= 0x85 ? NETBIOS + (int) (bytes.u32(0) & 0xff_ffff) : NO_PDU;
    }

    @Override
    protected boolean onPdu(AppSession session, SmbState state, Packet packet, int direction, ByteView pdu, int whole) {
        state.growing[direction] = null;
        if (runtime.frames().anyWanted()) {
            frames(session, packet, direction, pdu);
        }
        if (pdu.u8(0) != 0) {
            return true;
        }
        if (!pdu.is(NETBIOS + 1, "SMB")) {
            if (pdu.length() > NETBIOS) {
                event(session, packet, direction, 1, AppEvent.SMB_MALFORMED_DATA);
            }
            return true;
        }
        return switch (pdu.u8(NETBIOS)) {
            case 0xff -> smb1.read(session, state, packet, direction, pdu, NETBIOS);
            case 0xfe -> smb2.read(session, state, packet, direction, pdu, NETBIOS);
            default -> true;
        };
    }

    private void frames(AppSession session, Packet packet, int direction, ByteView pdu) {
        int length = pdu.length();
        mark(session, packet, Buffer.FRAME_SMB_NBSS_PDU, direction, pdu, 0, length);
        mark(session, packet, Buffer.FRAME_SMB_NBSS_HDR, direction, pdu, 0, NETBIOS);
        mark(session, packet, Buffer.FRAME_SMB_NBSS_DATA, direction, pdu, NETBIOS, length - NETBIOS);
        if (!pdu.is(NETBIOS + 1, "SMB")) {
            return;
        }
        if (pdu.u8(NETBIOS) == 0xff) {
            mark(session, packet, Buffer.FRAME_SMB_SMB1_PDU, direction, pdu, NETBIOS, length - NETBIOS);
            mark(session, packet, Buffer.FRAME_SMB_SMB1_HDR, direction, pdu, NETBIOS, 32);
            mark(session, packet, Buffer.FRAME_SMB_SMB1_DATA, direction, pdu, NETBIOS + 32, length - NETBIOS - 32);
            return;
        }
        int at = NETBIOS;
        while (pdu.u8(at) == 0xfe && pdu.has(at, 64)) {
            long next = pdu.le32(at + 20);
            int here = next >= 64 && next <= length - at ? (int) next : length - at;
            mark(session, packet, Buffer.FRAME_SMB_SMB2_PDU, direction, pdu, at, here);
            mark(session, packet, Buffer.FRAME_SMB_SMB2_HDR, direction, pdu, at, 64);
            mark(session, packet, Buffer.FRAME_SMB_SMB2_DATA, direction, pdu, at + 64, here - 64);
            at += here;
        }
    }

    private void mark(AppSession session, Packet packet, Buffer kind, int direction, ByteView pdu, int at, int length) {
        runtime.frames().whole(session, packet, AppProtocol.SMB, kind, direction, pdu, at, length);
    }

    @Override
    protected void onRest(SmbState state, int direction, MemorySegment memory, long offset, int length, boolean last) {
        SmbTransaction file = state.growing[direction];
        if (file == null || file.id() != state.growingId[direction] || file.kind != SmbTransaction.FILE) {
            return;
        }
        int count = (int) Math.min(length, state.growingRest[direction]);
        file.data(file.fileNext, memory, offset, count);
        state.growingRest[direction] -= count;
    }

    // What the readers ask for.

    /** A new transaction, or null when there is none left. */
    SmbTransaction open(AppSession session, Packet packet, int kind, int version) {
        SmbTransaction opened = runtime.open(session, this, transactions, packet);
        if (opened != null) {
            opened.kind = kind;
            opened.version = version;
        }
        return opened;
    }

    /** Raises an event of a message that is no part of a transaction. */
    void event(AppSession session, Packet packet, int direction, int version, AppEvent event) {
        SmbTransaction opened = open(session, packet, SmbTransaction.COMMAND, version);
        if (opened != null) {
            opened.command = SmbCommands.NONE;
            opened.message = -1;
            opened.event(direction, event);
            opened.over(direction ^ 1);
            opened.last(direction);
        }
    }

    /** Raises an event when a message goes the wrong way. */
    void checkWay(AppSession session, Packet packet, int direction, int version, boolean response) {
        if (response != (direction == Packet.TO_CLIENT)) {
            event(session, packet, direction, version,
                    response ? AppEvent.SMB_RESPONSE_TO_SERVER : AppEvent.SMB_REQUEST_TO_CLIENT);
        }
    }

    /** The command of that message that waits for its answer, or null. */
    static SmbTransaction find(AppSession session, long message, int command) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof SmbTransaction open && open.kind == SmbTransaction.COMMAND && open.message == message
                    && open.command == command && open.progress(Packet.TO_CLIENT) == 0) {
                return open;
            }
        }
        return null;
    }

    /** Reads the PDU of DCE/RPC at {@code at}, if there is one; false when there is none. */
    boolean call(AppSession session, SmbState state, Packet packet, int direction, int version, ByteView pdu, int at,
                 int length) {
        if (length < RpcReader.HEADER || !RpcReader.isPdu(pdu, at)) {
            return false;
        }
        long number = RpcReader.callId(pdu, at);
        SmbTransaction call = null;
        for (Transaction t = session.transactions().first(); t != null && call == null; t = t.next()) {
            if (t instanceof SmbTransaction open && open.kind == SmbTransaction.CALL && open.isCall(number)
                    && open.progress(direction) < Transaction.END) {
                call = open;
            }
        }
        if (call == null) {
            call = open(session, packet, SmbTransaction.CALL, version);
            if (call == null) {
                return true;
            }
            if (direction == Packet.TO_CLIENT) {
                call.over(Packet.TO_SERVER);
            }
        }
        boolean whole = RpcReader.read(call, state.interfaces, direction, pdu, at, Math.min(pdu.length(), at + length),
                RpcReader.CALL_HEADER);
        call.came(direction);
        if (whole) {
            call.over(direction);
        }
        return true;
    }

    /** Bytes of a file, of which {@code length} are said to be in the message and some may come later. */
    void file(AppSession session, SmbState state, Packet packet, int direction, int version, long low, long high, long place,
              ByteView pdu, int at, long length) {
        SmbTransaction file = null;
        for (Transaction t = session.transactions().first(); t != null && file == null; t = t.next()) {
            file = t instanceof SmbTransaction open && open.isFile(low, high, direction) ? open : null;
        }
        if (file == null) {
            file = open(session, packet, SmbTransaction.FILE, version);
            if (file == null) {
                return;
            }
            file.fileLow = low;
            file.fileHigh = high;
            file.fileDirection = direction;
            file.fileNext = place < 0 ? 0 : place;
            file.over(direction ^ 1);
            NativeBytes name = state.files.name(low, high);
            if (name == null) {
                file.file.begin(MemorySegment.NULL, 0, 0);
            } else {
                file.name.append(name);
                file.file.begin(name.memory(), name.offset(), name.length());
            }
        }
        int here = (int) Math.min(length, Math.max(0, pdu.length() - at));
        file.came(direction);
        file.data(place < 0 ? file.fileNext : place, pdu.memory(), pdu.offset() + at, here);
        state.growing[direction] = file;
        state.growingId[direction] = file.id();
        state.growingRest[direction] = length - here;
    }

    /** A file was closed. */
    static void closeFile(AppSession session, long low, long high) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof SmbTransaction open && open.kind == SmbTransaction.FILE && open.fileLow == low
                    && open.fileHigh == high) {
                open.file.end();
                open.over(open.fileDirection);
            }
        }
    }

    @Override
    protected void onEnd(AppSession session, SmbState state, Packet packet, int direction) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof SmbTransaction open) {
                if (open.kind == SmbTransaction.FILE && open.fileDirection == direction) {
                    open.file.end();
                }
                open.over(direction);
            }
        }
    }
}
