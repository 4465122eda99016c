package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.ExceptionPolicy;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowState;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.dataplane.flow.TcpState;
import org.sluice.rules.image.StreamEvent;

/**
 * All TCP sessions of one inspector. {@link #onPacket} judges a packet, raises stream events on it, drops it by policy,
 * moves the session's state, and delivers the bytes it adds to the stream; all before the packet is let through.
 */
public final class StreamEngine {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int URG = 32;
    private static final int NONE = -1;

    private final StreamSettings settings;
    private final boolean clearsUrgent;
    private final StreamStatistics statistics = new StreamStatistics();
    private final SessionPool sessions;
    private final BlockPool blocks;
    private final Handshake handshake;
    private final Connection connection;
    private final Reassembler reassembler;
    private final RecentBytes recent;
    private final Flow reclaimedFlow;
    private final FlowTable flows;

    /**
     * Allocates everything.
     *
     * @param settings concluded settings
     * @param flows the table whose flows the sessions belong to
     * @param allocator of the regions for windows and pending segments; kept, and asked for more when they are used up
     */
    public StreamEngine(StreamSettings settings, FlowTable flows, SegmentAllocator allocator) {
        this.settings = settings;
        this.flows = flows;
        clearsUrgent = settings.urgentPolicy() == UrgentPolicy.CLEAR;
        reclaimedFlow = flows.newFlyweight();
        sessions = new SessionPool(Math.min(settings.sessions(), flows.capacity()), settings.preallocSessions());
        blocks = new BlockPool(settings.reassemblyMemcap(), settings.preallocReassembly(), allocator);
        handshake = new Handshake(settings, sessions);
        connection = new Connection(settings, statistics);
        reassembler = new Reassembler(settings, statistics, blocks);
        recent = new RecentBytes(blocks);
    }

    /** Counters. */
    public StreamStatistics statistics() {
        return statistics;
    }

    /**
     * Takes a packet, after {@link FlowTable#assign}. Packets that are not TCP, are dropped already or belong to a
     * bypassed flow are left alone.
     *
     * @param flow the packet's flow
     * @param listener receives what the packet adds
     */
    public void onPacket(Packet packet, Flow flow, StreamListener listener) {
        if (!packet.isTcp() || packet.drop || flow.isBypassed()) {
            return;
        }
        if (settings.checksumValidation() && (packet.transportChecksumBad || packet.ipChecksumBad)) {
            // Its receiver will not believe it either.
            statistics.invalidChecksum++;
            packet.outOfStream = true;
            return;
        }
        if ((packet.tcpFlags & URG) != 0 && clearsUrgent) {
            UrgentMark.clear(packet, statistics);
            if (packet.drop) {
                return;
            }
        }
        if ((packet.tcpFlags & ACK) == 0 && packet.tcpAcknowledgement != 0) {
            packet.raiseStreamEvent(StreamEvent.PKT_BROKEN_ACK.ordinal());
        }
        TcpSession session;
        Validity validity;
        if (flow.streamSlot() == NONE) {
            session = begin(packet, flow, listener);
            if (session == null) {
                return;
            }
            session.sender(packet.direction).portIndex = packet.portIndex;
            validity = Validity.VALID;
        } else {
            session = sessions.at(flow.streamSlot());
            validity = isFromOtherSide(session, packet) ? Validity.INVALID
                    : judge(session, packet, flow, packet.direction);
        }
        boolean before = flow.tcpState().compareTo(TcpState.ESTABLISHED) >= 0;
        // Before anything is delivered: this packet may be the one that establishes the session.
        publish(session, packet, flow, before);
        reassembler.on(packet, flow, session, packet.direction, listener).showDeferred();
        switch (validity) {
            case VALID -> take(session, packet, flow, listener);
            case WITHOUT_DATA -> takeWithoutData(session, packet, flow, listener);
            case UNTRACKED -> letBe(session, packet, flow);
            case INVALID -> refuse(packet);
        }
        publish(session, packet, flow, before);
        measure();
    }

    /** Delivers what one direction of a flow that ends still keeps, and reports its end. */
    public void finish(Flow flow, int direction, StreamListener listener) {
        if (flow.streamSlot() != NONE) {
            reassembler.on(null, flow, sessions.at(flow.streamSlot()), direction, listener).finish();
        }
    }

