package org.sluice.dataplane.app.smtp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.rules.image.AppEvent;

/**
 * Reads a mail line by line: header fields (RFC 5322), parts and their delimiters (RFC 2046), mails inside mails. A
 * part with a name is a file. Nesting is bounded; what lies deeper is read as text.
 */
final class MimeReader {
    private static final int MAX_DEPTH = 8;
    private static final int FIELD_LIMIT = 8192;
    private static final int BOUNDARY_LIMIT = 256;
    private static final int LONG_LINE = 998;
    private static final int LONG_NAME = 128;
    private static final int LONG_VALUE = 2000;

    private enum At { HEADER, BODY, PREAMBLE }

    private final NativeBytes field;
    private final NativeBytes boundaries;
    private final int[] boundaryStart = new int[MAX_DEPTH];
    private final int[] boundaryEnd = new int[MAX_DEPTH];
    private final NativeBytes name;
    private final TransferDecoder decoder;
    private final MimeParameters parameters;
    private SmtpTransaction transaction;
    private At at = At.HEADER;
    private int depth;
    private boolean top;
    private boolean inMessage;
    private boolean text;
    private boolean delimited;
    private TransferDecoder.Coding coding = TransferDecoder.Coding.NONE;

    MimeReader(AppRuntime runtime) {
        field = runtime.bytes(FIELD_LIMIT);
        boundaries = runtime.bytes(MAX_DEPTH * BOUNDARY_LIMIT);
        name = runtime.bytes(1024);
        decoder = new TransferDecoder(runtime);
        parameters = new MimeParameters(runtime);
    }

    void begin(SmtpTransaction owner) {
        release();
        transaction = owner;
        depth = 0;
        top = true;
        beginPart();
    }

    void release() {
        field.release();
        boundaries.release();
        name.release();
        decoder.release();
        parameters.release();
        depth = 0;
    }

    /** A line of the mail, or a piece of one, without its end and its stuffed dot. */
    void line(NativeBytes line, boolean piece) {
        if (line.length() > LONG_LINE) {
            transaction.event(AppEvent.SMTP_MIME_LONG_LINE);
        }
        if (at != At.HEADER || !line.isEmpty() && line.get(0) == '-') {
            int level = delimiter(line);
            if (level >= 0) {
                onDelimiter(line, level);
                return;
            }
        }
        switch (at) {
            case HEADER -> header(line);
            case BODY -> body(line, piece);
            case PREAMBLE -> { }
        }
    }

    /** The mail ends before its time: so does the file in it. */
    void cut() {
        transaction.files.truncate();
        end();
    }

    /** The mail is over. */
    void end() {
        if (at == At.HEADER) {
            flushField();
        }
        if (depth > 0) {
            transaction.event(AppEvent.SMTP_MIME_MALFORMED_MSG);
        }
        transaction.files.end();
        release();
    }

    private void beginPart() {
        at = At.HEADER;
        field.clear();
        name.clear();
        coding = TransferDecoder.Coding.NONE;
        inMessage = false;
        delimited = false;
        text = true;
    }

    private void header(NativeBytes line) {
        if (line.isEmpty()) {
            flushField();
            headersEnd();
            return;
        }
        if (Text.isBlank(line.get(0)) && !field.isEmpty()) {
            int from = Text.skipBlanks(line, 0, line.length());
            field.append((byte) ' ');
            field.append(line.memory(), line.offset() + from, line.length() - from);
            return;
        }
        flushField();
        field.append(line);
    }

    private void flushField() {
        int colon = 0;
        while (colon < field.length() && field.get(colon) != ':') {
            colon++;
        }
        if (colon == field.length()) {
            if (colon > 0) {
                transaction.event(AppEvent.SMTP_MIME_MALFORMED_MSG);
            }
            field.clear();
            return;
        }
        if (colon > LONG_NAME) {
            transaction.event(AppEvent.SMTP_MIME_LONG_HEADER_NAME);
        }
        if (field.length() - colon > LONG_VALUE) {
            transaction.event(AppEvent.SMTP_MIME_LONG_HEADER_VALUE);
        }
        int nameEnd = colon;
        while (nameEnd > 0 && Text.isBlank(field.get(nameEnd - 1))) {
            nameEnd--;
        }
        EmailField known = EmailField.byName(field, nameEnd);
        int start = Text.skipBlanks(field, colon + 1, field.length());
        int end = field.length();
        while (end > start && Text.isBlank(field.get(end - 1))) {
            end--;
        }
        if (known != null) {
            if (known.kept()) {
                if (top) {
                    transaction.field(known, field, start, end);
                }
            } else {
                steer(known, start, end);
            }
        }
        field.clear();
    }

