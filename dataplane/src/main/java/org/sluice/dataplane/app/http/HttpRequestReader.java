package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** Reads what the client sends: one request after the other. */
final class HttpRequestReader extends HttpReader {
    private enum At { BETWEEN, LINE, HEADERS, LENGTH, CHUNKS, CONNECT, LOST }

    private final HttpParser parser;
    private final MultipartReader multipart;
    private final BufferSlice slice = new BufferSlice();
    private At at = At.BETWEEN;
    private int serverPort;
    private boolean inMultipart;
    /** Ended during this call: bytes that follow at once and are no request belong to it. */
    private HttpTransaction justEnded;

    HttpRequestReader(AppRuntime runtime, DecompressorPool decompressors, HttpParser parser) {
        super(runtime, decompressors, Packet.TO_SERVER, false);
        this.parser = parser;
        multipart = new MultipartReader(runtime);
    }

    void begin(AppSession session) {
        closeFrame();
        serverPort = session.serverPort();
        at = At.BETWEEN;
        inMultipart = false;
        justEnded = null;
        forget();
    }

    /** Whether it waits for the answer to a CONNECT. */
    boolean waiting() {
        return at == At.CONNECT;
    }

    /** The CONNECT was refused: requests go on. */
    void goOn() {
        if (at == At.CONNECT) {
            at = At.BETWEEN;
        }
    }

