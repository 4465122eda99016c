package org.sluice.dataplane.app.smb;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.dcerpc.RpcTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A command with its answer, a call in a pipe, or a file. */
final class SmbTransaction extends RpcTransaction {
    /** A command with its answer. */
    static final int COMMAND = 0;
    /** A call in a pipe. */
    static final int CALL = 1;
    /** A file that is written or read. */
    static final int FILE = 2;

    private static final int TEXT_LIMIT = 4096;
    private static final int UTF16_UNIT = 2;

    final FileWindows file;
    final NativeBytes name;
    int kind;
    int version;
    int command;
    long message;
    long status = -1;
    long sessionId;
    long treeId;
    long fileLow;
    long fileHigh;
    /** Where the next bytes of the file must lie. */
    long fileNext;
    /** Which way the file goes. */
    int fileDirection;
    String shareType;

    SmbTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.SMB, TEXT_LIMIT);
        file = new FileWindows(runtime);
        name = runtime.bytes(1024);
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 ->
                    kind == FILE && direction == fileDirection && file.buffer(buffer, instance, out);
            default -> super.buffer(buffer, direction, instance, out);
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 ->
                    kind == FILE && direction == fileDirection ? MESSAGE : NEVER;
            default -> super.readyAt(buffer, direction);
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return switch (field) {
            case SMB_VERSION -> instance == 0 ? version : ABSENT;
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
        sink.beginObject("smb");
        sink.integer("id", id() + 1);
        if (kind == COMMAND) {
            sink.text("command", SmbCommands.name(version, command));
        }
        if (status >= 0) {
            sink.text("status", status == 0 ? "STATUS_SUCCESS" : "UNKNOWN");
            sink.integer("status_code", status);
        }
        sink.integer("session_id", sessionId);
        sink.integer("tree_id", treeId);
        if (has(Buffer.SMB_NTLMSSP_USER, Packet.TO_SERVER, 0)) {
            sink.beginObject("ntlmssp");
            text(sink, "domain", Buffer.SMB_NTLMSSP_DOMAIN, Packet.TO_SERVER, 0);
            text(sink, "user", Buffer.SMB_NTLMSSP_USER, Packet.TO_SERVER, 0);
            sink.endObject();
        }
        text(sink, "share", Buffer.SMB_SHARE, Packet.TO_SERVER, 0);
        text(sink, "named_pipe", Buffer.SMB_NAMED_PIPE, Packet.TO_SERVER, 0);
        if (shareType != null) {
            sink.text("share_type", shareType);
        }
        if (!name.isEmpty()) {
            sink.text("filename", name);
        }
        if (isRpc()) {
            writeInside(sink);
        }
        sink.endObject();
        if (kind == FILE) {
            file.writeArray(sink, id());
        }
    }

    @Override
    protected void reset() {
        super.reset();
        file.release();
        name.release();
        kind = COMMAND;
        status = -1;
        shareType = null;
        fileNext = 0;
        sessionId = 0;
        treeId = 0;
    }

    /** What was asked for, in the answer's direction: the answer says which of the two it is. */
    void answerShare(boolean pipe) {
        Buffer asked = has(Buffer.SMB_SHARE, Packet.TO_SERVER, 0) ? Buffer.SMB_SHARE : Buffer.SMB_NAMED_PIPE;
        copy(Packet.TO_SERVER, asked, Packet.TO_CLIENT, pipe ? Buffer.SMB_NAMED_PIPE : Buffer.SMB_SHARE);
    }

    /** Text in UTF-16, little endian, or in ASCII, as UTF-8. */
    void text(int direction, Buffer buffer, ByteView bytes, int at, int length, boolean utf16) {
        if (!bytes.has(at, length) || begin(direction, buffer) < 0) {
            return;
        }
        for (int i = 0; utf16 ? i + 1 < length : i < length; i += utf16 ? UTF16_UNIT : 1) {
            int unit = utf16 ? bytes.le16(at + i) : bytes.u8(at + i);
            if (unit == 0) {
                return;
            }
            character(unit);
        }
    }

    private void character(int unit) {
        if (unit < 0x80) {
            append(unit);
        } else if (unit < 0x800) {
            append(0xc0 | unit >> 6);
            append(0x80 | unit & 0x3f);
        } else {
            append(0xe0 | unit >> 12);
            append(0x80 | unit >> 6 & 0x3f);
            append(0x80 | unit & 0x3f);
        }
    }

    /** Keeps the name of what the command opens, as UTF-8. */
    static void name(NativeBytes into, ByteView bytes, int at, int length, boolean utf16) {
        into.clear();
        for (int i = 0; bytes.has(at, length) && (utf16 ? i + 1 < length : i < length); i += utf16 ? UTF16_UNIT : 1) {
            int unit = utf16 ? bytes.le16(at + i) : bytes.u8(at + i);
            if (unit == 0) {
                return;
            }
            into.append((byte) (unit < 0x80 ? unit : '?'));
        }
    }

    boolean isFile(long low, long high, int direction) {
        return kind == FILE && fileLow == low && fileHigh == high && fileDirection == direction;
    }

    /** Bytes of the file; what does not follow the bytes before is left out. */
    void data(long at, MemorySegment memory, long offset, int length) {
        if (at < fileNext && length > 0) {
            event(fileDirection, AppEvent.SMB_FILE_OVERLAP);
        }
        if (at == fileNext && length > 0) {
            file.append(memory, offset, length);
            fileNext += length;
            touch(fileDirection);
        }
    }
}
