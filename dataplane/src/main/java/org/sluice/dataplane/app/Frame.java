package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * A frame: a part of a protocol's bytes as they came, a record or a message, which {@code frame} rules look at. It is
 * inspected as a transaction of its own, beside the protocol's, and comes as a window like a body.
 */
public final class Frame extends Transaction {
    private static final int KEEP_WHOLE = 1 << 17;
    private static final int OVERLAP = 8192;

    private final BodyWindow window;
    private AppProtocol protocol;
    private Buffer kind;
    private int direction;
    private long length;
    private long birth;

    Frame(AppRuntime runtime) {
        window = runtime.body();
    }

    void open(AppProtocol of, Buffer what, int way, long bytes, long number) {
        birth = number;
        protocol = of;
        kind = what;
        direction = way;
        length = bytes;
        window.begin(0, KEEP_WHOLE, OVERLAP);
        skip(way ^ 1);
        advance(way, 1);
    }

    /** Number among all frames of the inspector: tells whether a frame at hand is still the one that was begun. */
    long birth() {
        return birth;
    }

    /** Bytes of the frame. */
    public void append(MemorySegment memory, long offset, int count) {
        if (count > 0 && progress(direction) < END) {
            window.append(memory, offset, count);
            touch(direction);
        }
    }

    /** No more bytes will come. */
    public void end() {
        if (progress(direction) < END) {
            window.end();
            advance(direction, END);
        }
    }

    @Override
    public AppProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean buffer(Buffer buffer, int way, int instance, BufferSlice out) {
        return buffer == kind && way == direction && instance == 0 && window.slice(out);
    }

    @Override
    public int readyAt(Buffer buffer, int way) {
        return buffer == kind && way == direction ? 1 : NEVER;
    }

    @Override
    public long integer(AppField field, int way, int instance) {
        return ABSENT;
    }

    @Override
    protected void onInspected(int way) {
        if (way == direction) {
            window.markInspected();
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("frame");
        sink.text("type", kind.frameType());
        sink.integer("id", id() + 1);
        sink.text("direction", direction == Packet.TO_SERVER ? "toserver" : "toclient");
        sink.integer("length", length >= 0 ? length : window.total());
        sink.bool("complete", window.complete());
        sink.endObject();
    }

    @Override
    protected void reset() {
        window.release();
    }
}
