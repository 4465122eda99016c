package org.sluice.dataplane.app.nfs;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * Calls and replies of ONC RPC (RFC 5531, 9 and 11): a datagram is one, in a stream each is a record of one fragment or
 * more, whose lengths come first.
 */
public final class NfsParser extends PduParser<NfsParser.NfsState> {
    static final int PROGRAM = 100_003;
    private static final int MARK = 4;
    private static final int PDU_LIMIT = 1 << 16;
    private static final int LAST_FRAGMENT = 0x80;
    private static final int LONGEST_RECORD = 1 << 24;
    private static final int CALL = 0;
    private static final int REPLY = 1;
    private static final int RPC_VERSION = 2;
    private static final int UNIX = 1;
    private static final int HEAD = 24;
    private static final int NAME_LIMIT = 512;

    private final Pool<NfsTransaction> transactions;
    private final ByteView probe = new ByteView();
    private final ByteView record = new ByteView();
    private final XdrReader xdr = new XdrReader();
    private final XdrReader credentials = new XdrReader();
    private final PlainCalls plain = new PlainCalls(this);
    private final CompoundCalls compound;
    // The login of the call being read.
    private int flavor;
    private int machineAt;
    private int machineLength;
    private long uid;
    private long gid;

    /** What is remembered of a flow. */
    static final class NfsState extends State {
        final Calls calls = new Calls();
        final KnownFiles files;
        private final NativeBytes[] fragments;
        /** File that the rest of a long message belongs to, by direction. */
        private final NfsTransaction[] growing = new NfsTransaction[2];
        private final int[] growingIncarnation = new int[2];
        private final long[] growingRest = new long[2];

        NfsState(AppRuntime runtime) {
            super(runtime, PDU_LIMIT);
            files = new KnownFiles(runtime);
            fragments = new NativeBytes[] {runtime.bytes(PDU_LIMIT), runtime.bytes(PDU_LIMIT)};
        }

        /** What follows of the message, so many bytes, belongs to that file. */
        void grows(int direction, NfsTransaction file, long rest) {
            growing[direction] = rest > 0 ? file : null;
            growingIncarnation[direction] = file.incarnation();
            growingRest[direction] = rest;
        }

        @Override
        protected void clear() {
            super.clear();
            calls.clear();
            files.clear();
            for (int direction = 0; direction < 2; direction++) {
                fragments[direction].release();
                growing[direction] = null;
            }
        }
    }

    private NfsParser(AppRuntime runtime, boolean datagrams) {
        super(runtime, datagrams, PDU_LIMIT, () -> new NfsState(runtime));
        transactions = runtime.pool(NfsTransaction::new);
        compound = new CompoundCalls(this, runtime.bytes(NAME_LIMIT));
    }

    /** For TCP. */
    public static NfsParser overTcp(AppRuntime runtime) {
        return new NfsParser(runtime, false);
    }

    /** For UDP. */
    public static NfsParser overUdp(AppRuntime runtime) {
        return new NfsParser(runtime, true);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.NFS;
    }