    /**
     * Delivers what a flow that ends still keeps, reports both directions' end, and gives the session back. To be
     * called from the flow listener.
     */
    public void onFlowEnd(Flow flow, StreamListener listener) {
        int slot = flow.streamSlot();
        if (slot == NONE) {
            return;
        }
        finish(flow, Packet.TO_SERVER, listener);
        finish(flow, Packet.TO_CLIENT, listener);
        TcpSession session = sessions.at(slot);
        reassembler.on(null, flow, session, Packet.TO_SERVER, listener).release();
        reassembler.on(null, flow, session, Packet.TO_CLIENT, listener).release();
        sessions.give(session);
        flow.streamSlot(NONE);
        measure();
    }

    /**
     * Sequence numbers that were used up that way so far, a SYN's among them and a FIN's once it is acknowledged; 0
     * when there is no session ({@code stream_size}).
     */
    public long bytes(Flow flow, int direction) {
        if (flow.streamSlot() == NONE) {
            return 0;
        }
        TcpStream sender = sessions.at(flow.streamSlot()).sender(direction);
        boolean awaitsLastAck = sender.finSeen && sender.acknowledged - sender.finSequence <= 0;
        return sender.begun ? Integer.toUnsignedLong(sender.highest - sender.initial - (awaitsLastAck ? 1 : 0)) : 0;
    }

    /**
     * Copies the last bytes of a direction, as far as they are kept, for the record; where some are missing it says
     * {@code [4 bytes missing]}.
     *
     * @return how many bytes were written, 0 when none are kept
     */
    public int copyRecent(Flow flow, int direction, MemorySegment target) {
        return flow.streamSlot() == NONE ? 0 : recent.copy(sessions.at(flow.streamSlot()).sender(direction), target);
    }

    /** Ends the reassembly of one direction: nobody wants its bytes any more. May be called from the listener. */
    public void stop(Flow flow, int direction) {
        if (flow.streamSlot() != NONE) {
            sessions.at(flow.streamSlot()).sender(direction).stopped = true;
        }
    }

    private TcpSession begin(Packet packet, Flow flow, StreamListener listener) {
        int flags = packet.tcpFlags;
        if ((flags & RST) != 0) {
            packet.raiseStreamEvent(StreamEvent.RST_BUT_NO_SESSION.ordinal());
            return null;
        }
        if ((flags & (SYN | FIN)) == (SYN | FIN)) {
            packet.raiseStreamEvent(StreamEvent.FIN_SYN.ordinal());
            refuse(packet);
            return null;
        }
        if ((flags & FIN) != 0) {
            packet.raiseStreamEvent(StreamEvent.FIN_BUT_NO_SESSION.ordinal());
        }
        if ((flags & (SYN | ACK)) != SYN) {
            return beginMidstream(packet, flow, listener);
        }
        TcpSession session = takeSession(packet, flow);
        if (session != null) {
            statistics.sessions++;
            handshake.begin(session, packet);
            flow.clientInitialSequence(packet.tcpSequence);
        }
        return session;
    }

    private TcpSession beginMidstream(Packet packet, Flow flow, StreamListener listener) {
        boolean synAck = (packet.tcpFlags & SYN) != 0;
        boolean wanted = settings.midstream() || synAck && (settings.asyncOneSided() || flow.isSuccessor());
        if (!wanted || settings.midstreamPolicy() != ExceptionPolicy.IGNORE) {
            statistics.midstreamPolicy++;
            Policies.apply(settings.midstreamPolicy(), packet, flow, DropReason.STREAM_MIDSTREAM);
        }
        boolean carries = synAck || packet.payloadLength > 0;
        if (!wanted || packet.drop || flow.isBypassed() || !carries || (packet.tcpFlags & (ACK | FIN)) != ACK) {
            return null;
        }
        TcpSession session = takeSession(packet, flow);
        if (session == null) {
            return null;
        }
        statistics.midstreamSessions++;
        if (!synAck && packet.direction == Packet.TO_SERVER && listener.beginsAsServer(packet)) {
            flow.swapDirections();
            packet.direction = Packet.TO_CLIENT;
        }
        session.midstream = true;
        session.oneSided = settings.asyncOneSided();
        TcpStream sender = session.sender(packet.direction);
        if (synAck) {
            sender.begin(packet.tcpSequence, packet.tcpWindow, packet.tcpWindowScale, false, 0, packet.timestampNs);
            session.state = TcpState.SYN_RECV;
            sessions.setHalfOpen(session);
        } else {
            sender.beginMidstream(packet.tcpSequence, packet.tcpWindow);
            session.state = TcpState.ESTABLISHED;
        }
        session.receiver(packet.direction).beginMidstream(packet.tcpAcknowledgement, 0);
        return session;
    }

