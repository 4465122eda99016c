package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A request and its response. */
public class HttpTransaction extends Transaction {
    final HttpMessage request;
    final HttpMessage response;
    /** Normalised path, query and fragment. */
    final NativeBytes uri;
    /** Lower-case host, without port. */
    final NativeBytes host;
    /** The host as it was written, in the target or else in the field. */
    final NativeBytes rawHost;
    /** The files that the request carries, or null; from the parser's pool. */
    FileWindows files;
    /** Port named with the host, or -1. */
    int hostPort;
    int status;
    int method;
    /** The request has no version: HTTP/0.9. */
    boolean ancient;
    /** A 100 was seen. */
    boolean continued;
    private final BufferSlice metadataSlice = new BufferSlice();
    private int incarnation;
    private final AppRuntime runtime;
    private boolean storing;

    HttpTransaction(AppRuntime runtime) {
        this.runtime = runtime;
        int fieldLimit = runtime.settings().headerFieldLimit();
        request = new HttpMessage(runtime);
        response = new HttpMessage(runtime);
        uri = runtime.bytes(fieldLimit);
        host = runtime.bytes(fieldLimit);
        rawHost = runtime.bytes(fieldLimit);
        hostPort = -1;
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.HTTP;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        if (progress(direction) < readyAt(buffer, direction)) {
            return false;
        }
        boolean toServer = direction == Packet.TO_SERVER;
        HttpMessage message = toServer ? request : response;
        switch (buffer) {
            case HTTP_REQUEST_HEADER, HTTP_RESPONSE_HEADER -> {
                return message.fields.line(instance, out);
            }
            case FILE_DATA -> {
                return toServer ? files != null && files.data(instance, out) : instance == 0 && message.body.slice(out);
            }
            case FILE_NAME -> {
                return toServer ? files != null && files.name(instance, out) : instance == 0 && responseFileName(out)
                        && out.inspected(message.body.anyInspected());
            }
            case FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 -> {
                return toServer ? files != null && files.fact(buffer, instance, out)
                        : instance == 0 && !message.body.isEmpty() && message.body.fact(buffer, out);
            }
            default -> {
                return instance == 0 && single(buffer, toServer, message, out);
            }
        }
    }

    private boolean single(Buffer buffer, boolean toServer, HttpMessage message, BufferSlice out) {
        return switch (buffer) {
            case HTTP_URI -> !uri.isEmpty() && out.set(uri);
            case HTTP_URI_RAW -> part(message, message.secondStart, message.secondEnd, out);
            case HTTP_METHOD -> part(message, message.firstStart, message.firstEnd, out);
            case HTTP_PROTOCOL -> toServer
                    ? part(message, message.thirdStart, message.thirdEnd, out)
                    : part(message, message.firstStart, message.firstEnd, out);
            case HTTP_STAT_CODE -> part(message, message.secondStart, message.secondEnd, out);
            case HTTP_STAT_MSG -> part(message, message.thirdStart, message.thirdEnd, out);
            case HTTP_REQUEST_LINE, HTTP_RESPONSE_LINE -> !message.line.isEmpty() && out.set(message.line);
            case HTTP_HOST -> !host.isEmpty() && out.set(host);
            case HTTP_HOST_RAW -> !rawHost.isEmpty() && out.set(rawHost);
            case HTTP_HEADER -> message.fields.header(out);
            case HTTP_HEADER_RAW -> message.fields.count() > 0 && out.set(message.fields.raw());
            case HTTP_HEADER_NAMES -> message.fields.names(out);
            case HTTP_START -> message.fields.start(message.line, out);
            case HTTP_REQUEST_BODY, HTTP_RESPONSE_BODY -> message.body.slice(out);
            default -> {
                HttpField field = field(buffer, toServer);
                yield field != null && message.fields.value(field, out);
            }
        };
    }

