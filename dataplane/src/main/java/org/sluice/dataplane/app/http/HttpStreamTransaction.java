package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/**
 * A request and its response whose heads come as fields, with pseudo-header fields instead of a first line, and whose
 * bodies come in frames (RFC 9113, 8). Rules see them as those of HTTP/1; the first lines are made up.
 */
public abstract class HttpStreamTransaction extends HttpTransaction {
    private static final String VERSION = "HTTP/2";
    /** What {@link #readyAt} answers for what is known with the head. */
    protected static final int HEAD = HttpProgress.HEADERS;
    private static final int NONE = -1;

    private final AppRuntime runtime;
    private final HttpBody[] codings = new HttpBody[2];
    private final MultipartReader multipart;
    private final BufferSlice slice = new BufferSlice();
    private boolean inMultipart;
    // Pseudo-header fields of the head being read, as indexes of fields.
    private int method;
    private int path;
    private int authority;
    private int statusCode;

    /** @param decompressors shared by all versions of HTTP */
    protected HttpStreamTransaction(AppRuntime runtime, DecompressorPool decompressors) {
        super(runtime);
        this.runtime = runtime;
        codings[0] = new HttpBody(runtime, decompressors, this::file);
        codings[1] = new HttpBody(runtime, decompressors);
        multipart = new MultipartReader(runtime);
    }

    /** Room for files that the request carries, or null when there is none left. */
    protected abstract FileWindows takeFiles();

    /** The request names two hosts. */
    protected abstract void onHostMismatch();

    /** The request's host has a user before it. */
    protected abstract void onUserInfo();

    /** A body could not be decompressed, or not to its end. */
    protected abstract void onDecompressionFailed(int direction);

    /** A {@code Content-Range} that is none. */
    protected abstract void onInvalidRange();

    /** Whether that direction's head is whole: fields that follow are a trailer. */
    public final boolean hasHead(int direction) {
        return progress(direction) >= HttpProgress.HEADERS;
    }

    /** Whether nothing more comes in that direction. */
    public final boolean ended(int direction) {
        return progress(direction) == END;
    }

    /** A head begins; what came of one before it, an interim response's, is forgotten. */
    public final void beginHead(int direction) {
        message(direction).restart();
        method = NONE;
        path = NONE;
        authority = NONE;
        statusCode = NONE;
        progress(direction, HttpProgress.STARTED);
    }

    /** A field of the head: its name and its value, one behind the other. */
    public final void field(int direction, NativeBytes bytes, int nameLength) {
        HttpFields fields = message(direction).fields;
        NativeBytes raw = fields.raw();
        int start = raw.length();
        int length = bytes.length() + 4;
        if (raw.cut() || !raw.reserve(length) || raw.room() < length) {
            return;
        }
        raw.append(bytes.memory(), bytes.offset(), nameLength);
        raw.append(": ");
        raw.append(bytes.memory(), bytes.offset() + nameLength, bytes.length() - nameLength);
        int end = raw.length();
        raw.append("\r\n");
        int index = fields.count();
        fields.add(start, start + nameLength, start + nameLength + 2, end);
        if (fields.count() > index && nameLength > 0 && bytes.get(0) == ':') {
            pseudo(raw, start, start + nameLength, index);
        }
    }

    private void pseudo(NativeBytes raw, int start, int end, int index) {
        if (method == NONE && is(raw, start, end, ":method")) {
            method = index;
        } else if (path == NONE && is(raw, start, end, ":path")) {
            path = index;
        } else if (authority == NONE && is(raw, start, end, ":authority")) {
            authority = index;
        } else if (statusCode == NONE && is(raw, start, end, ":status")) {
            statusCode = index;
        }
    }

    private static boolean is(NativeBytes bytes, int start, int end, String name) {
        return end - start == name.length() && Ascii.equalsIgnoringCaseAndNul(bytes, start, end, name);
    }

    /**
     * All fields of the head came. An interim response is forgotten when the next head begins.
     *
     * @param serverPort of the flow
     * @param last no body follows
     */
    public final void endHead(int direction, int serverPort, boolean last) {
        HttpMessage message = message(direction);
        message.fields.finish();
        if (direction == Packet.TO_SERVER) {
            requestLine(serverPort);
        } else {
            statusLine();
            if (status >= 100 && status < 200 && !last) {
                return;
            }
            checkRange();
        }
        progress(direction, HttpProgress.HEADERS);
        onHead(direction);
        if (last) {
            endMessage(direction);
        } else {
            beginBody(direction);
        }
    }