    /** A call of NFS's program, in a version there is. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        int at = datagrams ? 0 : MARK;
        ByteView bytes = probe.over(memory, offset, length);
        if (direction != Packet.TO_SERVER || !datagrams && bytes.u8(0) < LAST_FRAGMENT) {
            return NO;
        }
        if (length < at + HEAD) {
            return datagrams || bytes.has(at + 4, 4) && bytes.u32(at + 4) != CALL ? NO : MORE;
        }
        long version = bytes.u32(at + 16);
        return bytes.u32(at + 4) == CALL && bytes.u32(at + 8) == RPC_VERSION && bytes.u32(at + 12) == PROGRAM
                && version >= 2 && version <= 4 ? YES : NO;
    }

    @Override
    protected int pduLength(NfsState state, int direction, ByteView bytes) {
        if (bytes.length() < MARK) {
            return UNKNOWN_LENGTH;
        }
        int length = (int) (bytes.u32(0) & 0x7fff_ffff);
        return length > LONGEST_RECORD ? NO_PDU : MARK + length;
    }

    @Override
    protected boolean onPdu(AppSession session, NfsState state, Packet packet, int direction, ByteView pdu, int whole) {
        state.growing[direction] = null;
        if (datagrams) {
            message(session, state, packet, direction, record.over(pdu, 0, pdu.length()), whole, 0);
            return true;
        }
        NativeBytes fragments = state.fragments[direction];
        boolean last = pdu.u8(0) >= LAST_FRAGMENT;
        if (last && fragments.isEmpty()) {
            message(session, state, packet, direction, record.over(pdu, MARK, pdu.length() - MARK), whole - MARK, MARK);
            return true;
        }
        fragments.append(pdu.memory(), pdu.offset() + MARK, pdu.length() - MARK);
        if (last) {
            message(session, state, packet, direction,
                    record.over(fragments.memory(), fragments.offset(), fragments.length()), fragments.length(), 0);
            fragments.release();
        }
        return true;
    }

    /** @param whole bytes of the message, of which the first may be all that is here */
    private void message(
            AppSession session, NfsState state, Packet packet, int direction, ByteView bytes, int whole, int mark) {
        long type = bytes.u32(4);
        if (!bytes.ok() || type != CALL && type != REPLY) {
            return;
        }
        if (type == CALL) {
            call(session, state, packet, direction, bytes, whole, mark);
        } else {
            reply(session, state, packet, direction, bytes, whole, mark);
        }
    }

    private void call(
            AppSession session, NfsState state, Packet packet, int direction, ByteView bytes, int whole, int mark) {
        if (direction != Packet.TO_SERVER || bytes.u32(12) != PROGRAM) {
            return;
        }
        XdrReader in = xdr.over(bytes, 16);
        int version = (int) in.u32();
        int procedure = (int) in.u32();
        long xid = bytes.u32(0);
        login(in);
        in.skip(4).opaque();
        frames(session, packet, direction, bytes, mark, version, in.ok() ? in.at() : bytes.length());
        if (version < 2 || version > 4 || !in.ok()) {
            NfsTransaction broken = open(session, packet, xid, version);
            if (broken != null) {
                broken.call(version, procedure);
                broken.event(direction, in.ok() ? AppEvent.NFS_NON_EXISTING_VERSION : AppEvent.NFS_MALFORMED_DATA);
                end(broken);
            }
            return;
        }
        if (version == 4) {
            compound.call(session, state, packet, in, xid, procedure, whole);
        } else {
            plain.call(session, state, packet, in, xid, version, procedure, whole);
        }
    }

    private void login(XdrReader in) {
        flavor = (int) in.u32();
        in.opaque();
        machineLength = 0;
        machineAt = -1;
        if (flavor != UNIX || !in.ok()) {
            return;
        }
        XdrReader inside = credentials.over(in.bytes(), in.opaqueAt()).skip(4).opaque();
        machineAt = inside.opaqueAt();
        machineLength = inside.opaqueLength();
        uid = inside.u32();
        gid = inside.u32();
    }

    private void reply(
            AppSession session, NfsState state, Packet packet, int direction, ByteView bytes, int whole, int mark) {
        int call = state.calls.take(bytes.u32(0));
        if (direction != Packet.TO_CLIENT || call < 0) {
            return;
        }
        XdrReader in = xdr.over(bytes, 8);
        boolean denied = in.u32() != 0;
        NfsTransaction of = state.calls.transaction(call);
        if (denied) {
            if (of != null) {
                of.denied = true;
                of.came(direction);
                end(of);
            }
            return;
        }
        in.skip(4).opaque();
        boolean accepted = in.u32() == 0 && in.ok();
        frames(session, packet, direction, bytes, mark, state.calls.version(call), in.ok() ? in.at() : bytes.length());
        if (!accepted) {
            if (of != null) {
                of.came(direction);
                end(of);
            }
        } else if (state.calls.version(call) == 4) {
            compound.reply(state, in, call, of, whole);
        } else {
            plain.reply(state, in, call, of, whole);
        }
    }

