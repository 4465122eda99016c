package org.sluice.dataplane.app.dns;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One message. Its own direction carries it; the other has nothing. */
final class DnsTransaction extends Transaction {
    final DnsContent content;
    private final AppProtocol protocol;
    private int direction;

    DnsTransaction(AppRuntime runtime, AppProtocol protocol) {
        content = new DnsContent(runtime);
        this.protocol = protocol;
    }

    @Override
    public AppProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean buffer(Buffer buffer, int inDirection, int instance, BufferSlice out) {
        return inDirection == direction && content.buffer(buffer, instance, out);
    }

    @Override
    public int readyAt(Buffer buffer, int inDirection) {
        return buffer.protocol() == protocol ? END : NEVER;
    }

    @Override
    public long integer(AppField field, int inDirection, int instance) {
        return inDirection == direction ? content.integer(field, instance) : ABSENT;
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        content.writeMetadata(protocol.ruleName(), id(), sink);
    }

    @Override
    protected void reset() {
        content.release();
    }

    /** The message is in: nothing more will come. */
    void filled(int inDirection) {
        direction = inDirection;
        skip(inDirection ^ 1);
        advance(inDirection, END);
    }

    void event(AppEvent event) {
        raise(direction, event);
    }
}
