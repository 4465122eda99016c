package org.sluice.dataplane.app.telnet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** Telnet: recognised by a negotiation on its port; there is nothing in it but frames. */
public final class TelnetParser implements AppParser {
    private static final int PORT = 23;

    private final AppRuntime runtime;
    private final Pool<State> states;

    private static final class State {
        private final TelnetReader[] readers;

        State(AppRuntime runtime) {
            readers = new TelnetReader[] {
                new TelnetReader(runtime, Packet.TO_SERVER), new TelnetReader(runtime, Packet.TO_CLIENT)
            };
        }
    }

    /** @param runtime of the inspector */
    public TelnetParser(AppRuntime runtime) {
        this.runtime = runtime;
        states = new Pool<>(runtime.settings().transactions() / 4 + 1, () -> new State(runtime));
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.TELNET;
    }

    @Override
    public boolean runsOver(boolean datagrams) {
        return !datagrams;
    }

    /** IAC and a negotiation. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (packet.sourcePort != PORT && packet.destinationPort != PORT || u8(memory, offset) != TelnetReader.IAC) {
            return NO;
        }
        if (length < 3) {
            return MORE;
        }
        int command = u8(memory, offset + 1);
        return command >= TelnetReader.WILL && command <= TelnetReader.DONT ? YES : NO;
    }

    private static int u8(MemorySegment memory, long offset) {
        return memory.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }

    @Override
    public boolean begin(AppSession session) {
        State state = states.take();
        session.state(state);
        return state != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (runtime.frames().anyWanted()) {
            ((State) session.state()).readers[direction].take(session, packet, memory, offset, offset + length);
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        ((State) session.state()).readers[direction].clear();
        return true;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        ((State) session.state()).readers[direction].end();
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        state.readers[0].clear();
        state.readers[1].clear();
        states.give(state);
    }

    @Override
    public void recycle(Transaction transaction) {
        throw new IllegalStateException("telnet has no transactions");
    }
}
