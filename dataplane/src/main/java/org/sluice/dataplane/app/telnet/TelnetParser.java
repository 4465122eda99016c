package org.sluice.dataplane.app.telnet;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** Telnet, on its own port. */
public final class TelnetParser implements AppParser {
    private static final int PORT = 23;
    private static final int INTERPRET = 0xff;
    private static final int FIRST_NEGOTIATION = 0xfb;

    private final Pool<TelnetReader[]> states;
    private final ByteView probe = new ByteView();

    /** @param runtime of the inspector */
    public TelnetParser(AppRuntime runtime) {
        states = runtime.pool(r -> new TelnetReader[] {
            new TelnetReader(r, Packet.TO_SERVER), new TelnetReader(r, Packet.TO_CLIENT)
        });
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.TELNET;
    }

    /** A negotiation of options. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        if (packet.sourcePort != PORT && packet.destinationPort != PORT || bytes.u8(0) != INTERPRET) {
            return NO;
        }
        return length < 3 ? MORE : bytes.u8(1) >= FIRST_NEGOTIATION && bytes.u8(1) < INTERPRET ? YES : NO;
    }

    @Override
    public boolean begin(AppSession session) {
        TelnetReader[] readers = states.take();
        session.state(readers);
        return readers != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        readers(session)[direction].take(session, packet, memory, offset, offset + length);
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        readers(session)[direction].stop();
        return true;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        readers(session)[direction].stop();
    }

    @Override
    public void end(AppSession session) {
        TelnetReader[] readers = readers(session);
        readers[0].stop();
        readers[1].stop();
        states.give(readers);
    }

    private static TelnetReader[] readers(AppSession session) {
        return (TelnetReader[]) session.state();
    }
}
