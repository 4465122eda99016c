package org.sluice.dataplane.app.smtp;

import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * A mail: envelope, header fields, files. Texts lie one behind the other, found by an index of kind, offset and length.
 */
final class SmtpTransaction extends Transaction {
    /** The envelope grows. */
    static final int ENVELOPE = 1;
    /** The mail's header is whole. */
    static final int HEADER = 2;
    /** The body has begun. */
    static final int BODY = 3;

    private static final int ENTRY = 12;
    private static final int HELO = 100;
    private static final int MAIL_FROM = 101;
    private static final int RCPT_TO = 102;
    private static final int URL = 103;
    private static final int ATTACHMENT = 104;
    private static final int MAX_TEXTS = 512;

    final FileWindows files;
    private final NativeBytes text;
    private final NativeBytes index;
    private final BufferSlice slice = new BufferSlice();

    SmtpTransaction(AppRuntime runtime) {
        files = new FileWindows(runtime);
        text = runtime.bytes(64 * 1024);
        index = runtime.bytes(MAX_TEXTS * ENTRY);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SMTP;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        if (direction != Packet.TO_SERVER || progress(direction) < readyAt(buffer, direction)) {
            return false;
        }
        return switch (buffer) {
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 ->
                    files.buffer(buffer, instance, out);
            case SMTP_HELO -> find(HELO, instance, out);
            case SMTP_MAIL_FROM -> find(MAIL_FROM, instance, out);
            case SMTP_RCPT_TO -> find(RCPT_TO, instance, out);
            case EMAIL_FROM -> find(EmailField.FROM.ordinal(), instance, out);
            case EMAIL_TO -> find(EmailField.TO.ordinal(), instance, out);
            case EMAIL_CC -> find(EmailField.CC.ordinal(), instance, out);
            case EMAIL_SUBJECT -> find(EmailField.SUBJECT.ordinal(), instance, out);
            case EMAIL_DATE -> find(EmailField.DATE.ordinal(), instance, out);
            case EMAIL_MESSAGE_ID -> find(EmailField.MESSAGE_ID.ordinal(), instance, out);
            case EMAIL_X_MAILER -> find(EmailField.X_MAILER.ordinal(), instance, out);
            case EMAIL_RECEIVED -> find(EmailField.RECEIVED.ordinal(), instance, out);
            case EMAIL_URL -> find(URL, instance, out);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        if (direction != Packet.TO_SERVER) {
            return NEVER;
        }
        return switch (buffer) {
            // The envelope is whole when the mail begins, or when there is none.
            case SMTP_HELO, SMTP_MAIL_FROM, SMTP_RCPT_TO, EMAIL_FROM, EMAIL_TO, EMAIL_CC, EMAIL_SUBJECT, EMAIL_DATE,
                    EMAIL_MESSAGE_ID, EMAIL_X_MAILER, EMAIL_RECEIVED -> HEADER;
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 -> BODY;
            case EMAIL_URL -> END;
            default -> NEVER;
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return ABSENT;
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("smtp");
        one(sink, "helo", HELO);
        one(sink, "mail_from", MAIL_FROM);
        all(sink, "rcpt_to", RCPT_TO);
        sink.endObject();
        if (progress(Packet.TO_SERVER) < HEADER) {
            return;
        }
        sink.beginObject("email");
        sink.text("status", progress(Packet.TO_SERVER) == END ? "PARSE_DONE" : "BODY_STARTED");
        one(sink, "from", EmailField.FROM.ordinal());
        all(sink, "to", EmailField.TO.ordinal());
        all(sink, "cc", EmailField.CC.ordinal());
        one(sink, "subject", EmailField.SUBJECT.ordinal());
        one(sink, "date", EmailField.DATE.ordinal());
        one(sink, "message_id", EmailField.MESSAGE_ID.ordinal());
        one(sink, "x_mailer", EmailField.X_MAILER.ordinal());
        all(sink, "received", EmailField.RECEIVED.ordinal());
        all(sink, "attachment", ATTACHMENT);
        all(sink, "url", URL);
        sink.endObject();
        if (!files.isEmpty()) {
            files.writeArray(sink, id());
        }
    }

    @Override
    public void storeFiles() {
        files.store(id());
    }

    @Override
    protected void onInspected(int direction) {
        if (direction == Packet.TO_SERVER) {
            files.markInspected();
        }
    }

    @Override
    protected void reset() {
        files.release();
        text.release();
        index.release();
    }

    void begin(NativeBytes helo) {
        if (!helo.isEmpty()) {
            add(HELO, helo, 0, helo.length());
        }
        advance(Packet.TO_SERVER, ENVELOPE);
    }

    void helo(NativeBytes line, int start, int end) {
        if (!find(HELO, 0, slice)) {
            add(HELO, line, start, end);
        }
    }

    void mailFrom(NativeBytes line, int start, int end) {
        if (find(MAIL_FROM, 0, slice)) {
            event(AppEvent.SMTP_DUPLICATE_FIELDS);
        }
        add(MAIL_FROM, line, start, end);
    }

    void rcptTo(NativeBytes line, int start, int end) {
        add(RCPT_TO, line, start, end);
    }

    /** A header field; recipients are told apart at commas. */
    void field(EmailField known, NativeBytes line, int start, int end) {
        if (known != EmailField.TO && known != EmailField.CC) {
            add(known.ordinal(), line, start, end);
            return;
        }
        int from = start;
        boolean quoted = false;
        for (int i = start; i <= end; i++) {
            quoted ^= i < end && line.get(i) == '"';
            if (i == end || line.get(i) == ',' && !quoted) {
                from = Text.skipBlanks(line, from, i);
                if (i > from) {
                    add(known.ordinal(), line, from, i);
                }
                from = i + 1;
            }
        }
    }

    void headersEnd() {
        advance(Packet.TO_SERVER, HEADER);
    }

    void attachment(NativeBytes name) {
        add(ATTACHMENT, name, 0, name.length());
        files.begin(name.memory(), name.offset(), name.length());
        advance(Packet.TO_SERVER, BODY);
    }

    void bodyMoved() {
        touch(Packet.TO_SERVER);
    }

    /** Keeps URLs in a line of text, without their scheme. */
    void urls(NativeBytes line) {
        int at = 0;
        while (at < line.length()) {
            int found = Text.find(line, at, line.length(), "://");
            if (found < 0) {
                return;
            }
            boolean known = found >= 4 && Text.begins(line, found - 4, found, "http")
                    || found >= 5 && Text.begins(line, found - 5, found, "https")
                    || found >= 3 && Text.begins(line, found - 3, found, "ftp");
            int end = found + 3;
            while (end < line.length() && line.get(end) > ' ' && line.get(end) != '"' && line.get(end) != '<'
                    && line.get(end) != '>') {
                end++;
            }
            if (known && end > found + 3) {
                add(URL, line, found + 3, end);
            }
            at = end;
        }
    }

    void ends() {
        files.end();
        advance(Packet.TO_SERVER, END);
        skip(Packet.TO_CLIENT);
    }

    void event(AppEvent event) {
        raise(Packet.TO_SERVER, event);
    }

    void serverEvent(AppEvent event) {
        raise(Packet.TO_CLIENT, event);
    }

    private void add(int kind, NativeBytes in, int start, int end) {
        if (!index.reserve(ENTRY) || index.room() < ENTRY) {
            return;
        }
        int offset = text.length();
        int length = text.append(in.memory(), in.offset() + start, end - start);
        long entry = index.offset() + index.length();
        index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry, kind);
        index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry + 4, offset);
        index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry + 8, length);
        index.advance(ENTRY);
    }

    private boolean find(int kind, int instance, BufferSlice out) {
        int left = instance;
        for (int at = 0; at < index.length(); at += ENTRY) {
            long entry = index.offset() + at;
            if (index.memory().get(ValueLayout.JAVA_INT_UNALIGNED, entry) == kind && left-- == 0) {
                int length = index.memory().get(ValueLayout.JAVA_INT_UNALIGNED, entry + 8);
                return out.set(text.memory(),
                        text.offset() + index.memory().get(ValueLayout.JAVA_INT_UNALIGNED, entry + 4), length);
            }
        }
        return false;
    }

    private void one(AttributeSink sink, String key, int kind) {
        if (find(kind, 0, slice)) {
            sink.text(key, slice.memory, slice.offset, slice.length);
        }
    }

    private void all(AttributeSink sink, String key, int kind) {
        if (!find(kind, 0, slice)) {
            return;
        }
        sink.beginArray(key);
        for (int i = 0; find(kind, i, slice); i++) {
            sink.text(null, slice.memory, slice.offset, slice.length);
        }
        sink.endArray();
    }
}
