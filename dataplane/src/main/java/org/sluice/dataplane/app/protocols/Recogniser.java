package org.sluice.dataplane.app.protocols;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/**
 * Knows a protocol by its first bytes and follows it no further: rules of that protocol match on payload, and flows
 * carry its name. There are no transactions.
 */
final class Recogniser implements AppParser {
    /** Looks at first bytes; answers as {@link AppParser#probe}. */
    interface Signature {
        int probe(FirstBytes bytes);
    }

    private final AppProtocol protocol;
    private final boolean datagrams;
    private final Signature signature;
    private final FirstBytes bytes = new FirstBytes();

    private Recogniser(AppProtocol protocol, boolean datagrams, Signature signature) {
        this.protocol = protocol;
        this.datagrams = datagrams;
        this.signature = signature;
    }

    static AppParser tcp(AppProtocol protocol, Signature signature) {
        return new Recogniser(protocol, false, signature);
    }

    static AppParser udp(AppProtocol protocol, Signature signature) {
        return new Recogniser(protocol, true, signature);
    }

    @Override
    public AppProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean runsOver(boolean overDatagrams) {
        return overDatagrams == datagrams;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return signature.probe(bytes.over(packet, direction, memory, offset, length));
    }

    @Override
    public boolean begin(AppSession session) {
        return true;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return true;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        // There is nothing to end.
    }

    @Override
    public void end(AppSession session) {
        // There is no state.
    }
}
