package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;

/**
 * What parsers of protocols have in common that run over UDP alone: a datagram is a message, and nothing is remembered
 * between two.
 */
public abstract class DatagramParser implements AppParser {
    protected final AppRuntime runtime;
    private final ByteView view = new ByteView();

    /** @param runtime of the inspector */
    protected DatagramParser(AppRuntime runtime) {
        this.runtime = runtime;
    }

    /** A message. */
    protected abstract void onDatagram(AppSession session, Packet packet, int direction, ByteView datagram);

    @Override
    public final boolean runsOver(boolean datagrams) {
        return datagrams;
    }

    @Override
    public final boolean begin(AppSession session) {
        return true;
    }

    @Override
    public final int onData(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        onDatagram(session, packet, direction, view.over(memory, offset, length));
        return length;
    }

    @Override
    public final boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return true;
    }

    @Override
    public final void onEnd(AppSession session, Packet packet, int direction) {
        // Each message was whole.
    }

    @Override
    public final void end(AppSession session) {
        // There is no state.
    }
}