    private TcpSession takeSession(Packet packet, Flow flow) {
        TcpSession session = sessions.take(flow.index());
        if (session == null && sessions.oldestHalfOpen() != null) {
            reclaim(sessions.oldestHalfOpen());
            session = sessions.take(flow.index());
        }
        if (session == null) {
            statistics.sessionMemcap++;
            Policies.apply(settings.memcapPolicy(), packet, flow, DropReason.STREAM_MEMCAP);
            return null;
        }
        flow.streamSlot(session.slot);
        return session;
    }

    /** Gives a half-open session up; should its handshake go on, it is that of an unknown session. */
    private void reclaim(TcpSession session) {
        statistics.halfOpenReclaimed++;
        flows.move(reclaimedFlow, session.flowIndex);
        reclaimedFlow.streamSlot(NONE);
        reclaimedFlow.tcpState(TcpState.NONE);
        reassembler.on(null, reclaimedFlow, session, Packet.TO_SERVER, null).release();
        reassembler.on(null, reclaimedFlow, session, Packet.TO_CLIENT, null).release();
        sessions.give(session);
    }

    /**
     * Whether a packet in one end's name came in where the other end's packets do, though its own came in elsewhere:
     * then that other end wrote it, to make believe in acknowledgements that nobody gave. Where both come in at one
     * port, as with a mirror, nothing is known.
     */
    private boolean isFromOtherSide(TcpSession session, Packet packet) {
        TcpStream sender = session.sender(packet.direction);
        int others = session.receiver(packet.direction).portIndex;
        if (packet.portIndex != others) {
            sender.portIndex = packet.portIndex;
            return false;
        }
        if (sender.portIndex < 0) {
            sender.portIndex = packet.portIndex;
        }
        if (sender.portIndex == others) {
            return false;
        }
        statistics.wrongSide++;
        return true;
    }

    private Validity judge(TcpSession session, Packet packet, Flow flow, int direction) {
        boolean reset = (packet.tcpFlags & RST) != 0;
        Validity validity = switch (session.state) {
            case SYN_SENT -> handshake.onSynSent(session, packet, direction, flow.isSuccessor());
            case SYN_RECV -> reset ? judgeReset(session, packet, direction)
                    : handshake.onSynReceived(session, packet, direction);
            default -> reset ? judgeReset(session, packet, direction)
                    : handshake.isBelated(session, packet, direction) ? handshake.onBelatedSynAck(session, packet)
                    : connection.judge(session, packet, direction);
        };
        if (validity == Validity.VALID && session.closedByReset && !reset && session.sender(direction).resetSeen) {
            // Who resets does not go on: the RST was another's, or was not to arrive.
            statistics.resetsDisbelieved++;
            packet.raiseStreamEvent(StreamEvent.SUSPECTED_RST_INJECT.ordinal());
            session.closedByReset = false;
            session.sender(direction).resetSeen = false;
        }
        return validity;
    }

    private Validity judgeReset(TcpSession session, Packet packet, int direction) {
        if (connection.isResetExact(session, packet, direction)) {
            return Validity.VALID;
        }
        statistics.resetsRefused++;
        packet.raiseStreamEvent(StreamEvent.RST_INVALID_ACK.ordinal());
        return Validity.INVALID;
    }

    private void take(TcpSession session, Packet packet, Flow flow, StreamListener listener) {
        TcpStream sender = session.sender(packet.direction);
        if ((packet.tcpFlags & RST) != 0) {
            session.closedByReset = true;
            sender.resetSeen = true;
            sessions.setEstablished(session);
            return;
        }
        if (session.oneSided && packet.direction == Packet.TO_CLIENT && !settings.asyncOneSided()) {
            session.oneSided = false;
            session.midstream = true;
        }
        if (flow.isPassed() || flow.noInspect()) {
            session.client.stopped = true;
            session.server.stopped = true;
        }
        boolean syn = (packet.tcpFlags & SYN) != 0;
        if (!syn) {
            takeAcknowledgement(session, packet, flow, listener);
        }
        if (session.oneSided && settings.passive() && packet.tcpSequence - sender.acknowledged > 0) {
            // Nobody is heard to acknowledge: that it goes on says that it was.
            sender.acknowledged = packet.tcpSequence;
            reassembler.on(packet, flow, session, packet.direction, listener).passHoles(packet.tcpSequence);
        }
        int sequence = syn ? packet.tcpSequence + 1 : packet.tcpSequence;
        if (sender.hasClaim) {
            passClaimed(session, packet, flow, listener);
        }
        if (packet.payloadLength > 0 && !reassembler.on(packet, flow, session, packet.direction, listener)
                .accept(sequence)) {
            return;
        }
        sender.sentUpTo(sequence + packet.payloadLength);
        if ((packet.tcpFlags & FIN) != 0) {
            connection.takeFin(session, sender, sequence + packet.payloadLength);
        }
        settle(session, packet, flow, listener);
        if (settings.bypassAtDepth() && session.client.depthReached && session.server.depthReached) {
            flow.bypass();
        }
    }