    private static HttpField field(Buffer buffer, boolean toServer) {
        return switch (buffer) {
            case HTTP_USER_AGENT -> HttpField.USER_AGENT;
            case HTTP_COOKIE -> toServer ? HttpField.COOKIE : HttpField.SET_COOKIE;
            case HTTP_CONTENT_TYPE -> HttpField.CONTENT_TYPE;
            case HTTP_CONTENT_LEN -> HttpField.CONTENT_LENGTH;
            case HTTP_ACCEPT -> HttpField.ACCEPT;
            case HTTP_ACCEPT_ENC -> HttpField.ACCEPT_ENCODING;
            case HTTP_ACCEPT_LANG -> HttpField.ACCEPT_LANGUAGE;
            case HTTP_CONNECTION -> HttpField.CONNECTION;
            case HTTP_REFERER -> HttpField.REFERER;
            case HTTP_LOCATION -> HttpField.LOCATION;
            case HTTP_SERVER -> HttpField.SERVER;
            default -> null;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        boolean toServer = direction == Packet.TO_SERVER;
        return switch (buffer) {
            case HTTP_URI, HTTP_URI_RAW, HTTP_METHOD, HTTP_REQUEST_LINE -> toServer ? HttpProgress.LINE : NEVER;
            case HTTP_STAT_CODE, HTTP_STAT_MSG, HTTP_RESPONSE_LINE -> toServer ? NEVER : HttpProgress.LINE;
            case HTTP_PROTOCOL -> HttpProgress.LINE;
            case HTTP_HOST, HTTP_HOST_RAW, HTTP_USER_AGENT, HTTP_REQUEST_HEADER, HTTP_ACCEPT, HTTP_ACCEPT_ENC,
                    HTTP_ACCEPT_LANG, HTTP_REFERER -> toServer ? HttpProgress.HEADERS : NEVER;
            case HTTP_RESPONSE_HEADER, HTTP_LOCATION, HTTP_SERVER -> toServer ? NEVER : HttpProgress.HEADERS;
            case HTTP_HEADER, HTTP_HEADER_RAW, HTTP_HEADER_NAMES, HTTP_START, HTTP_COOKIE, HTTP_CONTENT_TYPE,
                    HTTP_CONTENT_LEN, HTTP_CONNECTION -> HttpProgress.HEADERS;
            case HTTP_REQUEST_BODY -> toServer ? HttpProgress.HEADERS : NEVER;
            case HTTP_RESPONSE_BODY -> toServer ? NEVER : HttpProgress.HEADERS;
            case FILE_DATA, FILE_NAME, FILE_MAGIC, FILE_SIZE, FILE_MD5, FILE_SHA1, FILE_SHA256 -> HttpProgress.HEADERS;
            default -> NEVER;
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        boolean toServer = direction == Packet.TO_SERVER;
        if (instance > 0 && !field.multiple()) {
            return ABSENT;
        }
        return switch (field) {
            case HTTP_STATUS -> toServer || progress(direction) < HttpProgress.LINE ? ABSENT : status;
            case HTTP_BODY_LENGTH -> (toServer ? request : response).body.total();
            default -> ABSENT;
        };
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        HttpMetadata.write(this, sink);
        writeFiles(sink);
    }

    final void writeFiles(AttributeSink sink) {
        boolean sent = files != null && !files.isEmpty();
        boolean received = !response.body.isEmpty();
        if (!sent && !received) {
            return;
        }
        sink.beginArray("files");
        if (sent) {
            files.writeMetadata(sink, id());
        }
        if (received) {
            boolean named = responseFileName(metadataSlice);
            FileWindows.write(sink, id(), named ? metadataSlice.memory : uri.memory(), named ? metadataSlice.offset : 0,
                    named ? metadataSlice.length : 0, response.body);
        }
        sink.endArray();
    }

    @Override
    public void storeFiles() {
        storing = true;
        if (files != null) {
            files.store(id());
        }
        storeResponse();
    }

    /** Whether files that begin are to be kept. */
    boolean isStoring() {
        return storing;
    }

    /** Keeps the response's body once it has begun, when rules want it. */
    void storeResponse() {
        if (storing && !response.body.isEmpty() && responseFileName(metadataSlice)) {
            response.body.store(runtime.storedFiles(), id(), metadataSlice.memory, metadataSlice.offset,
                    metadataSlice.length);
        }
    }

    @Override
    protected int progressAt(AppHook hook) {
        return switch (hook) {
            case HTTP_REQUEST_LINE, HTTP_RESPONSE_LINE -> HttpProgress.LINE;
            case HTTP_REQUEST_HEADERS, HTTP_RESPONSE_HEADERS -> HttpProgress.HEADERS;
            case HTTP_REQUEST_BODY, HTTP_RESPONSE_BODY -> HttpProgress.BODY;
            case HTTP_REQUEST_TRAILER, HTTP_RESPONSE_TRAILER -> HttpProgress.TRAILER;
            default -> super.progressAt(hook);
        };
    }

    @Override
    protected void onInspected(int direction) {
        if (direction == Packet.TO_SERVER) {
            request.body.markInspected();
            if (files != null) {
                files.markInspected();
            }
        } else {
            response.body.markInspected();
        }
    }

    @Override
    protected void reset() {
        request.release();
        response.release();
        uri.release();
        host.release();
        rawHost.release();
        incarnation++;
        hostPort = -1;
        status = 0;
        method = 0;
        ancient = false;
        continued = false;
        storing = false;
    }

    /** The last path segment of the target, the name of a file that has no other. */
    boolean targetFileName(BufferSlice out) {
        int end = 0;
        while (end < uri.length() && uri.get(end) != '?' && uri.get(end) != '#') {
            end++;
        }
        return end > 0 && out.set(uri.memory(), uri.offset(), end);
    }

    private boolean responseFileName(BufferSlice out) {
        if (response.body.isEmpty()) {
            return false;
        }
        HttpFields fields = response.fields;
        int i = fields.indexOf(HttpField.CONTENT_DISPOSITION);
        if (i >= 0 && HttpParameters.find(fields.text(), fields.valueStart(i), fields.valueEnd(i), "filename", out)) {
            return true;
        }
        return targetFileName(out);
    }

    private static boolean part(HttpMessage message, int start, int end, BufferSlice out) {
        return end > start && out.set(message.line.memory(), message.line.offset() + start, end - start);
    }

    /** Changes with each reuse: who keeps a transaction in mind sees that it is another by now. */
    public final int incarnation() {
        return incarnation;
    }

    // What the readers, which are not transactions, may do.

    void requestEvent(AppEvent event) {
        raise(Packet.TO_SERVER, event);
    }

    void responseEvent(AppEvent event) {
        raise(Packet.TO_CLIENT, event);
    }

    void omit(int direction) {
        skip(direction);
    }

    void event(int direction, AppEvent event) {
        raise(direction, event);
    }

    void progress(int direction, int to) {
        advance(direction, to);
    }
}
