package org.sluice.dataplane.app.nfs;

import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** Version 4's COMPOUND (RFC 7530, 14.2; RFC 5661, 16.2): a list of operations on a current file handle. */
final class CompoundCalls {
    private static final int VERSION = 4;
    private static final int COMPOUND = 1;
    private static final int MOST_OPERATIONS = 64;

    private final NfsParser parser;
    private final FileHandle current = new FileHandle();
    private final NativeBytes name;
    /** Where the call's READ begins. */
    private long readOffset;

    CompoundCalls(NfsParser parser, NativeBytes name) {
        this.parser = parser;
        this.name = name;
    }

    void call(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid, int procedure,
            int whole) {
        if (procedure != COMPOUND) {
            return;
        }
        in.opaque().skip(4);
        long count = in.u32();
        current.clear();
        readOffset = 0;
        NfsTransaction of = null;
        boolean known = true;
        for (int i = 0; i < Math.min(count, MOST_OPERATIONS) && known && in.ok(); i++) {
            int operation = (int) in.u32();
            switch (operation) {
                case CompoundGrammar.PUTFH -> {
                    in.opaque();
                    current.read(in.bytes(), in.opaqueAt(), in.opaqueLength());
                }
                case CompoundGrammar.READ -> of = read(session, state, packet, in, xid);
                case CompoundGrammar.WRITE -> of = write(session, state, packet, in, xid, whole);
                case CompoundGrammar.COMMIT -> {
                    known = CompoundGrammar.skipArguments(operation, in);
                    NfsParser.endFile(session, current, Packet.TO_SERVER);
                }
                case CompoundGrammar.CLOSE -> {
                    known = CompoundGrammar.skipArguments(operation, in);
                    NfsParser.endFile(session, current, Packet.TO_SERVER);
                    NfsParser.endFile(session, current, Packet.TO_CLIENT);
                }
                case CompoundGrammar.LOOKUP, CompoundGrammar.OPEN -> {
                    known = CompoundGrammar.skipArguments(operation, in);
                    named(state, in, xid);
                }
                case CompoundGrammar.CREATE, CompoundGrammar.LINK, CompoundGrammar.REMOVE, CompoundGrammar.RENAME ->
                    of = change(session, packet, in, xid, operation, of);
                default -> known = CompoundGrammar.skipArguments(operation, in);
            }
        }
        if (of != null && !of.isFile()) {
            of.over(Packet.TO_SERVER);
        }
        state.calls.add(xid, VERSION, COMPOUND, readOffset, of);
        name.release();
    }

    /** The current file is the one of the name read last; its handle comes with the reply. */
    private void named(NfsParser.NfsState state, XdrReader in, long xid) {
        current.ofCall(xid);
        name.clear();
        if (in.ok()) {
            name.append(in.bytes().memory(), in.bytes().offset() + in.opaqueAt(), in.opaqueLength());
        }
        state.files.put(current, name);
    }

    private NfsTransaction read(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid) {
        readOffset = in.skip(CompoundGrammar.STATE_ID).u64();
        in.skip(4);
        return in.ok() ? file(session, state, packet, in, xid, Packet.TO_CLIENT, CompoundGrammar.READ) : null;
    }

    private NfsTransaction write(
            AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid, int whole) {
        long offset = in.skip(CompoundGrammar.STATE_ID).u64();
        long length = in.skip(4).u32();
        NfsTransaction file = in.ok()
                ? file(session, state, packet, in, xid, Packet.TO_SERVER, CompoundGrammar.WRITE) : null;
        if (file != null) {
            PlainCalls.contents(state, Packet.TO_SERVER, file, offset, in, length, whole);
            in.fixed((int) Math.min(length, Integer.MAX_VALUE / 2));
        }
        return file;
    }

    private NfsTransaction file(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid,
            int direction, int operation) {
        if (current.length == 0) {
            current.ofCall(xid);
        }
        NfsTransaction file = parser.file(session, state, packet, current, direction, xid, VERSION);
        if (file != null && file.progress(Packet.TO_SERVER) == 0) {
            file.call(VERSION, operation);
            parser.keepLogin(file, in.bytes());
            file.came(Packet.TO_SERVER);
        }
        return file;
    }

    /** Something is made, removed or renamed. */
    private NfsTransaction change(
            AppSession session, Packet packet, XdrReader in, long xid, int operation, NfsTransaction before) {
        NfsTransaction of = before != null && !before.isFile() ? before : parser.open(session, packet, xid, VERSION);
        if (of == null) {
            return before;
        }
        of.call(VERSION, operation);
        parser.keepLogin(of, in.bytes());
        of.handle.set(current);
        of.showsHandle = current.isReal();
        of.name.clear();
        switch (operation) {
            case CompoundGrammar.CREATE -> CompoundGrammar.create(in, of.name);
            case CompoundGrammar.RENAME -> {
                PlainCalls.name(in, of.name);
                PlainCalls.name(in, of.to);
                of.renames = true;
            }
            default -> PlainCalls.name(in, of.name);
        }
        if (!in.ok()) {
            of.event(Packet.TO_SERVER, AppEvent.NFS_MALFORMED_DATA);
        }
        of.came(Packet.TO_SERVER);
        return of;
    }

    void reply(NfsParser.NfsState state, XdrReader in, int call, NfsTransaction of, int whole) {
        long status = in.u32();
        in.opaque();
        long count = in.u32();
        long xid = in.bytes().u32(0);
        boolean known = true;
        for (int i = 0; i < Math.min(count, MOST_OPERATIONS) && known && in.ok(); i++) {
            int operation = (int) in.u32();
            long result = in.u32();
            if (result != 0) {
                break;
            }
            switch (operation) {
                case CompoundGrammar.GETFH -> {
                    in.opaque();
                    handleIs(state, in, xid);
                }
                case CompoundGrammar.READ -> readResult(state, in, call, of, whole);
                default -> known = CompoundGrammar.skipResult(operation, in);
            }
        }
        name.release();
        if (of != null) {
            of.status = status;
            of.chunk(xid);
            of.came(Packet.TO_CLIENT);
            if (!of.isFile()) {
                of.over(Packet.TO_CLIENT);
            }
        }
    }

    /** The handle of the file that the call named. */
    private void handleIs(NfsParser.NfsState state, XdrReader in, long xid) {
        name.clear();
        current.ofCall(xid);
        state.files.name(current, name);
        current.read(in.bytes(), in.opaqueAt(), in.opaqueLength());
        state.files.put(current, name);
    }

    private static void readResult(NfsParser.NfsState state, XdrReader in, int call, NfsTransaction of, int whole) {
        boolean end = in.u32() != 0;
        long length = in.u32();
        if (of == null || of.fileDirection() != Packet.TO_CLIENT || !in.ok()) {
            return;
        }
        of.came(Packet.TO_CLIENT);
        PlainCalls.contents(state, Packet.TO_CLIENT, of, state.calls.offset(call), in, length, whole);
        in.fixed((int) Math.min(length, Integer.MAX_VALUE / 2));
        if (end && in.ok()) {
            of.endFile();
        }
    }
}
