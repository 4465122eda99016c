package org.sluice.dataplane.app.ftp;

import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A command and the lines of its reply; or a reply to none, as the welcome is. */
final class FtpTransaction extends Transaction {
    /** The command is whole. */
    static final int COMMAND = 1;
    /** A line of the reply came. */
    static final int REPLY = 1;

    static final int ACTIVE = 1;
    static final int PASSIVE = 2;

    private static final int COMMAND_LIMIT = 4096;
    private static final int REPLY_LIMIT = 32 * 1024;
    private static final int MAX_LINES = 256;
    /** Offset of the line, of its text behind the code, and of its end. */
    private static final int ENTRY = 12;

    private final NativeBytes command;
    private final NativeBytes replies;
    private final NativeBytes index;
    private int nameEnd;
    private int dataStart;
    int mode;
    int port;
    /** The data channel is to another host than the client. */
    boolean bounces;

    FtpTransaction(AppRuntime runtime) {
        command = runtime.bytes(COMMAND_LIMIT);
        replies = runtime.bytes(REPLY_LIMIT);
        index = runtime.bytes(MAX_LINES * ENTRY);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.FTP;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        boolean toServer = direction == Packet.TO_SERVER;
        return switch (buffer) {
            case FTP_COMMAND -> toServer && instance == 0 && range(command, 0, nameEnd, out);
            case FTP_COMMAND_DATA -> toServer && instance == 0 && range(command, dataStart, command.length(), out);
            case FTP_REPLY -> !toServer && instance < lines()
                    && range(replies, entry(instance, 4), entry(instance, 8), out);
            case FTP_COMPLETION_CODE -> !toServer && code(instance, out);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        boolean toServer = direction == Packet.TO_SERVER;
        return switch (buffer) {
            case FTP_COMMAND, FTP_COMMAND_DATA -> toServer ? COMMAND : NEVER;
            case FTP_REPLY, FTP_COMPLETION_CODE -> toServer ? NEVER : END;
            default -> NEVER;
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        if (instance > 0) {
            return ABSENT;
        }
        return switch (field) {
            case FTP_MODE -> mode == 0 ? ABSENT : mode;
            case FTP_BOUNCE -> direction == Packet.TO_SERVER && port > 0 ? bounces ? 1 : 0 : ABSENT;
            case FTP_DYNAMIC_PORT -> port == 0 ? ABSENT : port;
            case FTP_REPLY_RECEIVED -> nameEnd == 0 || direction == Packet.TO_SERVER ? ABSENT
                    : lines() > 0 ? 1 : progress(Packet.TO_CLIENT) == END ? 0 : ABSENT;
            default -> ABSENT;
        };
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ftp");
        if (nameEnd > 0) {
            sink.text("command", command.memory(), command.offset(), nameEnd);
        }
        if (command.length() > dataStart) {
            sink.text("command_data", command.memory(), command.offset() + dataStart, command.length() - dataStart);
        }
        if (lines() > 0) {
            sink.beginArray("completion_code");
            for (int i = 0; i < lines(); i++) {
                if (entry(i, 4) > entry(i, 0)) {
                    sink.text(null, replies.memory(), replies.offset() + entry(i, 0), 3);
                }
            }
            sink.endArray();
            sink.beginArray("reply");
            for (int i = 0; i < lines(); i++) {
                sink.text(null, replies.memory(), replies.offset() + entry(i, 4), entry(i, 8) - entry(i, 4));
            }
            sink.endArray();
        }
        if (port > 0) {
            sink.integer("dynamic_port", port);
        }
        if (mode > 0) {
            sink.text("mode", mode == ACTIVE ? "active" : "passive");
        }
        sink.text("reply_received", lines() > 0 ? "yes" : "no");
        sink.endObject();
    }

    @Override
    protected void reset() {
        command.release();
        replies.release();
        index.release();
        nameEnd = 0;
        dataStart = 0;
        mode = 0;
        port = 0;
        bounces = false;
    }

    /** The command's line: a word, then what belongs to it. */
    void command(NativeBytes line) {
        command.append(line);
        int end = command.length();
        int i = 0;
        while (i < end && command.get(i) != ' ') {
            i++;
        }
        nameEnd = i;
        while (i < end && command.get(i) == ' ') {
            i++;
        }
        dataStart = i;
        advance(Packet.TO_SERVER, END);
    }

    /** There is no command: the server speaks of itself. */
    void withoutCommand() {
        skip(Packet.TO_SERVER);
    }

    /** Whether the command is that word, in lower case. */
    boolean is(String lower) {
        if (nameEnd != lower.length()) {
            return false;
        }
        for (int i = 0; i < nameEnd; i++) {
            if ((command.get(i) | 0x20) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What belongs to the command. */
    NativeBytes commandText() {
        return command;
    }

    int dataStart() {
        return dataStart;
    }

    /** A line of the reply, with or without a code before it. */
    void reply(NativeBytes line, boolean coded) {
        if (index.reserve(ENTRY) && index.room() >= ENTRY) {
            int start = replies.length();
            int text = start + (coded ? Math.min(4, line.length()) : 0);
            replies.append(line);
            long entry = index.offset() + index.length();
            index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry, start);
            index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry + 4, Math.min(text, replies.length()));
            index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry + 8, replies.length());
            index.advance(ENTRY);
        }
        advance(Packet.TO_CLIENT, REPLY);
    }

    void ends() {
        advance(Packet.TO_CLIENT, END);
    }

    void event(int direction, AppEvent event) {
        raise(direction, event);
    }

    /** The code of the line that is the {@code instance}th to have one. */
    private boolean code(int instance, BufferSlice out) {
        int left = instance;
        for (int i = 0; i < lines(); i++) {
            if (entry(i, 4) > entry(i, 0) && left-- == 0) {
                return range(replies, entry(i, 0), entry(i, 0) + 3, out);
            }
        }
        return false;
    }

    private int lines() {
        return index.length() / ENTRY;
    }

    private int entry(int line, int field) {
        return index.memory().get(ValueLayout.JAVA_INT_UNALIGNED, index.offset() + (long) line * ENTRY + field);
    }

    private static boolean range(NativeBytes bytes, int start, int end, BufferSlice out) {
        return end > start && out.set(bytes.memory(), bytes.offset() + start, end - start);
    }
}
