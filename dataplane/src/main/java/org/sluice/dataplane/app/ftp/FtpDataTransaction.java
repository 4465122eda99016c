package org.sluice.dataplane.app.ftp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** The file that a data channel carries, whichever way. */
final class FtpDataTransaction extends TabledTransaction {
    /** What {@code ftpdata_command} calls a download. */
    static final int RETRIEVE = 1;
    /** What it calls an upload. */
    static final int STORE = 2;
    private static final int NAME_LIMIT = 1024;

    private final FileWindows file;
    private final NativeBytes name;
    private int command;
    private int direction;

    FtpDataTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.FTP_DATA, 64);
        file = new FileWindows(runtime);
        name = runtime.bytes(NAME_LIMIT);
    }

    void begin(int what, MemorySegment called, int calledLength, int way) {
        command = what;
        direction = way;
        name.append(called, 0, calledLength);
        file.begin(name.isEmpty() ? MemorySegment.NULL : name.memory(), name.offset(), name.length());
        // An upload is said of what goes to the server, a download of what comes from it, whoever made the connection.
        int said = what == STORE ? Packet.TO_SERVER : Packet.TO_CLIENT;
        put(said, AppField.FTPDATA_COMMAND, what);
        came(Packet.TO_SERVER);
        came(Packet.TO_CLIENT);
    }

    void data(MemorySegment memory, long offset, int length) {
        file.append(memory, offset, length);
        touch(direction);
    }

    void end() {
        file.end();
        over(Packet.TO_SERVER);
        over(Packet.TO_CLIENT);
    }

    int direction() {
        return direction;
    }

    @Override
    public boolean buffer(Buffer buffer, int way, int instance, BufferSlice out) {
        return switch (buffer) {
            case FILE_DATA -> way == direction && file.data(instance, out);
            case FILE_NAME -> way == direction && file.name(instance, out);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int way) {
        return way == direction && (buffer == Buffer.FILE_DATA || buffer == Buffer.FILE_NAME) ? MESSAGE : NEVER;
    }

    @Override
    public long integer(AppField field, int way, int instance) {
        return field == AppField.FILE_SIZE ? way == direction && instance == 0 ? file.size() : ABSENT
                : super.integer(field, way, instance);
    }

    @Override
    protected void onInspected(int way) {
        if (way == direction) {
            file.markInspected();
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ftp_data");
        sink.text("filename", name);
        sink.text("command", command == STORE ? "STOR" : "RETR");
        sink.endObject();
        sink.beginArray("files");
        file.writeMetadata(sink, id());
        sink.endArray();
    }

    @Override
    protected void reset() {
        super.reset();
        file.release();
        name.release();
    }
}
