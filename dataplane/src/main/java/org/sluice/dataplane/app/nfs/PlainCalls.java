package org.sluice.dataplane.app.nfs;

import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** Calls of versions 2 (RFC 1094) and 3 (RFC 1813): one procedure each. Version 2's are read as version 3's like. */
final class PlainCalls {
    private static final int GETATTR = 1;
    private static final int LOOKUP = 3;
    private static final int ACCESS = 4;
    private static final int READ = 6;
    private static final int WRITE = 7;
    private static final int CREATE = 8;
    private static final int MKDIR = 9;
    private static final int REMOVE = 12;
    private static final int RMDIR = 13;
    private static final int RENAME = 14;
    private static final int COMMIT = 21;
    private static final int OTHER = -1;
    /** Version 3's procedure that each of version 2's is like. */
    private static final int[] LIKE = {0, GETATTR, OTHER, OTHER, LOOKUP, OTHER, READ, OTHER, WRITE, CREATE, REMOVE,
            RENAME,
        OTHER, OTHER, MKDIR, RMDIR, OTHER, OTHER};
    private static final int OLD_HANDLE = 32;
    private static final int OLD_ATTRIBUTES = 68;
    private static final int ATTRIBUTES = 84;

    private final NfsParser parser;
    private final FileHandle handle = new FileHandle();

    PlainCalls(NfsParser parser) {
        this.parser = parser;
    }

    void call(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid, int version,
            int procedure, int whole) {
        int like = version == 3 ? procedure : procedure >= 0 && procedure < LIKE.length ? LIKE[procedure] : OTHER;
        switch (like) {
            case READ -> read(session, state, packet, in, xid, version, procedure);
            case WRITE -> write(session, state, packet, in, xid, version, procedure, whole);
            default -> other(session, state, packet, in, xid, version, procedure, like);
        }
    }

    private void read(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid, int version,
            int procedure) {
        handle(in, version);
        long offset = version == 3 ? in.u64() : in.u32();
        if (!in.ok()) {
            malformed(session, packet, xid, version, procedure);
            return;
        }
        NfsTransaction file = parser.file(session, state, packet, handle, Packet.TO_CLIENT, xid, version);
        if (file == null) {
            return;
        }
        if (file.progress(Packet.TO_SERVER) == 0) {
            file.call(version, procedure);
            parser.keepLogin(file, in.bytes());
            file.came(Packet.TO_SERVER);
        }
        state.calls.add(xid, version, READ, offset, file);
    }

    private void write(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid, int version,
            int procedure, int whole) {
        handle(in, version);
        long offset;
        if (version == 3) {
            offset = in.u64();
            in.skip(8);
        } else {
            offset = in.skip(4).u32();
            in.skip(4);
        }
        long length = in.u32();
        if (!in.ok()) {
            malformed(session, packet, xid, version, procedure);
            return;
        }
        NfsTransaction file = parser.file(session, state, packet, handle, Packet.TO_SERVER, xid, version);
        if (file == null) {
            return;
        }
        if (file.progress(Packet.TO_SERVER) == 0) {
            file.call(version, procedure);
            file.came(Packet.TO_SERVER);
        }
        contents(state, Packet.TO_SERVER, file, offset, in, length, whole);
        state.calls.add(xid, version, WRITE, offset, file);
    }

    /** A file's bytes, of which some may lie behind what is here. */
    static void contents(NfsParser.NfsState state, int direction, NfsTransaction file, long offset, XdrReader in,
            long length, int whole) {
        ByteView bytes = in.bytes();
        long most = Math.max(0, Math.min(length, whole - in.at()));
        int here = (int) Math.min(most, bytes.length() - in.at());
        file.data(offset, bytes, in.at(), here);
        state.grows(direction, file, offset + here == file.fileNext() ? most - here : 0);
    }

