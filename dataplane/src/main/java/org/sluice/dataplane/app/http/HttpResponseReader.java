package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;

/** Reads what the server sends, and gives each response to the request it answers. */
final class HttpResponseReader extends HttpReader {
    private static final String MARK = "HTTP/";
    /** Most bytes before a status line that are believed to be junk, not a body without a head. */
    private static final int JUNK_LIMIT = 64;

    private enum At { BETWEEN, LINE, LINE_CR, JUNK, AFTER_JUNK, HEADERS, LENGTH, CHUNKS, MAYBE_BODY, LOST }

    private final HttpParser parser;
    private At at = At.BETWEEN;
    /** How a body goes on that should not be there. */
    private At resume = At.LENGTH;
    /** Bytes of {@link #MARK} met where a body or the next response may begin. */
    private int matched;
    private final NativeBytes junk;
    private int junkProbe;
    /** A tunnel was refused: the requests held back behind it come before the next response. */
    private boolean refusedTunnel;
    /** Ended during this call: bytes that follow at once and are no response belong to it. */
    private HttpTransaction justEnded;

    HttpResponseReader(AppRuntime runtime, DecompressorPool decompressors, HttpParser parser) {
        super(runtime, decompressors, Packet.TO_CLIENT, true);
        this.parser = parser;
        junk = runtime.bytes(JUNK_LIMIT);
    }

    void begin() {
        closeFrame();
        at = At.BETWEEN;
        matched = 0;
        justEnded = null;
        forget();
    }

