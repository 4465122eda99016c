package org.sluice.dataplane.app.smtp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.FrameMark;
import org.sluice.dataplane.app.LineReader;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** Follows one flow's commands and replies, and hands the mail in between to the {@link MimeReader}. */
final class SmtpDialogue {
    private static final int COMMAND_LIMIT = 2048;
    private static final int LINE_LIMIT = 8192;

    private enum At { COMMANDS, DATA_ASKED, MAIL, CHUNK, TLS_ASKED }

    private final SmtpParser parser;
    private final LineReader commands;
    private final LineReader replies;
    private final NativeBytes helo;
    private final NativeBytes unstuffed;
    private final MimeReader mime;
    private final FrameMark commandLine;
    private final FrameMark replyLine;
    private final FrameMark data;
    private SmtpTransaction transaction;
    private long transactionId;
    private At at;
    private long chunkLeft;
    private boolean lastChunk;
    /** The line before was a piece of one. */
    private boolean inLine;
    private boolean mailBegun;
    private boolean welcomed;
    /** Commands without a reply yet: clients send several at once (RFC 2920). */
    private int unanswered;
    /** Replies that come up to that to DATA or STARTTLS, this one included. */
    private int awaited;
    private boolean changed;

    SmtpDialogue(AppRuntime runtime, SmtpParser parser) {
        this.parser = parser;
        commands = new LineReader(runtime, LINE_LIMIT);
        replies = new LineReader(runtime, COMMAND_LIMIT);
        helo = runtime.bytes(512);
        unstuffed = runtime.bytes(LINE_LIMIT);
        mime = new MimeReader(runtime);
        commandLine = new FrameMark(runtime, AppProtocol.SMTP, Buffer.FRAME_SMTP_COMMAND_LINE, Packet.TO_SERVER);
        data = new FrameMark(runtime, AppProtocol.SMTP, Buffer.FRAME_SMTP_DATA, Packet.TO_SERVER);
        replyLine = new FrameMark(runtime, AppProtocol.SMTP, Buffer.FRAME_SMTP_RESPONSE_LINE, Packet.TO_CLIENT);
    }

    void begin() {
        at = At.COMMANDS;
        welcomed = false;
        mailBegun = false;
        inLine = false;
        changed = false;
        unanswered = 0;
        awaited = 0;
        transaction = null;
    }

    void release() {
        commands.release();
        replies.release();
        helo.release();
        unstuffed.release();
        mime.release();
        commandLine.forget();
        replyLine.forget();
        data.forget();
        transaction = null;
    }