    private void frames(
            AppSession session, Packet packet, int direction, ByteView bytes, int mark, int version, int body) {
        if (!runtime.frames().anyWanted()) {
            return;
        }
        int end = bytes.length();
        int head = Math.min(HEAD, end);
        mark(session, packet, Buffer.FRAME_NFS_RPC_PDU, direction, bytes, -mark, end + mark);
        mark(session, packet, Buffer.FRAME_NFS_RPC_HDR, direction, bytes, -mark, head + mark);
        mark(session, packet, Buffer.FRAME_NFS_RPC_DATA, direction, bytes, head, end - head);
        if (direction == Packet.TO_SERVER) {
            mark(session, packet, Buffer.FRAME_NFS_RPC_CREDS, direction, bytes, HEAD, 8 + (int) bytes.u32(HEAD + 4));
        } else {
            mark(session, packet, version == 4 ? Buffer.FRAME_NFS_NFS4_STATUS : Buffer.FRAME_NFS_NFS_STATUS, direction,
                    bytes, body, 4);
        }
        mark(session, packet, version == 4 ? Buffer.FRAME_NFS_NFS4_PDU : Buffer.FRAME_NFS_NFS_PDU, direction, bytes,
                body,
                end - body);
    }

    /** Bytes from {@code at} on; the record's mark lies before the message. */
    private void mark(AppSession session, Packet packet, Buffer kind, int direction, ByteView bytes, int at,
            int length) {
        if (at >= 0) {
            runtime.frames().whole(session, packet, AppProtocol.NFS, kind, direction, bytes, at, length);
        } else {
            probe.over(bytes.memory(), bytes.offset() + at, bytes.length() - at);
            runtime.frames().whole(session, packet, AppProtocol.NFS, kind, direction, probe, 0, length);
        }
    }

    // What the readers of calls ask for.

    /** A new transaction with the login of the call at hand, or null when there is none left (counted). */
    NfsTransaction open(AppSession session, Packet packet, long xid, int version) {
        boolean full = runtime.isFull(session);
        NfsTransaction opened = runtime.open(session, this, transactions, packet);
        if (opened != null) {
            opened.xid = xid;
            opened.version = version;
            if (full) {
                opened.event(packet.direction, AppEvent.NFS_TOO_MANY_TRANSACTIONS);
            }
        }
        return opened;
    }

    /** Keeps who called. */
    void keepLogin(NfsTransaction of, ByteView bytes) {
        of.flavor = flavor;
        of.credentials = machineAt >= 0;
        if (of.credentials && bytes.has(machineAt, machineLength)) {
            of.machine.append(bytes.memory(), bytes.offset() + machineAt, machineLength);
            of.uid = uid;
            of.gid = gid;
        }
    }

    /** The file of that handle that is being read or written, or a new one; null when there is none left. */
    NfsTransaction file(
            AppSession session, NfsState state, Packet packet, FileHandle handle, int direction, long xid,
            int version) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof NfsTransaction open && open.isFile(handle, direction)) {
                return open;
            }
        }
        NfsTransaction file = open(session, packet, xid, version);
        if (file != null) {
            file.handle.set(handle);
            file.showsHandle = handle.isReal();
            state.files.name(handle, file.name);
            file.beginFile(direction);
        }
        return file;
    }

    /** Ends what is written to that file. */
    static void endFile(AppSession session, FileHandle handle, int direction) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof NfsTransaction open && open.isFile(handle, direction)) {
                open.endFile();
            }
        }
    }

    /** Nothing more belongs to it. */
    static void end(NfsTransaction of) {
        of.over(Packet.TO_SERVER);
        of.over(Packet.TO_CLIENT);
    }

    @Override
    protected void onRest(NfsState state, int direction, MemorySegment memory, long offset, int length, boolean last) {
        NfsTransaction file = state.growing[direction];
        if (file == null || file.incarnation() != state.growingIncarnation[direction]) {
            return;
        }
        int count = (int) Math.min(length, state.growingRest[direction]);
        file.data(file.fileNext(), memory, offset, count);
        state.growingRest[direction] -= count;
    }

    @Override
    protected void onEnd(AppSession session, NfsState state, Packet packet, int direction) {
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof NfsTransaction open) {
                if (open.isFile() && open.fileDirection() == direction) {
                    open.endFile();
                } else {
                    open.over(direction);
                }
            }
        }
    }
}