    /** A head is whole and can be looked at. */
    protected void onHead(int direction) {
    }

    private void requestLine(int serverPort) {
        NativeBytes line = request.line;
        request.firstStart = 0;
        append(line, request.fields, method);
        request.firstEnd = line.length();
        line.append(Ascii.SPACE);
        request.secondStart = line.length();
        append(line, request.fields, path);
        request.secondEnd = line.length();
        line.append(Ascii.SPACE);
        request.thirdStart = line.length();
        line.append(VERSION);
        request.thirdEnd = line.length();
        line.append("\r\n");
        super.method = HttpMethods.of(line, request.firstStart, request.firstEnd);
        if (path >= 0) {
            RequestTarget.read(this, serverPort, runtime.settings());
        }
        host(serverPort);
    }

    private void host(int serverPort) {
        HttpFields fields = request.fields;
        int field = fields.indexOf(HttpField.HOST);
        int named = authority >= 0 ? authority : field;
        if (named < 0) {
            return;
        }
        int start = fields.valueStart(named);
        int end = fields.valueEnd(named);
        RequestTarget.authority(this, fields.text(), start, end, serverPort);
        for (int i = start; i < end; i++) {
            if (fields.text().get(i) == '@') {
                onUserInfo();
                break;
            }
        }
        if (field >= 0 && authority >= 0 && !sameValue(fields, field, authority)) {
            onHostMismatch();
        }
    }

    private static boolean sameValue(HttpFields fields, int one, int other) {
        int a = fields.valueStart(one);
        int b = fields.valueStart(other);
        int length = fields.valueEnd(one) - a;
        boolean same = length == fields.valueEnd(other) - b;
        for (int i = 0; i < length && same; i++) {
            same = Ascii.lower(fields.text().get(a + i)) == Ascii.lower(fields.text().get(b + i));
        }
        return same;
    }

    private void statusLine() {
        NativeBytes line = response.line;
        line.append(VERSION);
        response.firstStart = 0;
        response.firstEnd = line.length();
        line.append(Ascii.SPACE);
        response.secondStart = line.length();
        append(line, response.fields, statusCode);
        response.secondEnd = line.length();
        response.thirdStart = line.length();
        response.thirdEnd = line.length();
        line.append("\r\n");
        long number = Ascii.firstNumber(line, response.secondStart, response.secondEnd);
        status = number >= 100 && number <= 999 ? (int) number : 0;
    }

    private static void append(NativeBytes line, HttpFields fields, int index) {
        if (index >= 0) {
            int start = fields.valueStart(index);
            line.append(fields.text().memory(), fields.text().offset() + start, fields.valueEnd(index) - start);
        }
    }

    private void checkRange() {
        HttpFields fields = response.fields;
        int i = fields.indexOf(HttpField.CONTENT_RANGE);
        if (i < 0) {
            return;
        }
        int start = fields.valueStart(i);
        int end = fields.valueEnd(i);
        boolean digits = false;
        for (int at = start; at < end; at++) {
            digits |= Ascii.isDigit(fields.text().get(at));
        }
        if (!digits || !Ascii.containsIgnoringCaseAndNul(fields.text(), start, end, "bytes")) {
            onInvalidRange();
        }
    }

    private void beginBody(int direction) {
        AppSettings settings = runtime.settings();
        HttpMessage message = message(direction);
        boolean toServer = direction == Packet.TO_SERVER;
        int layers = Math.min(ContentCodings.count(message.fields), settings.responseBodyDecompressLayerLimit());
        int brotli = ContentCodings.brotli(message.fields);
        if (toServer) {
            codings[0].begin(message.body, layers, brotli, settings.requestBodyLimit(),
                    settings.requestBodyMinimalInspectSize(),
                    settings.requestBodyInspectWindow());
        } else {
            codings[1].begin(message.body, layers, brotli, settings.responseBodyLimit(),
                    settings.responseBodyMinimalInspectSize(), settings.responseBodyInspectWindow());
        }
        boolean upload = super.method == HttpMethods.POST || super.method == HttpMethods.PUT;
        if (!toServer || !upload) {
            return;
        }
        files = files == null ? takeFiles() : files;
        if (files == null) {
            return;
        }
        inMultipart = multipart.begin(this);
        if (!inMultipart) {
            boolean named = targetFileName(slice);
            files.begin(named ? slice.memory : uri.memory(), named ? slice.offset : 0, named ? slice.length : 0);
        }
    }

