package org.sluice.dataplane.app.http2;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.dns.DnsContent;
import org.sluice.dataplane.app.http.DecompressorPool;
import org.sluice.dataplane.app.http.HttpStreamTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A stream, or a frame of the whole connection. */
final class Http2Transaction extends HttpStreamTransaction {
    private static final int ID_BITS = 32;
    private static final long VALUE_MASK = 0xffff_ffffL;

    private final Http2Parser parser;
    private final FrameNotes notes = new FrameNotes();
    /** Its DNS messages, or null; from the parser's pool. */
    private DohMessages doh;
    private final BufferSlice slice = new BufferSlice();
    private AppSession session;
    int streamId;
    /** Where it is found by its id, or null. */
    LiveStreams among;
    Http2Transaction nextInChain;
    /** The flow carries DNS. */
    boolean doh2;

    Http2Transaction(AppRuntime runtime, DecompressorPool decompressors, Http2Parser parser) {
        super(runtime, decompressors);
        this.parser = parser;
    }

    void begin(AppSession of, int stream) {
        session = of;
        streamId = stream;
        doh2 = of.protocol() == AppProtocol.DOH2;
    }

    @Override
    public AppProtocol protocol() {
        return doh2 ? AppProtocol.DOH2 : AppProtocol.HTTP2;
    }

    @Override
    public AppProtocol eventProtocol() {
        return AppProtocol.HTTP2;
    }

    void note(int direction, AppField field, long value) {
        notes.add(direction, field, value);
        touch(direction);
    }

    void raised(int direction, AppEvent event) {
        raise(direction, event);
    }

    /** A frame that is all of its transaction. */
    void finishAlone(int direction) {
        skip(direction ^ 1);
        advance(direction, END);
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        return switch (buffer.protocol()) {
            case HTTP2 -> switch (buffer) {
                case HTTP2_HEADER_NAME -> fieldAt(direction, instance, false, out);
                case HTTP2_HEADER -> fieldAt(direction, instance, true, out);
                default -> false;
            };
            case DNS -> doh != null && ended(direction) && doh.content(direction).buffer(buffer, instance, out);
            default -> super.buffer(buffer, direction, instance, out);
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        return switch (buffer.protocol()) {
            case HTTP2 -> buffer.isFrame() ? NEVER : HEAD;
            case DNS -> doh2 ? END : NEVER;
            default -> buffer == Buffer.HTTP_START ? NEVER : super.readyAt(buffer, direction);
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return switch (field.protocol()) {
            case HTTP2 -> notes.get(direction, field, instance);
            case DNS -> doh == null || doh.content(direction).isEmpty() ? ABSENT
                    : doh.content(direction).integer(field, instance);
            default -> super.integer(field, direction, instance);
        };
    }

    @Override
    protected void onHead(int direction) {
        boolean message = header(direction, Header.CONTENT_TYPE, slice) && DohMessages.isMediaType(slice);
        if (direction == Packet.TO_SERVER) {
            boolean accepted = header(direction, Header.ACCEPT, slice) && DohMessages.isMediaType(slice);
            message |= accepted;
        }
        if (message && (doh != null || takeDoh())) {
            doh.expect(direction);
            if (direction == Packet.TO_SERVER && super.buffer(Buffer.HTTP_URI_RAW, direction, 0, slice)) {
                doh.query(direction, slice);
            }
            parser.onDnsOverHttp(session);
        }
    }

    private boolean takeDoh() {
        doh = parser.takeDoh();
        return doh != null;
    }

    @Override
    public void body(int direction, MemorySegment memory, long offset, int length) {
        super.body(direction, memory, offset, length);
        if (doh != null && !ended(direction) && !doh.body(direction, memory, offset, length)) {
            raise(direction, direction == Packet.TO_SERVER
                    ? AppEvent.HTTP2_DNS_REQUEST_TOO_LONG : AppEvent.HTTP2_DNS_RESPONSE_TOO_LONG);
        }
    }

    @Override
    public void endMessage(int direction) {
        if (!ended(direction)) {
            if (doh != null) {
                doh.end(direction);
            }
            super.endMessage(direction);
        }
    }

    @Override
    protected FileWindows takeFiles() {
        return parser.takeFiles();
    }

    @Override
    protected void onHostMismatch() {
        raise(Packet.TO_SERVER, AppEvent.HTTP2_AUTHORITY_HOST_MISMATCH);
    }

    @Override
    protected void onUserInfo() {
        raise(Packet.TO_SERVER, AppEvent.HTTP2_USERINFO_IN_URI);
    }

    @Override
    protected void onDecompressionFailed(int direction) {
        raise(direction, AppEvent.HTTP2_FAILED_DECOMPRESSION);
    }

    @Override
    protected void onInvalidRange() {
        raise(Packet.TO_CLIENT, AppEvent.HTTP2_INVALID_RANGE);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("http");
        sink.text("version", "2");
        writeHeaders("request_headers", Packet.TO_SERVER, sink);
        writeHeaders("response_headers", Packet.TO_CLIENT, sink);
        if (streamId != 0) {
            writeHttp(sink);
        }
        sink.beginObject("http2");
        sink.integer("stream_id", streamId);
        writeFrames("request", Packet.TO_SERVER, sink);
        writeFrames("response", Packet.TO_CLIENT, sink);
        sink.endObject();
        sink.endObject();
        writeFileList(sink);
        if (doh == null) {
            return;
        }
        DnsContent answer = doh.content(Packet.TO_CLIENT);
        DnsContent shown = answer.isEmpty() ? doh.content(Packet.TO_SERVER) : answer;
        if (!shown.isEmpty()) {
            shown.writeMetadata(id(), sink);
        }
    }

    private void writeFrames(String key, int direction, AttributeSink sink) {
        sink.beginObject(key);
        if (notes.get(direction, AppField.HTTP2_SETTINGS, 0) != ABSENT) {
            sink.beginArray("settings");
            long setting = notes.get(direction, AppField.HTTP2_SETTINGS, 0);
            for (int i = 1; setting != ABSENT; i++) {
                sink.beginObject(null);
                String name = FrameType.setting(setting >>> ID_BITS);
                if (name != null) {
                    sink.text("settings_id", name);
                } else {
                    sink.integer("settings_id", setting >>> ID_BITS);
                }
                sink.integer("settings_value", setting & VALUE_MASK);
                sink.endObject();
                setting = notes.get(direction, AppField.HTTP2_SETTINGS, i);
            }
            sink.endArray();
        }
        long error = notes.get(direction, AppField.HTTP2_ERRORCODE, 0);
        if (FrameType.error(error) != null) {
            sink.text("error_code", FrameType.error(error));
        }
        long priority = notes.get(direction, AppField.HTTP2_PRIORITY, 0);
        if (priority != ABSENT) {
            sink.integer("priority", priority);
        }
        sink.endObject();
    }

    @Override
    protected void reset() {
        if (among != null) {
            among.remove(this);
        }
        super.reset();
        notes.clear();
        if (doh != null) {
            doh.release();
            parser.giveDoh(doh);
            doh = null;
        }
        session = null;
        streamId = 0;
        doh2 = false;
    }

    /** Gives the room for files back. */
    FileWindows takeBackFiles() {
        return giveFiles();
    }
}