    /** Takes what the client sent; returns the offset of the first byte not taken, or -1. */
    long client(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            if (at == At.TLS_ASKED) {
                return position;
            }
            if (!hasTransaction() && (mailBegun || !open(session, packet))) {
                return -1;
            }
            if (at == At.DATA_ASKED) {
                // It did not wait for the answer, or the answer was never seen.
                beginMail(At.MAIL);
            }
            long limit = at == At.CHUNK ? Math.min(end, position + chunkLeft) : end;
            long taken = commands.split(at == At.MAIL || at == At.CHUNK).take(memory, position, limit);
            if (at == At.CHUNK) {
                chunkLeft -= taken - position;
            }
            if (at == At.COMMANDS) {
                commandLine.run(session, packet, memory, position, taken, commands.whole());
            } else {
                data.run(session, packet, memory, position, taken, false);
            }
            position = taken;
            if (commands.whole()) {
                line();
            }
            if (at == At.CHUNK && chunkLeft == 0) {
                endChunk();
            }
        }
        return position;
    }

    /** Takes what the server sent; returns the offset of the first byte not taken, or -1. */
    long server(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            if (!hasTransaction() && !open(session, packet)) {
                return -1;
            }
            long taken = replies.take(memory, position, end);
            replyLine.run(session, packet, memory, position, taken, replies.whole());
            position = taken;
            if (replies.whole()) {
                reply(session);
                if (changed) {
                    return position;
                }
            }
        }
        return position;
    }

    /** One end has no more to say. */
    void end(int direction) {
        if (direction == Packet.TO_SERVER && hasTransaction()) {
            if (mailBegun) {
                mime.cut();
                mailBegun = false;
                at = At.COMMANDS;
            }
            finish();
        }
    }

    private boolean hasTransaction() {
        return transaction != null && transaction.id() == transactionId;
    }

    private boolean open(AppSession session, Packet packet) {
        transaction = parser.open(session, packet);
        if (transaction == null) {
            return false;
        }
        transactionId = transaction.id();
        transaction.begin(helo);
        return true;
    }

    private void finish() {
        transaction.ends();
        transaction = null;
    }

    private void line() {
        if (at == At.MAIL) {
            mailLine();
        } else if (at == At.CHUNK) {
            mime.line(commands.line(), commands.partial());
        } else {
            command();
        }
    }

    /** A line of the mail: one dot ends it, a dot before more is stuffing (RFC 5321, 4.5.2). */
    private void mailLine() {
        NativeBytes line = commands.line();
        boolean begins = !inLine;
        inLine = commands.partial();
        if (!begins || line.isEmpty() || line.get(0) != '.') {
            mime.line(line, commands.partial());
        } else if (line.length() == 1) {
            unanswered++;
            endMail();
        } else {
            unstuffed.clear();
            unstuffed.append(line.memory(), line.offset() + 1, line.length() - 1);
            mime.line(unstuffed, commands.partial());
        }
    }

    private void command() {
        NativeBytes line = commands.line();
        if (commands.cut() || line.length() > COMMAND_LIMIT) {
            transaction.event(AppEvent.SMTP_MAX_COMMAND_LINE_LEN_EXCEEDED);
        }
        int end = line.length();
        unanswered++;
        if (Text.begins(line, 0, end, "ehlo ") || Text.begins(line, 0, end, "helo ")) {
            int start = Text.skipBlanks(line, 5, end);
            transaction.helo(line, start, end);
            helo.clear();
            helo.append(line.memory(), line.offset() + start, end - start);
        } else if (Text.begins(line, 0, end, "mail from:")) {
            transaction.mailFrom(line, Text.skipBlanks(line, 10, end), address(line, 10, end));
        } else if (Text.begins(line, 0, end, "rcpt to:")) {
            transaction.rcptTo(line, Text.skipBlanks(line, 8, end), address(line, 8, end));
        } else if (Text.begins(line, 0, end, "data") && Text.skipBlanks(line, 4, end) == end) {
            at = At.DATA_ASKED;
            awaited = unanswered;
        } else if (Text.begins(line, 0, end, "bdat ")) {
            bdat(line, end);
        } else if (Text.begins(line, 0, end, "starttls")) {
            at = At.TLS_ASKED;
            awaited = unanswered;
        } else if (Text.begins(line, 0, end, "quit")) {
            transaction.headersEnd();
        }
    }

    /** Behind the address: parameters do not belong to it. */
    private static int address(NativeBytes line, int from, int end) {
        int start = Text.skipBlanks(line, from, end);
        int i = start;
        boolean bracket = i < end && line.get(i) == '<';
        while (i < end && (bracket ? line.get(i) != '>' : !Text.isBlank(line.get(i)))) {
            i++;
        }
        return bracket && i < end ? i + 1 : i;
    }

    /** {@code BDAT size [LAST]} (RFC 3030). */
    private void bdat(NativeBytes line, int end) {
        int i = Text.skipBlanks(line, 5, end);
        long size = 0;
        while (i < end && line.get(i) >= '0' && line.get(i) <= '9' && size < 1L << 40) {
            size = size * 10 + line.get(i++) - '0';
        }
        lastChunk = Text.find(line, i, end, "last") >= 0;
        chunkLeft = size;
        beginMail(At.CHUNK);
        if (size == 0) {
            endChunk();
        }
    }

    private void beginMail(At how) {
        at = how;
        if (!mailBegun) {
            mime.begin(transaction);
            mailBegun = true;
        }
    }

    private void endChunk() {
        at = At.COMMANDS;
        if (lastChunk) {
            endMail();
        }
    }

    private void endMail() {
        mime.end();
        data.end();
        mailBegun = false;
        at = At.COMMANDS;
        finish();
    }

    private void reply(AppSession session) {
        NativeBytes line = replies.line();
        if (replies.cut()) {
            transaction.serverEvent(AppEvent.SMTP_MAX_REPLY_LINE_LEN_EXCEEDED);
        }
        int code = LineReader.replyCode(line);
        if (code < 0) {
            transaction.serverEvent(AppEvent.SMTP_INVALID_REPLY);
            return;
        }
        if (!welcomed) {
            welcomed = true;
            if (code != 220 && code != 554) {
                transaction.serverEvent(AppEvent.SMTP_NO_SERVER_WELCOME_MESSAGE);
            }
            return;
        }
        if (line.length() > 3 && line.get(3) == '-') {
            return;
        }
        unanswered = Math.max(0, unanswered - 1);
        awaited--;
        if (at == At.DATA_ASKED) {
            if (code == 354) {
                beginMail(At.MAIL);
            } else if (awaited <= 0) {
                transaction.serverEvent(AppEvent.SMTP_DATA_COMMAND_REJECTED);
                at = At.COMMANDS;
            }
        } else if (at == At.TLS_ASKED && code == 220 && awaited <= 0) {
            changed = true;
            transaction.headersEnd();
            finish();
            session.changeProtocol(AppProtocol.TLS);
        } else if (at == At.TLS_ASKED && code >= 400 && awaited <= 0) {
            transaction.serverEvent(AppEvent.SMTP_TLS_REJECTED);
            at = At.COMMANDS;
        }
    }
}
