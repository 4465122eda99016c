package org.sluice.dataplane.app.nfs;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.app.TextFormat;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A call with its reply, or a file that calls read or write. */
final class NfsTransaction extends TabledTransaction {
    private static final int STORE = 4096;
    private static final int NAME_LIMIT = 1024;
    private static final int VERSION_BITS = 32;
    private static final int NO_FILE = -1;

    final FileHandle handle = new FileHandle();
    final NativeBytes name;
    final NativeBytes to;
    final NativeBytes machine;
    private final NativeBytes scratch;
    private final FileWindows file;
    int version;
    int procedure;
    long xid;
    /** Whether EVE shows which handle was named. */
    boolean showsHandle;
    boolean renames;
    int flavor;
    boolean credentials;
    long uid;
    long gid;
    boolean denied;
    long status;
    /** Which way the file goes, or {@link #NO_FILE}. */
    private int fileDirection = NO_FILE;
    private long fileNext;
    private long chunks;
    private boolean last;
    private long lastXid;
    private int incarnation;

    NfsTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.NFS, STORE);
        name = runtime.bytes(NAME_LIMIT);
        to = runtime.bytes(NAME_LIMIT);
        machine = runtime.bytes(256);
        scratch = runtime.bytes(16);
        file = new FileWindows(runtime);
    }

    /** What the call asks for; of a compound call each operation that counts. */
    void call(int calledVersion, int called) {
        version = calledVersion;
        procedure = called;
        put(Packet.TO_SERVER, AppField.NFS_PROCEDURE, called);
        put(Packet.TO_SERVER, AppField.NFS_CALL, (long) calledVersion << VERSION_BITS | called);
    }

    /** It is a file, named as {@link #name} says. */
    void beginFile(int direction) {
        fileDirection = direction;
        file.begin(name.isEmpty() ? MemorySegment.NULL : name.memory(), name.offset(), name.length());
    }

    boolean isFile(FileHandle of, int direction) {
        return fileDirection == direction && handle.same(of) && progress(direction) < END;
    }

    boolean isFile() {
        return fileDirection != NO_FILE;
    }

    int fileDirection() {
        return fileDirection;
    }

    /**
     * Bytes of the file; from its first byte on it is another file, what does not follow the bytes before is left
     * out.
     */
    void data(long at, ByteView bytes, int from, int length) {
        if (bytes.has(from, length)) {
            data(at, bytes.memory(), bytes.offset() + from, length);
        }
    }

    void data(long at, MemorySegment memory, long offset, int length) {
        if (at == 0 && fileNext > 0) {
            file.begin(name.isEmpty() ? MemorySegment.NULL : name.memory(), name.offset(), name.length());
            fileNext = 0;
        }
        if (fileDirection != NO_FILE && at == fileNext && length > 0) {
            file.append(memory, offset, length);
            fileNext += length;
            touch(fileDirection);
        }
    }

    long fileNext() {
        return fileNext;
    }

    /** A call or reply brought a part of the file. */
    void chunk(long ofXid) {
        chunks++;
        lastXid = ofXid;
    }

    /** The file is whole. */
    void endFile() {
        last = true;
        file.end();
        over(Packet.TO_SERVER);
        over(Packet.TO_CLIENT);
    }

    int incarnation() {
        return incarnation;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 ->
                    direction == fileDirection && file.buffer(buffer, instance, out);
            default -> super.buffer(buffer, direction, instance, out);
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 ->
                    direction == fileDirection ? MESSAGE : NEVER;
            default -> super.readyAt(buffer, direction);
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return switch (field) {
            case NFS_VERSION -> direction == Packet.TO_SERVER && instance == 0 ? version : ABSENT;
            default -> super.integer(field, direction, instance);
        };
    }

    @Override
    public void storeFiles() {
        file.store(id());
    }

    @Override
    protected void onInspected(int direction) {
        if (direction == fileDirection) {
            file.markInspected();
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        writeRpc(sink);
        sink.beginObject("nfs");
        sink.integer("version", version);
        sink.text("procedure", NfsNames.procedure(version, procedure));
        sink.text("filename", name);
        if (showsHandle) {
            hex(handle.crc);
            sink.text("hhash", scratch);
        }
        sink.integer("id", id() + 1);
        sink.bool("file_tx", isFile());
        sink.text("type", "response");
        sink.text("status", NfsNames.status(status));
        if (renames) {
            sink.beginObject("rename");
            sink.text("from", name);
            sink.text("to", to);
            sink.endObject();
        }
        if (isFile()) {
            sink.beginObject(fileDirection == Packet.TO_SERVER ? "write" : "read");
            sink.bool("first", true);
            sink.bool("last", last);
            sink.integer("last_xid", lastXid);
            sink.integer("chunks", chunks);
            sink.endObject();
        }
        sink.endObject();
        if (isFile() && file.size() > 0) {
            file.writeArray(sink, id());
        }
    }

    private void hex(int value) {
        scratch.clear();
        TextFormat.hex(scratch, value);
    }

    private void writeRpc(AttributeSink sink) {
        sink.beginObject("rpc");
        sink.integer("xid", xid);
        sink.text("status", denied ? "DENIED" : "ACCEPTED");
        sink.text("auth_type", NfsNames.authentication(flavor));
        if (credentials) {
            sink.beginObject("creds");
            sink.text("machine_name", machine);
            sink.integer("uid", uid);
            sink.integer("gid", gid);
            sink.endObject();
        }
        sink.endObject();
    }

    @Override
    protected void reset() {
        super.reset();
        handle.clear();
        name.release();
        to.release();
        machine.release();
        scratch.release();
        file.release();
        showsHandle = false;
        renames = false;
        flavor = 0;
        credentials = false;
        denied = false;
        status = 0;
        fileDirection = NO_FILE;
        fileNext = 0;
        chunks = 0;
        last = false;
        lastXid = 0;
        incarnation++;
    }
}
