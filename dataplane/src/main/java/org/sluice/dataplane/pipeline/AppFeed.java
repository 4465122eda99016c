package org.sluice.dataplane.pipeline;

import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.FileDigests;
import org.sluice.dataplane.app.FileMagic;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.app.AppPolicy;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.StoredFiles;
import org.sluice.dataplane.app.TransactionListener;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.stream.StreamWindow;
import org.sluice.rules.image.AppProtocol;

/**
 * Brings payload to the application layer: finds a flow's session, feeds it, and carries out what the layer asks for.
 * Hot; the inspector's thread.
 */
final class AppFeed {
    private final AppLayer layer;
    private final FlowTable flows;

    AppFeed(AppLayer layer, FlowTable flows) {
        this.layer = layer;
        this.flows = flows;
    }

    /** Whom to tell of transactions that end. */
    void listener(TransactionListener listener) {
        layer.listener(listener);
    }

    /** Where files go that rules want kept. */
    StoredFiles storedFiles() {
        return layer.storedFiles();
    }

    /** The frames that rules may look at. */
    Frames frames() {
        return layer.frames();
    }

    /** The digests of files that rules may ask for. */
    FileDigests digests() {
        return layer.digests();
    }

    FileMagic magic() {
        return layer.magic();
    }

    /** The flow's session, or null. */
    AppSession session(int flowIndex) {
        return (AppSession) flows.app(flowIndex);
    }

    /** Whether payload in the middle of a stream begins like what servers send. */
    boolean beginsAsServer(Packet packet) {
        return layer.beginsAsServer(packet);
    }

    /** New bytes of a stream. */
    void onData(Packet packet, Flow flow, int direction, StreamWindow window) {
        AppSession session = sessionOf(packet, flow);
        if (session == null || session.bypassed()) {
            return;
        }
        AppPolicy policy = layer.onData(
                session, packet, direction, window.memory, window.offset + window.newOffset, window.newLength());
        settle(packet, flow, session, policy);
    }

    /** Bytes of a stream that were never seen. */
    void onGap(Packet packet, Flow flow, int direction, int bytes) {
        AppSession session = session(flow.index());
        if (session != null && !session.bypassed()) {
            settle(packet, flow, session, layer.onGap(session, packet, direction, bytes));
        }
    }

    /** One direction of a stream is over. */
    void onEnd(Packet packet, Flow flow, int direction) {
        AppSession session = session(flow.index());
        if (session != null) {
            layer.onEnd(session, packet, direction);
        }
    }

    /** A datagram's payload; false when the layer has no use for it. */
    boolean onDatagram(Packet packet, Flow flow) {
        if (flow.isAppIdle(packet.direction)) {
            return false;
        }
        AppSession session = sessionOf(packet, flow);
        if (session != null) {
            AppPolicy policy = layer.onDatagram(session, packet, packet.direction, packet.memory,
                    packet.offset + packet.payloadOffset, packet.payloadLength);
            settle(packet, flow, session, policy);
            boolean unknown = session.protocol() == AppProtocol.UNKNOWN || session.protocol() == AppProtocol.FAILED;
            flow.appIdle(
                    unknown && session.protocol(Packet.TO_SERVER) == AppProtocol.FAILED,
                    unknown && session.protocol(Packet.TO_CLIENT) == AppProtocol.FAILED);
        }
        return true;
    }

    /** Detection has seen what the packet brought. */
    void onInspected(Packet packet, AppSession session) {
        layer.onInspected(session, packet.direction);
    }

    /** The flow is over. */
    void close(Flow flow) {
        AppSession session = session(flow.index());
        if (session != null) {
            layer.close(session);
        }
    }

    private AppSession sessionOf(Packet packet, Flow flow) {
        AppSession session = session(flow.index());
        if (session == null) {
            session = layer.open(packet);
            flows.app(flow.index(), session);
        }
        return session;
    }

    private void settle(Packet packet, Flow flow, AppSession session, AppPolicy policy) {
        flow.appProtocol(Packet.TO_SERVER, session.protocol(Packet.TO_SERVER).ordinal());
        flow.appProtocol(Packet.TO_CLIENT, session.protocol(Packet.TO_CLIENT).ordinal());
        int reason = DropReason.APPLAYER_ERROR.ordinal();
        switch (policy) {
            case IGNORE -> { }
            case BYPASS -> flow.setNoInspect();
            case PASS_FLOW -> flow.pass();
            case DROP_PACKET -> packet.drop(reason);
            case DROP_FLOW, REJECT -> {
                packet.drop(reason);
                flow.drop(reason);
            }
        }
    }
}