    private void takeWithoutData(TcpSession session, Packet packet, Flow flow, StreamListener listener) {
        if (session.state.compareTo(TcpState.ESTABLISHED) >= 0 && (packet.tcpFlags & (SYN | ACK)) == ACK) {
            takeAcknowledgement(session, packet, flow, listener);
            settle(session, packet, flow, listener);
        }
    }

    private void takeAcknowledgement(TcpSession session, Packet packet, Flow flow, StreamListener listener) {
        if (connection.takeAcknowledgement(session, packet, packet.direction)) {
            reassembler.on(packet, flow, session, packet.direction ^ 1, listener).passHoles(packet.tcpAcknowledgement);
        }
    }

    /**
     * The other end has acknowledged bytes that were never seen, and their sender goes on behind them: they went
     * another way. Said by one end alone it is not believed, so that none can hide the other's bytes.
     */
    private void passClaimed(TcpSession session, Packet packet, Flow flow, StreamListener listener) {
        TcpStream sender = session.sender(packet.direction);
        int to = packet.tcpSequence - sender.claimed < 0 ? packet.tcpSequence : sender.claimed;
        if (packet.tcpSequence - sender.claimed >= 0 || sender.inOrder() - sender.claimed >= 0) {
            sender.hasClaim = false;
        }
        if (to - sender.inOrder() > 0 && to - sender.acknowledged > 0) {
            statistics.passedUnseen++;
            sender.acknowledged = to;
            sender.sentUpTo(to);
            reassembler.on(packet, flow, session, packet.direction, listener).passHoles(to);
        }
    }

    private void settle(TcpSession session, Packet packet, Flow flow, StreamListener listener) {
        if (!session.client.finNoted && !session.server.finNoted) {
            return;
        }
        connection.settle(session);
        if (session.client.finSeen) {
            reassembler.on(packet, flow, session, Packet.TO_SERVER, listener).reportEnd();
        }
        if (session.server.finSeen) {
            reassembler.on(packet, flow, session, Packet.TO_CLIENT, listener).reportEnd();
        }
        if (session.state == TcpState.CLOSED && !settings.passive()) {
            reassembler.on(packet, flow, session, Packet.TO_SERVER, listener).release();
            reassembler.on(packet, flow, session, Packet.TO_CLIENT, listener).release();
        }
    }

    private void measure() {
        statistics.sessionsInUse = sessions.inUse();
        statistics.blockBytesInUse = blocks.bytesInUse();
    }

    /** Forwarded, and not believed; rules look at it by itself. */
    private void letBe(TcpSession session, Packet packet, Flow flow) {
        statistics.notBelieved++;
        packet.outOfStream |= packet.payloadLength > 0;
        if ((packet.tcpFlags & (SYN | ACK)) == SYN && packet.direction == Packet.TO_SERVER) {
            flow.expectSynAck(packet.tcpSequence, session.server.portIndex);
        }
    }

    private void refuse(Packet packet) {
        statistics.invalid++;
        packet.outOfStream = true;
        if (settings.dropInvalid()) {
            statistics.invalidDropped++;
            packet.drop(DropReason.STREAM_ERROR.ordinal());
        }
    }

    /**
     * A server that knows its client hands on what the SYN carries at once (RFC 7413, 3): rules about established
     * sessions must see it now.
     */
    private static boolean opensWithData(Packet packet) {
        return (packet.tcpFlags & SYN) != 0 && packet.payloadLength > 0;
    }

    private static void publish(TcpSession session, Packet packet, Flow flow, boolean before) {
        TcpState state = session.effectiveState();
        // The acknowledgement that ends the handshake is a part of it, as rules see it; data is not.
        packet.established = state.compareTo(TcpState.ESTABLISHED) >= 0 && (before || packet.payloadLength > 0)
                || opensWithData(packet);
        if (flow.tcpState() == state) {
            return;
        }
        flow.tcpState(state);
        if (!flow.isBypassed()) {
            flow.state(switch (state) {
                case NONE, SYN_SENT, SYN_RECV -> FlowState.NEW;
                case TIME_WAIT, LAST_ACK, CLOSED -> FlowState.CLOSED;
                default -> FlowState.ESTABLISHED;
            });
        }
    }
}