    private void steer(EmailField known, int start, int end) {
        switch (known) {
            case CONTENT_TYPE -> {
                inMessage = Text.begins(field, start, end, "message/rfc822");
                text = Text.begins(field, start, end, "text/");
                if (Text.begins(field, start, end, "multipart/")) {
                    boundary(start, end);
                }
                if (name.isEmpty() && parameters.find(field, start, end, "name")) {
                    name.append(parameters.value());
                }
            }
            case CONTENT_DISPOSITION -> {
                if (parameters.find(field, start, end, "filename")) {
                    name.clear();
                    name.append(parameters.value());
                }
            }
            default -> coding = Text.begins(field, start, end, "base64") ? TransferDecoder.Coding.BASE64
                    : Text.begins(field, start, end, "quoted-printable") ? TransferDecoder.Coding.QUOTED_PRINTABLE
                    : TransferDecoder.Coding.NONE;
        }
    }

    private void boundary(int start, int end) {
        if (depth == MAX_DEPTH || !parameters.find(field, start, end, "boundary")) {
            return;
        }
        if (parameters.value().length() > BOUNDARY_LIMIT) {
            transaction.event(AppEvent.SMTP_MIME_LONG_BOUNDARY);
            return;
        }
        boundaryStart[depth] = depth == 0 ? 0 : boundaryEnd[depth - 1];
        boundaries.truncate(boundaryStart[depth]);
        boundaries.append(parameters.value());
        boundaryEnd[depth] = boundaries.length();
        depth++;
        delimited = true;
    }

    private void headersEnd() {
        top = false;
        transaction.headersEnd();
        if (delimited) {
            at = At.PREAMBLE;
        } else if (inMessage) {
            // A mail inside: its own header begins at once.
            beginPart();
        } else {
            at = At.BODY;
            decoder.begin(coding);
            if (!name.isEmpty()) {
                transaction.attachment(name);
            }
        }
    }

    private void body(NativeBytes line, boolean piece) {
        if (transaction.files.open()) {
            decoder.line(line, piece, transaction.files);
            transaction.bodyMoved();
            if (decoder.invalid()) {
                transaction.event(decoder.coding() == TransferDecoder.Coding.BASE64
                        ? AppEvent.SMTP_MIME_INVALID_BASE64 : AppEvent.SMTP_MIME_INVALID_QP);
            }
        } else if (text && coding != TransferDecoder.Coding.BASE64) {
            transaction.urls(line);
        }
    }

    /** Which boundary the line is the delimiter of, innermost first; -1 when it is none. */
    private int delimiter(NativeBytes line) {
        if (line.length() < 2 || line.get(0) != '-' || line.get(1) != '-') {
            return -1;
        }
        for (int level = depth - 1; level >= 0; level--) {
            int length = boundaryEnd[level] - boundaryStart[level];
            if (line.length() >= 2 + length && same(line, level, length)) {
                return level;
            }
        }
        return -1;
    }

    private boolean same(NativeBytes line, int level, int length) {
        for (int i = 0; i < length; i++) {
            if (line.get(2 + i) != boundaries.get(boundaryStart[level] + i)) {
                return false;
            }
        }
        return true;
    }

    private void onDelimiter(NativeBytes line, int level) {
        if (at == At.HEADER) {
            flushField();
        }
        transaction.files.end();
        transaction.bodyMoved();
        int behind = 2 + boundaryEnd[level] - boundaryStart[level];
        boolean last = line.length() >= behind + 2 && line.get(behind) == '-' && line.get(behind + 1) == '-';
        top = false;
        depth = last ? level : level + 1;
        if (last) {
            at = At.PREAMBLE;
        } else {
            beginPart();
        }
    }
}
