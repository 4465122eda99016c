package org.sluice.dataplane.app.websocket;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BodyWindow;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A message, or a control frame, of one direction. */
final class WebSocketTransaction extends TabledTransaction {
    private static final int KEEP_WHOLE = 1 << 16;
    private static final int OVERLAP = 4096;
    private static final int FIN = 0x80;
    private static final long NO_MASK = -1;

    private final BodyWindow payload;
    private int direction;
    private int opcode;
    private int flags;
    private long mask = NO_MASK;
    private int incarnation;

    WebSocketTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.WEBSOCKET, 256);
        payload = runtime.body();
    }

    void begin(int way, int code) {
        direction = way;
        opcode = code;
        payload.begin(0, KEEP_WHOLE, OVERLAP);
        over(way ^ 1);
    }

    /** A frame's header. */
    void frame(int code, int frameFlags, long key, boolean masked) {
        put(direction, AppField.WEBSOCKET_OPCODE, code);
        put(direction, AppField.WEBSOCKET_FLAGS, frameFlags);
        flags = frameFlags;
        if (masked) {
            put(direction, AppField.WEBSOCKET_MASK, key);
            mask = key;
        }
        came(direction);
    }

    /** Where the payload goes. */
    BodyWindow payload() {
        return payload;
    }

    void append(MemorySegment memory, long offset, int length) {
        payload.append(memory, offset, length);
    }

    /** Payload came. */
    void grown() {
        touch(direction);
    }

    void end() {
        payload.end();
        over(direction);
    }

    int incarnation() {
        return incarnation;
    }

    @Override
    public boolean buffer(Buffer buffer, int way, int instance, BufferSlice out) {
        return buffer == Buffer.WEBSOCKET_PAYLOAD ? way == direction && instance == 0 && payload.slice(out)
                : super.buffer(buffer, way, instance, out);
    }

    @Override
    public int readyAt(Buffer buffer, int way) {
        return buffer == Buffer.WEBSOCKET_PAYLOAD && way == direction ? MESSAGE : NEVER;
    }

    @Override
    protected void onInspected(int way) {
        if (way == direction) {
            payload.markInspected();
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("websocket");
        sink.bool("fin", (flags & FIN) != 0);
        if (mask != NO_MASK) {
            sink.integer("mask", mask);
        }
        sink.text("opcode", switch (opcode) {
            case 0 -> "continuation";
            case 1 -> "text";
            case 2 -> "binary";
            case 8 -> "connection_close";
            case 9 -> "ping";
            case 10 -> "pong";
            default -> "unknown";
        });
        sink.endObject();
    }

    @Override
    protected void reset() {
        super.reset();
        payload.release();
        mask = NO_MASK;
        flags = 0;
        incarnation++;
    }
}
