package org.sluice.dataplane.app.websocket;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** WebSocket: follows flows that HTTP upgraded. */
public final class WebSocketParser implements AppParser {
    private final AppRuntime runtime;
    private final Pool<WebSocketTransaction> transactions;
    private final Pool<WebSocketReader[]> states;
    private final MessageInflater[] inflaters;
    private int inflatersFree;
    private int inflatersMade;

    /** @param runtime of the inspector */
    public WebSocketParser(AppRuntime runtime) {
        this.runtime = runtime;
        transactions = runtime.pool(WebSocketTransaction::new);
        states = runtime.pool(r -> new WebSocketReader[] {
            new WebSocketReader(r, this, Packet.TO_SERVER), new WebSocketReader(r, this, Packet.TO_CLIENT)
        });
        inflaters = new MessageInflater[Math.max(1, runtime.settings().decompressors() / 4)];
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.WEBSOCKET;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return NO;
    }

    @Override
    public boolean needsNoProbe() {
        return true;
    }

    @Override
    public boolean begin(AppSession session) {
        WebSocketReader[] readers = states.take();
        session.state(readers);
        return readers != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return readers(session)[direction].take(session, packet, memory, offset, offset + length) ? length : FAILED;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return readers(session)[direction].gap(length);
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        readers(session)[direction].end();
    }

    @Override
    public void end(AppSession session) {
        WebSocketReader[] readers = readers(session);
        readers[0].release();
        readers[1].release();
        states.give(readers);
    }

    private static WebSocketReader[] readers(AppSession session) {
        return (WebSocketReader[]) session.state();
    }

    WebSocketTransaction open(AppSession session, Packet packet) {
        return runtime.open(session, this, transactions, packet);
    }

    /** An inflater as new, made when first needed, or null when all are in use (counted). */
    MessageInflater takeInflater() {
        MessageInflater taken;
        if (inflatersFree > 0) {
            taken = inflaters[--inflatersFree];
        } else if (inflatersMade < inflaters.length) {
            inflatersMade++;
            taken = new MessageInflater(runtime.settings());
        } else {
            runtime.counters().add(AppCounter.DECOMPRESSORS_EXHAUSTED, 1);
            return null;
        }
        taken.begin();
        return taken;
    }

    void giveInflater(MessageInflater inflater) {
        inflaters[inflatersFree++] = inflater;
    }
}