    /** Takes bytes; all, but for those behind a CONNECT. Returns the offset of the first one not taken, or -1. */
    long take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        justEnded = null;
        if (evicted()) {
            return -1;
        }
        long position = offset;
        while (position < end) {
            long from = position;
            switch (at) {
                case BETWEEN -> position = between(session, packet, memory, position, end);
                case LINE -> position = line(memory, position, end);
                case HEADERS -> {
                    position = headers.take(memory, position, end);
                    if (headers.done()) {
                        onHeaders();
                    }
                }
                case LENGTH -> {
                    position = takeLength(memory, position, end);
                    if (left == 0) {
                        finish();
                    }
                }
                case CHUNKS -> {
                    position = takeChunks(memory, position, end);
                    if (chunks.invalid()) {
                        at = At.LENGTH;
                    }
                    if (chunks.done() || at == At.LENGTH && left == 0) {
                        finish();
                    }
                }
                case CONNECT -> {
                    return position;
                }
                case LOST -> {
                    return -1;
                }
            }
            frame(memory, from, position);
        }
        justEnded = null;
        return position;
    }

    /** Bytes that will never come: a body can do without them. */
    boolean gap(long length) {
        if (evicted()) {
            return false;
        }
        if (at == At.LENGTH && left >= length) {
            message.body.lose();
            if (transaction.files != null) {
                transaction.files.lose();
            }
        }
        if (at == At.LENGTH && left > length) {
            if (left != TO_END) {
                left -= length;
            }
            return true;
        }
        if (at == At.LENGTH && left == length) {
            finish();
            return true;
        }
        return false;
    }

    /** The client has no more to say. */
    void end() {
        if (transaction == null || evicted()) {
            closeFrame();
            return;
        }
        switch (at) {
            case LINE -> {
                transaction.requestEvent(AppEvent.HTTP_REQUEST_LINE_INCOMPLETE);
                endLine();
            }
            case HEADERS -> headers.finish();
            default -> { }
        }
        if (message.fields.count() > 0) {
            RequestTarget.readHost(transaction, serverPort);
        }
        if (isBodyCut(at == At.CHUNKS, at == At.LENGTH)) {
            message.body.truncate();
            if (transaction.files != null) {
                transaction.files.truncate();
            }
        }
        finish();
        closeFrame();
    }

    @Override
    void onInvalidChunk() {
        transaction.requestEvent(AppEvent.HTTP_INVALID_REQUEST_CHUNK_LEN);
    }

    @Override
    void onChunkExtension() {
        transaction.requestEvent(AppEvent.HTTP_REQUEST_CHUNK_EXTENSION);
    }

    @Override
    void onBody(MemorySegment memory, long offset, int length) {
        coding.take(memory, offset, length);
        if (coding.bomb()) {
            transaction.requestEvent(AppEvent.HTTP_COMPRESSION_BOMB);
        }
        if (coding.failed()) {
            transaction.requestEvent(AppEvent.HTTP_GZIP_DECOMPRESSION_FAILED);
        }
    }

    @Override
    boolean onDecoded(MemorySegment memory, long offset, int length) {
        if (inMultipart) {
            multipart.take(memory, offset, length);
        } else if (transaction.files != null) {
            transaction.files.append(memory, offset, length);
        }
        return true;
    }

    private long between(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        byte b = Ascii.at(memory, offset);
        if (b == Ascii.CR || b == Ascii.LF) {
            return offset + 1;
        }
        if (justEnded != null && !HttpProbe.mayBeRequest(memory, offset, end)) {
            stray(memory, offset, end);
            return end;
        }
        HttpTransaction opened = parser.open(session, packet);
        if (opened == null) {
            at = At.LOST;
            return offset;
        }
        hold(opened, opened.request);
        openFrame(session, packet);
        transaction.progress(direction, HttpProgress.STARTED);
        at = At.LINE;
        return offset;
    }

    /** Bytes behind a request that had no length: servers that read on see them. */
    private void stray(MemorySegment memory, long offset, long end) {
        justEnded.requestEvent(AppEvent.HTTP_REQUEST_BODY_UNEXPECTED);
        if (!justEnded.request.body.complete()) {
            justEnded.request.body.append(memory, offset, (int) (end - offset));
            justEnded.request.body.end();
            justEnded.progress(direction, HttpProgress.BODY);
        }
    }

    private long line(MemorySegment memory, long offset, long end) {
        long lf = Ascii.find(memory, offset, end, Ascii.LF);
        message.line.append(memory, offset, (int) (lf - offset));
        if (message.line.cut()) {
            transaction.requestEvent(AppEvent.HTTP_REQUEST_FIELD_TOO_LONG);
        }
        if (lf == end) {
            return end;
        }
        endLine();
        headers.begin(transaction, message.fields);
        at = At.HEADERS;
        return lf + 1;
    }

    private void endLine() {
        requestLine();
        RequestTarget.read(transaction, serverPort, runtime.settings());
        transaction.progress(direction, HttpProgress.LINE);
    }

    /** {@code method SP target SP version}, with whatever blanks; the target may hold blanks when a version follows. */
    private void requestLine() {
        NativeBytes line = message.line;
        int end = line.length();
        while (end > 0 && Ascii.isSpace(line.get(end - 1))) {
            end--;
        }
        line.truncate(end);
        int i = skipSpaces(line, 0, end);
        if (i > 0) {
            transaction.requestEvent(AppEvent.HTTP_REQUEST_LINE_LEADING_WHITESPACE);
        }
        message.firstStart = i;
        i = skipToken(line, i, end);
        message.firstEnd = i;
        if (i < end && line.get(i) != Ascii.SPACE) {
            transaction.requestEvent(AppEvent.HTTP_METHOD_DELIM_NON_COMPLIANT);
        }
        i = skipSpaces(line, i, end);
        message.secondStart = i;
        int version = versionStart(line, i, end);
        int targetEnd = version;
        while (targetEnd > i && Ascii.isSpace(line.get(targetEnd - 1))) {
            targetEnd--;
        }
        message.secondEnd = targetEnd;
        message.thirdStart = version;
        message.thirdEnd = end;
        if (version == end) {
            transaction.ancient = true;
            transaction.requestEvent(AppEvent.HTTP_REQUEST_LINE_MISSING_PROTOCOL);
        }
        if (targetEnd == i) {
            transaction.requestEvent(AppEvent.HTTP_REQUEST_LINE_INVALID);
        } else if (targetEnd < version && line.get(targetEnd) != Ascii.SPACE) {
            transaction.requestEvent(AppEvent.HTTP_URI_DELIM_NON_COMPLIANT);
        }
        transaction.method = HttpMethods.of(line, message.firstStart, message.firstEnd);
    }

    private static int versionStart(NativeBytes line, int start, int end) {
        int i = end;
        while (i > start && !Ascii.isSpace(line.get(i - 1))) {
            i--;
        }
        boolean version = i > start && end - i >= 5 && (line.get(i) | 0x20) == 'h' && (line.get(i + 1) | 0x20) == 't'
                && (line.get(i + 2) | 0x20) == 't' && (line.get(i + 3) | 0x20) == 'p' && line.get(i + 4) == '/';
        return version ? i : end;
    }

    private static int skipSpaces(NativeBytes line, int start, int end) {
        int i = start;
        while (i < end && Ascii.isSpace(line.get(i))) {
            i++;
        }
        return i;
    }

    private static int skipToken(NativeBytes line, int start, int end) {
        int i = start;
        while (i < end && !Ascii.isSpace(line.get(i))) {
            i++;
        }
        return i;
    }

    private void onHeaders() {
        HttpFields fields = message.fields;
        RequestTarget.readHost(transaction, serverPort);
        int authorization = fields.indexOf(HttpField.AUTHORIZATION);
        if (authorization >= 0) {
            RequestTarget.checkAuthorization(transaction, authorization);
        }
        transaction.progress(direction, HttpProgress.HEADERS);
        declaredLength = contentLength(fields);
        left = declaredLength == TO_END ? 0 : declaredLength;
        if (transaction.method == HttpMethods.CONNECT) {
            message.body.end();
            transaction.progress(direction, Transaction.END);
            forget();
            at = At.CONNECT;
            return;
        }
        if (fields.has(HttpField.TRANSFER_ENCODING)) {
            if (names(fields, HttpField.TRANSFER_ENCODING, "chunked")) {
                chunks.begin();
                beginBody(true);
                at = At.CHUNKS;
                return;
            }
            transaction.requestEvent(AppEvent.HTTP_INVALID_TRANSFER_ENCODING_VALUE_IN_REQUEST);
        }
        beginBody(left > 0);
        at = At.LENGTH;
        if (left == 0) {
            finish();
        }
    }

    private long contentLength(HttpFields fields) {
        int i = fields.indexOf(HttpField.CONTENT_LENGTH);
        if (i < 0) {
            return TO_END;
        }
        if (fields.repeated() && fields.nextSame(i) >= 0) {
            transaction.requestEvent(AppEvent.HTTP_DUPLICATE_CONTENT_LENGTH_FIELD_IN_REQUEST);
        }
        long length = Ascii.firstNumber(fields.text(), fields.valueStart(i), fields.valueEnd(i));
        if (length < 0) {
            transaction.requestEvent(AppEvent.HTTP_INVALID_CONTENT_LENGTH_FIELD_IN_REQUEST);
            return TO_END;
        }
        return length;
    }

    private void beginBody(boolean expected) {
        AppSettings settings = runtime.settings();
        int layers = Math.min(ContentCodings.count(message.fields), settings.responseBodyDecompressLayerLimit());
        coding.begin(message.body, layers, ContentCodings.brotli(message.fields), settings.requestBodyLimit(),
                settings.requestBodyMinimalInspectSize(), settings.requestBodyInspectWindow());
        boolean upload = transaction.method == HttpMethods.POST || transaction.method == HttpMethods.PUT;
        if (!expected || !upload || !parser.giveFiles(transaction)) {
            return;
        }
        inMultipart = multipart.begin(transaction);
        if (!inMultipart) {
            boolean named = transaction.targetFileName(slice);
            transaction.files.begin(named ? slice.memory : transaction.uri.memory(), named ? slice.offset : 0,
                    named ? slice.length : 0);
        }
    }

    private void finish() {
        if (message.bodyBytes > 0) {
            coding.end();
        }
        if (inMultipart) {
            multipart.end();
            inMultipart = false;
        }
        if (transaction.files != null) {
            transaction.files.end();
        }
        transaction.progress(direction, Transaction.END);
        justEnded = transaction;
        at = At.BETWEEN;
        endFrame();
        forget();
    }

    @Override
    void forget() {
        multipart.release();
        super.forget();
    }
}
