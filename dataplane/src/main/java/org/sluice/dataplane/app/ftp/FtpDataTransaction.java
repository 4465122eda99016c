package org.sluice.dataplane.app.ftp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Expectations;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * The file that a data channel carries. It goes either way: who opens the channel depends on FTP's mode, who sends on
 * the command. The command is known in both directions.
 */
final class FtpDataTransaction extends Transaction {
    /** Kinds of what the control channel announces, as {@code ftpdata_command} numbers them. */
    static final int RETRIEVE = 1;
    static final int STORE = 2;

    private static final int OPEN = 1;

    private final FileWindows file;
    private final NativeBytes name;
    private int command;
    private int fileDirection;

    FtpDataTransaction(AppRuntime runtime) {
        file = new FileWindows(runtime);
        name = runtime.bytes(Expectations.NAME);
    }

    void begin(Expectations.Found expected, int direction) {
        command = expected.kind;
        fileDirection = direction;
        for (int i = 0; i < expected.nameLength; i++) {
            name.append(expected.name[i]);
        }
        file.begin(name.memory(), name.offset(), name.length());
        advance(0, OPEN);
        advance(1, OPEN);
    }

    void data(int direction, MemorySegment memory, long offset, int length) {
        if (direction == fileDirection) {
            file.append(memory, offset, length);
            touch(direction);
        }
    }

    void lose() {
        file.lose();
    }

    /** One end has no more to say. */
    void ends(int direction) {
        if (direction == fileDirection) {
            file.end();
        }
        advance(direction, END);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.FTP_DATA;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        return direction == fileDirection && file.buffer(buffer, instance, out);
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 ->
                    direction == fileDirection ? OPEN : NEVER;
            default -> NEVER;
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return switch (field) {
            case FTPDATA_COMMAND -> instance == 0 ? command : ABSENT;
            default -> ABSENT;
        };
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ftp_data");
        sink.text("filename", name);
        sink.text("command", command == RETRIEVE ? "RETR" : "STOR");
        sink.endObject();
        file.writeArray(sink, id());
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
    protected void reset() {
        file.release();
        name.release();
    }
}