    private void other(AppSession session, NfsParser.NfsState state, Packet packet, XdrReader in, long xid, int version,
            int procedure, int like) {
        NfsTransaction open = parser.open(session, packet, xid, version);
        if (open == null) {
            return;
        }
        open.call(version, procedure);
        parser.keepLogin(open, in.bytes());
        switch (like) {
            case GETATTR, ACCESS, COMMIT -> {
                handle(in, version);
                shown(open);
                state.files.name(handle, open.name);
            }
            case LOOKUP -> {
                handle(in, version);
                name(in, open.name);
            }
            case CREATE, MKDIR, REMOVE, RMDIR -> {
                handle(in, version);
                shown(open);
                name(in, open.name);
            }
            case RENAME -> {
                handle(in, version);
                shown(open);
                name(in, open.name);
                handle(in, version);
                name(in, open.to);
                open.renames = true;
            }
            default -> { }
        }
        open.came(Packet.TO_SERVER);
        if (!in.ok()) {
            open.event(Packet.TO_SERVER, AppEvent.NFS_MALFORMED_DATA);
        }
        if (like == COMMIT) {
            NfsParser.endFile(session, handle, Packet.TO_SERVER);
        }
        open.over(Packet.TO_SERVER);
        state.calls.add(xid, version, like, 0, open);
    }

    private void malformed(AppSession session, Packet packet, long xid, int version, int procedure) {
        NfsTransaction open = parser.open(session, packet, xid, version);
        if (open != null) {
            open.call(version, procedure);
            open.came(Packet.TO_SERVER);
            open.event(Packet.TO_SERVER, AppEvent.NFS_MALFORMED_DATA);
            NfsParser.end(open);
        }
    }

    private void shown(NfsTransaction open) {
        open.handle.set(handle);
        open.showsHandle = handle.length > 0;
    }

    private void handle(XdrReader in, int version) {
        if (version == 3) {
            in.opaque();
        } else {
            in.fixed(OLD_HANDLE);
        }
        handle.read(in.bytes(), in.opaqueAt(), in.opaqueLength());
    }

    /** Takes a name. */
    static void name(XdrReader in, NativeBytes into) {
        in.opaque();
        if (in.ok()) {
            into.append(in.bytes().memory(), in.bytes().offset() + in.opaqueAt(), in.opaqueLength());
        }
    }

    void reply(NfsParser.NfsState state, XdrReader in, int call, NfsTransaction of, int whole) {
        if (of == null) {
            return;
        }
        int version = state.calls.version(call);
        int procedure = state.calls.procedure(call);
        of.status = procedure == 0 ? 0 : in.u32();
        if (procedure == READ) {
            readReply(state, in, call, of, version, whole);
            return;
        }
        if (procedure == WRITE) {
            of.chunk(in.bytes().u32(0));
            of.came(Packet.TO_CLIENT);
            return;
        }
        if (of.status == 0 && (procedure == LOOKUP || procedure == CREATE)) {
            if (version == 3 && procedure == CREATE && in.u32() == 0) {
                handle.clear();
            } else {
                handle(in, version);
            }
            state.files.put(handle, of.name);
        }
        of.came(Packet.TO_CLIENT);
        of.over(Packet.TO_CLIENT);
    }

    private void readReply(NfsParser.NfsState state, XdrReader in, int call, NfsTransaction of, int version,
            int whole) {
        of.chunk(in.bytes().u32(0));
        of.came(Packet.TO_CLIENT);
        if (of.status != 0) {
            of.endFile();
            return;
        }
        boolean end = false;
        if (version == 3) {
            in.skip(in.u32() == 0 ? 0 : ATTRIBUTES).skip(4);
            end = in.u32() != 0;
        } else {
            in.skip(OLD_ATTRIBUTES);
        }
        long length = in.u32();
        if (!in.ok()) {
            of.event(Packet.TO_CLIENT, AppEvent.NFS_MALFORMED_DATA);
            return;
        }
        contents(state, Packet.TO_CLIENT, of, state.calls.offset(call), in, length, whole);
        if (end && in.at() + length <= in.bytes().length()) {
            of.endFile();
        }
    }
}