    /** Bytes of a body, padding left out. Bytes of one that no head announced are a body all the same. */
    public void body(int direction, MemorySegment memory, long offset, int length) {
        if (ended(direction) || length <= 0) {
            return;
        }
        if (!codings[direction].active()) {
            progress(direction, HttpProgress.HEADERS);
            beginBody(direction);
        }
        HttpMessage message = message(direction);
        message.bodyBytes += length;
        codings[direction].take(memory, offset, length);
        if (codings[direction].failed() || codings[direction].bomb()) {
            onDecompressionFailed(direction);
        }
        progress(direction, HttpProgress.BODY);
    }

    /** Bytes of the request's body, content coding undone: they may be a file's. */
    private boolean file(MemorySegment memory, long offset, int length) {
        if (inMultipart) {
            multipart.take(memory, offset, length);
        } else if (files != null) {
            files.append(memory, offset, length);
        }
        return true;
    }

    /** Nothing more comes in that direction. */
    public void endMessage(int direction) {
        if (ended(direction)) {
            return;
        }
        if (message(direction).bodyBytes > 0 || direction == Packet.TO_CLIENT) {
            codings[direction].end();
        }
        if (direction == Packet.TO_SERVER) {
            if (inMultipart) {
                multipart.end();
                inMultipart = false;
            }
            if (files != null) {
                files.end();
            }
        }
        codings[direction].release();
        if (progress(direction) == 0) {
            omit(direction);
        } else {
            progress(direction, END);
        }
    }

    /** Points at the value of a field of the head; false when there is none. */
    protected final boolean header(int direction, Header header, BufferSlice out) {
        return message(direction).fields.value(header.field, out);
    }

    /** Fields that other protocols inside HTTP are known by. */
    protected enum Header {
        /** {@code content-type}. */
        CONTENT_TYPE(HttpField.CONTENT_TYPE),
        /** {@code accept}. */
        ACCEPT(HttpField.ACCEPT);

        private final HttpField field;

        Header(HttpField field) {
            this.field = field;
        }
    }

    /** Points at name (with or without its value) of field {@code instance}; false when there is none. */
    protected final boolean fieldAt(int direction, int instance, boolean withValue, BufferSlice out) {
        HttpFields fields = message(direction).fields;
        return hasHead(direction) && (withValue ? fields.line(instance, out) : fields.name(instance, out));
    }

    /** Writes the members that EVE's {@code http} object has in all versions of HTTP. */
    protected final void writeHttp(AttributeSink sink) {
        HttpMetadata.writeMembers(this, sink);
    }

    /** Writes EVE's {@code files}, if there are any. */
    protected final void writeFileList(AttributeSink sink) {
        writeFiles(sink);
    }

    /** Writes all fields of a head as an array. */
    protected final void writeHeaders(String key, int direction, AttributeSink sink) {
        HttpFields fields = message(direction).fields;
        if (fields.count() == 0) {
            return;
        }
        sink.beginArray(key);
        for (int i = 0; i < fields.count() && i < 64; i++) {
            sink.beginObject(null);
            fields.name(i, slice);
            sink.text("name", slice.memory, slice.offset, slice.length);
            int start = fields.valueStart(i);
            sink.text("value", fields.text().memory(), fields.text().offset() + start, fields.valueEnd(i) - start);
            sink.endObject();
        }
        sink.endArray();
    }

    private HttpMessage message(int direction) {
        return direction == Packet.TO_SERVER ? request : response;
    }

    /** Gives the room for files back to whom it was taken from. */
    protected final FileWindows giveFiles() {
        FileWindows given = files;
        files = null;
        if (given != null) {
            given.release();
        }
        return given;
    }

    // Events that are HTTP/1's do not belong here.

    @Override
    final void requestEvent(AppEvent event) {
    }

    @Override
    final void responseEvent(AppEvent event) {
    }

    @Override
    final void event(int direction, AppEvent event) {
    }

    @Override
    protected void reset() {
        codings[0].release();
        codings[1].release();
        multipart.release();
        inMultipart = false;
        super.reset();
    }

}