    /**
     * Takes bytes; all, unless the session turned to another protocol or a tunnel was refused. Returns the offset of
     * the first one not taken, or -1.
     */
    long take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        justEnded = null;
        if (evicted()) {
            return -1;
        }
        refusedTunnel = false;
        long position = offset;
        while (position < end && !refusedTunnel) {
            long from = position;
            switch (at) {
                case BETWEEN -> position = between(session, packet, memory, position, end);
                case LINE -> position = line(memory, position, end);
                case LINE_CR -> {
                    if (Ascii.at(memory, position) == Ascii.LF) {
                        position++;
                    }
                    endLine();
                }
                case JUNK -> position = junk(memory, position, end);
                case AFTER_JUNK -> position = afterJunk(memory, position, end);
                case HEADERS -> {
                    position = headers.take(memory, position, end);
                    if (headers.done() && onHeaders(session)) {
                        return position;
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
                case MAYBE_BODY -> position = maybeBody(session, packet, memory, position, end);
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

    /** The server has no more to say. */
    void end() {
        if (evicted()) {
            closeFrame();
            return;
        }
        switch (at) {
            case LINE, LINE_CR -> {
                endLine();
                headers.finish();
                transaction.progress(direction, HttpProgress.HEADERS);
            }
            case JUNK, AFTER_JUNK -> junkIsBody();
            case HEADERS -> {
                headers.finish();
                transaction.progress(direction, HttpProgress.HEADERS);
            }
            default -> { }
        }
        if (transaction != null) {
            if (isBodyCut(at == At.CHUNKS, at == At.LENGTH)) {
                message.body.truncate();
            }
            finish();
        }
        closeFrame();
    }

    @Override
    void onInvalidChunk() {
        transaction.responseEvent(AppEvent.HTTP_INVALID_RESPONSE_CHUNK_LEN);
    }

    @Override
    void onChunkExtension() {
        transaction.responseEvent(AppEvent.HTTP_RESPONSE_CHUNK_EXTENSION);
    }

    @Override
    void onBody(MemorySegment memory, long offset, int length) {
        coding.take(memory, offset, length);
        if (transaction.isStoring()) {
            transaction.storeResponse();
        }
        if (coding.bomb()) {
            transaction.responseEvent(AppEvent.HTTP_COMPRESSION_BOMB);
        }
        if (coding.failed()) {
            transaction.responseEvent(AppEvent.HTTP_GZIP_DECOMPRESSION_FAILED);
        }
    }

    @Override
    boolean onDecoded(MemorySegment memory, long offset, int length) {
        return true;
    }

    @Override
    void forget() {
        junk.release();
        super.forget();
    }

    /** Before a status line: line ends and blanks are skipped. */
    private long between(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        if (Ascii.isSpace(Ascii.at(memory, offset))) {
            return offset + 1;
        }
        if (justEnded != null && !mayBeStatusLine(memory, offset, end)) {
            stray(memory, offset, end);
            return end;
        }
        if (!open(session, packet)) {
            return offset;
        }
        at = At.JUNK;
        junkProbe = 0;
        return offset;
    }

    private boolean open(AppSession session, Packet packet) {
        HttpTransaction waiting = parser.awaitingResponse(session, packet);
        if (waiting == null) {
            at = At.LOST;
            return false;
        }
        hold(waiting, waiting.response);
        openFrame(session, packet);
        transaction.progress(direction, HttpProgress.STARTED);
        return true;
    }

    private static boolean mayBeStatusLine(MemorySegment memory, long offset, long end) {
        int compared = (int) Math.min(4, end - offset);
        for (int i = 0; i < compared; i++) {
            if ((Ascii.at(memory, offset + i) | 0x20) != (MARK.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** Bytes behind a response that had its length: clients may show them. */
    private void stray(MemorySegment memory, long offset, long end) {
        justEnded.response.body.append(memory, offset, (int) (end - offset));
        justEnded.progress(direction, HttpProgress.BODY);
    }

    /** Until four bytes say {@code HTTP} it is not known whether this is a status line. */
    private long junk(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            byte b = Ascii.at(memory, position++);
            junk.append(b);
            if (junkProbe >= 0 && (b | 0x20) == (MARK.charAt(junkProbe) | 0x20)) {
                if (++junkProbe == 4) {
                    message.line.append(junk.memory(), junk.offset() + junk.length() - 4, 4);
                    junk.release();
                    at = At.LINE;
                    return position;
                }
                continue;
            }
            junkProbe = -1;
            if (b == Ascii.LF) {
                junkProbe = 0;
                at = At.AFTER_JUNK;
                return position;
            }
            if (junk.length() >= JUNK_LIMIT || junk.cut()) {
                junkIsBody();
                return position;
            }
        }
        return position;
    }

    /** Behind a line that is no status line: one may follow. */
    private long afterJunk(MemorySegment memory, long offset, long end) {
        byte b = Ascii.at(memory, offset);
        if (b == Ascii.CR || b == Ascii.LF) {
            junk.append(b);
            return offset + 1;
        }
        if ((b | 0x20) == 'h' && junk.length() < JUNK_LIMIT - 4) {
            at = At.JUNK;
            return offset;
        }
        junkIsBody();
        return offset;
    }

    /** There is no head: all is body, as in HTTP/0.9. */
    private void junkIsBody() {
        if (!transaction.ancient) {
            transaction.responseEvent(AppEvent.HTTP_RESPONSE_INVALID_PROTOCOL);
        }
        transaction.progress(direction, HttpProgress.HEADERS);
        left = TO_END;
        beginBody(0, 0);
        at = At.LENGTH;
        if (!junk.isEmpty()) {
            takeLength(junk.memory(), junk.offset(), junk.offset() + junk.length());
        }
        junk.release();
    }

    private long line(MemorySegment memory, long offset, long end) {
        long lf = Ascii.find(memory, offset, end, Ascii.LF);
        long stop = Ascii.find(memory, offset, lf, Ascii.CR);
        message.line.append(memory, offset, (int) (stop - offset));
        if (stop == end) {
            return end;
        }
        if (Ascii.at(memory, stop) == Ascii.CR) {
            at = At.LINE_CR;
        } else {
            endLine();
        }
        return stop + 1;
    }

    /** {@code version SP status SP reason}, with whatever blanks. */
    private void endLine() {
        NativeBytes line = message.line;
        if (line.cut()) {
            transaction.responseEvent(AppEvent.HTTP_RESPONSE_FIELD_TOO_LONG);
        }
        int end = line.length();
        int i = skip(line, 0, end, false);
        message.firstStart = 0;
        message.firstEnd = i;
        i = skip(line, i, end, true);
        message.secondStart = i;
        i = skip(line, i, end, false);
        message.secondEnd = i;
        message.thirdStart = skip(line, i, end, true);
        message.thirdEnd = end;
        boolean three = message.secondEnd - message.secondStart == 3;
        long status = three ? Ascii.firstNumber(line, message.secondStart, message.secondEnd) : -1;
        transaction.status = status >= 100 && status <= 999 ? (int) status : 0;
        if (transaction.status == 0) {
            transaction.responseEvent(AppEvent.HTTP_RESPONSE_INVALID_STATUS);
        }
        boolean version = message.firstEnd == 8 && line.get(5) == '1' && line.get(6) == '.'
                && (line.get(7) == '0' || line.get(7) == '1');
        if (!version) {
            transaction.responseEvent(AppEvent.HTTP_RESPONSE_INVALID_PROTOCOL);
        }
        transaction.progress(direction, HttpProgress.LINE);
        headers.begin(transaction, message.fields);
        at = At.HEADERS;
    }

    private static int skip(NativeBytes line, int start, int end, boolean spaces) {
        int i = start;
        while (i < end && Ascii.isSpace(line.get(i)) == spaces) {
            i++;
        }
        return i;
    }

    /** True when the session turned to another protocol. */
    private boolean onHeaders(AppSession session) {
        HttpFields fields = message.fields;
        int status = transaction.status;
        boolean framed = fields.has(HttpField.CONTENT_LENGTH) || fields.has(HttpField.TRANSFER_ENCODING);
        if (status >= 100 && status < 200 && status != 101 && !framed) {
            if (transaction.continued) {
                transaction.responseEvent(AppEvent.HTTP_100_CONTINUE_ALREADY_SEEN);
            }
            transaction.continued = true;
            message.restart();
            at = At.JUNK;
            junkProbe = 0;
            return false;
        }
        transaction.progress(direction, HttpProgress.HEADERS);
        boolean tunnel = transaction.method == HttpMethods.CONNECT && status >= 200 && status < 300;
        boolean upgrade = status == 101 && fields.has(HttpField.UPGRADE);
        if (tunnel || upgrade) {
            message.body.end();
            finish();
            session.changeProtocol(upgrade ? upgradeTo(fields) : AppProtocol.UNKNOWN);
            return true;
        }
        parser.connectRefused(session, transaction);
        framing(fields);
        boolean bodiless = status == 204 || status == 304 || status < 200 && status >= 100;
        if (transaction.method == HttpMethods.HEAD || bodiless && !framed || at == At.LENGTH && left == 0) {
            finish();
        } else if (bodiless) {
            matched = 0;
            resume = at;
            at = At.MAYBE_BODY;
        }
        return false;
    }

    private static AppProtocol upgradeTo(HttpFields fields) {
        if (names(fields, HttpField.UPGRADE, "websocket")) {
            return AppProtocol.WEBSOCKET;
        }
        return names(fields, HttpField.UPGRADE, "h2c") ? AppProtocol.HTTP2 : AppProtocol.UNKNOWN;
    }

    /** Decides how the body's end is found (RFC 9112, 6.3), and with how many layers it was coded. */
    private void framing(HttpFields fields) {
        declaredLength = contentLength(fields);
        left = declaredLength;
        at = At.LENGTH;
        if (fields.has(HttpField.TRANSFER_ENCODING)) {
            if (names(fields, HttpField.TRANSFER_ENCODING, "chunked")) {
                if (message.firstEnd == 8 && message.line.get(7) == '0') {
                    transaction.responseEvent(AppEvent.HTTP_RESPONSE_CHUNKED_OLD_PROTO);
                }
                chunks.begin();
                at = At.CHUNKS;
            } else {
                transaction.responseEvent(AppEvent.HTTP_INVALID_TRANSFER_ENCODING_VALUE_IN_RESPONSE);
            }
        } else if (names(fields, HttpField.CONTENT_TYPE, "multipart/byteranges")) {
            transaction.responseEvent(AppEvent.HTTP_RESPONSE_MULTIPART_BYTERANGES);
        }
        int layers = ContentCodings.count(fields);
        int limit = runtime.settings().responseBodyDecompressLayerLimit();
        if (layers > limit) {
            transaction.responseEvent(AppEvent.HTTP_TOO_MANY_ENCODING_LAYERS);
        }
        if (ContentCodings.abnormal(fields)) {
            transaction.responseEvent(AppEvent.HTTP_ABNORMAL_CE_HEADER);
        }
        beginBody(Math.min(layers, limit), ContentCodings.brotli(fields));
    }

    private void beginBody(int layers, int brotli) {
        AppSettings settings = runtime.settings();
        coding.begin(message.body, layers, brotli, settings.responseBodyLimit(),
                settings.responseBodyMinimalInspectSize(), settings.responseBodyInspectWindow());
        message.body.asFile(runtime.digests());
    }

    private long contentLength(HttpFields fields) {
        int i = fields.indexOf(HttpField.CONTENT_LENGTH);
        if (i < 0) {
            return TO_END;
        }
        if (fields.repeated() && fields.nextSame(i) >= 0) {
            transaction.responseEvent(AppEvent.HTTP_DUPLICATE_CONTENT_LENGTH_FIELD_IN_RESPONSE);
        }
        long length = Ascii.firstNumber(fields.text(), fields.valueStart(i), fields.valueEnd(i));
        if (length < 0) {
            transaction.responseEvent(AppEvent.HTTP_INVALID_CONTENT_LENGTH_FIELD_IN_RESPONSE);
            return TO_END;
        }
        return length;
    }

    /** Behind a head that should have no body but says it has: the next response, or a body after all. */
    private long maybeBody(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end && Ascii.at(memory, position) == MARK.charAt(matched)) {
            position++;
            if (++matched == MARK.length()) {
                finish();
                if (open(session, packet)) {
                    message.line.append(MARK);
                    at = At.LINE;
                }
                return position;
            }
        }
        if (position == end) {
            return end;
        }
        at = resume;
        if (matched > 0) {
            junk.clear();
            for (int i = 0; i < matched; i++) {
                junk.append((byte) MARK.charAt(i));
            }
            if (at == At.CHUNKS) {
                takeChunks(junk.memory(), junk.offset(), junk.offset() + junk.length());
                at = chunks.invalid() ? At.LENGTH : at;
            } else {
                takeLength(junk.memory(), junk.offset(), junk.offset() + junk.length());
            }
        }
        return position;
    }

    private void finish() {
        coding.end();
        transaction.progress(direction, Transaction.END);
        parser.onResponseEnd(transaction);
        refusedTunnel = transaction.method == HttpMethods.CONNECT;
        justEnded = transaction;
        at = At.BETWEEN;
        endFrame();
        forget();
    }
}
