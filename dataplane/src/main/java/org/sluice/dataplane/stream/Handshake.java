package org.sluice.dataplane.stream;

import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.TcpState;
import org.sluice.rules.image.StreamEvent;

/**
 * The states before a session is established (RFC 9293, 3.5): which packet continues a handshake, and which only looks
 * like it. Simultaneous open is followed; of several different SYNs or SYN-ACKs each is kept until an answer tells
 * which one was taken.
 */
final class Handshake {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private final StreamSettings settings;
    private final SessionPool sessions;

    Handshake(StreamSettings settings, SessionPool sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /** Takes the SYN that begins a session. */
    void begin(TcpSession session, Packet packet) {
        session.client.begin(packet.tcpSequence, packet.tcpWindow, packet.tcpWindowScale,
                packet.tcpHasTimestamp, packet.tcpTimestamp, packet.timestampNs);
        session.dataOnSyn = packet.payloadLength > 0;
        session.state = TcpState.SYN_SENT;
        sessions.setHalfOpen(session);
    }

    /**
     * A packet while the server has not answered the SYN.
     *
     * @param successor whether another session had the same ports right before: a packet may be one of it
     */
    Validity onSynSent(TcpSession session, Packet packet, int direction, boolean successor) {
        int flags = packet.tcpFlags;
        boolean toServer = direction == Packet.TO_SERVER;
        if (!toServer && (flags & SYN) == 0 && !echoesSyn(session, packet, false)) {
            return invalid(packet, StreamEvent.PKT_INVALID_TIMESTAMP);
        }
        if ((flags & RST) != 0) {
            return onResetToSyn(session, packet, toServer);
        }
        if ((flags & (SYN | ACK)) == (SYN | ACK)) {
            return session.simultaneousOpen ? onSimultaneousSynAck(session, packet, direction)
                    : toServer ? invalid(packet, StreamEvent.HANDSHAKE_SYNACK_IN_WRONG_DIRECTION)
                    : onSynAck(session, packet);
        }
        if ((flags & SYN) != 0) {
            return toServer ? onSynAgain(session, packet) : onSimultaneousSyn(session, packet);
        }
        boolean carries = packet.payloadLength > 0 || (flags & FIN) != 0;
        boolean isAlone = settings.asyncOneSided() || carries && goesAnotherWay(session, successor);
        if (toServer && (flags & ACK) != 0 && isAlone) {
            return onOneSidedAck(session, packet);
        }
        if (!toServer && packet.payloadLength > 0) {
            return invalid(packet, StreamEvent.HANDSHAKE_ACK_DATA_INJECT);
        }
        return carries ? Validity.INVALID : Validity.UNTRACKED;
    }

    /** Whether the server's side of a session that goes on without it can be thought to pass somewhere else. */
    private boolean goesAnotherWay(TcpSession session, boolean successor) {
        return settings.midstream() && !successor && session.queue == null;
    }

    /** Whether a packet is the SYN-ACK of a session that was thought to have but one side here. */
    boolean isBelated(TcpSession session, Packet packet, int direction) {
        return session.oneSided && direction == Packet.TO_CLIENT && (packet.tcpFlags & (SYN | FIN | ACK)) == (SYN | ACK)
                && session.server.highest == session.server.initial + 1;
    }

    /** Takes it: from here on the session is one of two sides. What its client has sent stays sent. */
    Validity onBelatedSynAck(TcpSession session, Packet packet) {
        TcpStream client = session.client;
        int acknowledged = packet.tcpAcknowledgement;
        if (acknowledged - client.initial <= 0 || acknowledged - client.highest > 0) {
            return invalid(packet, StreamEvent.EST_SYNACK_RESEND_WITH_DIFFERENT_ACK);
        }
        client.acknowledged = acknowledged;
        beginServer(session, packet);
        session.oneSided = false;
        return Validity.VALID;
    }

    /** A packet while the client has not acknowledged the SYN-ACK. */
    Validity onSynReceived(TcpSession session, Packet packet, int direction) {
        int flags = packet.tcpFlags;
        boolean toServer = direction == Packet.TO_SERVER;
        if ((flags & (SYN | ACK)) == (SYN | ACK)) {
            return session.simultaneousOpen ? onSimultaneousSynAck(session, packet, direction)
                    : toServer ? invalid(packet, StreamEvent.HANDSHAKE_SYNACK_TOSERVER_ON_SYN_RECV)
                    : onSynAckAgain(session, packet);
        }
        if ((flags & SYN) != 0) {
            if (!toServer) {
                return invalid(packet, StreamEvent.HANDSHAKE_SYN_TOCLIENT_ON_SYN_RECV);
            }
            if (packet.tcpSequence == session.client.initial) {
                return Validity.WITHOUT_DATA;
            }
            packet.raiseStreamEvent(StreamEvent.HANDSHAKE_SYN_RESEND_DIFF_SEQ_ON_SYN_RECV.ordinal());
            return packet.payloadLength > 0 ? Validity.INVALID : Validity.UNTRACKED;
        }
        if ((flags & ACK) == 0) {
            return Validity.INVALID;
        }
        return toServer ? onLastAck(session, packet) : onServersAck(session, packet);
    }

    private Validity onResetToSyn(TcpSession session, Packet packet, boolean toServer) {
        TcpStream client = session.client;
        if (!toServer) {
            int acknowledged = packet.tcpAcknowledgement;
            boolean answers = (packet.tcpFlags & ACK) != 0 && acknowledged - client.initial > 0
                    && acknowledged - client.highest <= 0;
            return answers ? Validity.VALID : invalid(packet, StreamEvent.RST_INVALID_ACK);
        }
        boolean exact = packet.tcpSequence == client.initial + 1 || packet.tcpSequence == client.highest;
        return exact ? Validity.VALID : invalid(packet, StreamEvent.RST_INVALID_ACK);
    }

    /**
     * Whether an answer's timestamps are such as the client takes: it echoes the time of one of its SYNs, or 0, as
     * receivers let pass; and comes without any when the client sent none (RFC 7323, 3.2 and 5.2).
     *
     * @param unasked whether timestamps that the client did not begin with are let pass
     */
    private static boolean echoesSyn(TcpSession session, Packet packet, boolean unasked) {
        if (!packet.tcpHasTimestamp || session.simultaneousOpen || session.queue != null) {
            return true;
        }
        TcpStream client = session.client;
        if (!client.usesTimestamps) {
            return unasked;
        }
        int echo = packet.tcpTimestampEcho;
        return echo == 0 || echo - client.firstTimestamp >= 0 && client.timestamp - echo >= 0;
    }

    private Validity onSynAck(TcpSession session, Packet packet) {
        TcpStream client = session.client;
        int acknowledged = packet.tcpAcknowledgement;
        boolean answers = acknowledged - client.initial > 0 && acknowledged - client.highest <= 0;
        if (!answers && session.queue != null) {
            int other = session.queue.indexOf(acknowledged);
            if (other >= 0 && client.delivered == 0) {
                session.queue.begin(other, client, packet.timestampNs);
                answers = true;
            }
        }
        if (!answers) {
            return invalid(packet, StreamEvent.HANDSHAKE_SYNACK_WITH_WRONG_ACK);
        }
        if (!echoesSyn(session, packet, true)) {
            return invalid(packet, StreamEvent.PKT_INVALID_TIMESTAMP);
        }
        if (session.dataOnSyn && acknowledged == client.initial + 1) {
            packet.raiseStreamEvent(StreamEvent.HANDSHAKE_SYNACK_TFO_DATA_IGNORED.ordinal());
        }
        client.acknowledged = acknowledged;
        beginServer(session, packet);
        sessions.giveQueue(session);
        session.state = TcpState.SYN_RECV;
        return Validity.VALID;
    }

    /** Takes the server's numbers, and agrees on options: an option counts when both SYNs had it. */
    private static void beginServer(TcpSession session, Packet packet) {
        session.server.begin(packet.tcpSequence, packet.tcpWindow, packet.tcpWindowScale,
                packet.tcpHasTimestamp, packet.tcpTimestamp, packet.timestampNs);
        agree(session);
    }

    private static void agree(TcpSession session) {
        TcpStream client = session.client;
        TcpStream server = session.server;
        if (!client.offersScale || !server.offersScale) {
            client.scale = 0;
            server.scale = 0;
        }
        boolean timestamps = client.usesTimestamps && server.usesTimestamps;
        client.usesTimestamps = timestamps;
        server.usesTimestamps = timestamps;
        client.windowEnd = client.acknowledged + server.window;
        server.windowEnd = server.acknowledged + client.window;
    }

    private Validity onSynAgain(TcpSession session, Packet packet) {
        TcpStream client = session.client;
        if (packet.tcpSequence == client.initial) {
            if (packet.tcpHasTimestamp) {
                client.timestamp = packet.tcpTimestamp;
            }
            return Validity.VALID;
        }
        HandshakeQueue queue = sessions.queueOf(session);
        if (queue != null && queue.contains(packet)) {
            return Validity.WITHOUT_DATA;
        }
        if (queue == null || settings.maxSynQueued() == 0) {
            return invalid(packet, StreamEvent.HANDSHAKE_SYN_FLOOD);
        }
        if (queue.size() < settings.maxSynQueued()) {
            queue.add(packet);
        } else {
            packet.raiseStreamEvent(StreamEvent.HANDSHAKE_SYN_FLOOD.ordinal());
            queue.replaceOldest(packet);
        }
        return Validity.WITHOUT_DATA;
    }

    private Validity onSimultaneousSyn(TcpSession session, Packet packet) {
        if (session.simultaneousOpen) {
            return packet.tcpSequence == session.server.initial ? Validity.WITHOUT_DATA
                    : invalid(packet, StreamEvent.SIMULTANEOUS_OPEN_WRONG_SEQ);
        }
        session.simultaneousOpen = true;
        beginServer(session, packet);
        return Validity.WITHOUT_DATA;
    }

    private Validity onSimultaneousSynAck(TcpSession session, Packet packet, int direction) {
        TcpStream sender = session.sender(direction);
        TcpStream receiver = session.receiver(direction);
        if (packet.tcpSequence != sender.initial) {
            return invalid(packet, StreamEvent.SIMULTANEOUS_OPEN_SYNACK_WITH_WRONG_SYN);
        }
        if (packet.tcpAcknowledgement != receiver.initial + 1) {
            return invalid(packet, StreamEvent.SIMULTANEOUS_OPEN_SYNACK_WITH_WRONG_ACK);
        }
        session.state = TcpState.SYN_RECV;
        return Validity.WITHOUT_DATA;
    }

    private Validity onOneSidedAck(TcpSession session, Packet packet) {
        TcpStream client = session.client;
        if (packet.tcpSequence - client.highest > 0) {
            return invalid(packet, StreamEvent.HANDSHAKE_ASYNC_WRONG_SEQ);
        }
        session.oneSided = true;
        session.server.beginMidstream(packet.tcpAcknowledgement, 0);
        client.usesTimestamps = false;
        establish(session);
        return Validity.VALID;
    }

    private Validity onSynAckAgain(TcpSession session, Packet packet) {
        TcpStream server = session.server;
        boolean sameSequence = packet.tcpSequence == server.initial;
        boolean sameAck = packet.tcpAcknowledgement == session.client.acknowledged;
        if (sameSequence && sameAck) {
            return Validity.WITHOUT_DATA;
        }
        if (!sameAck) {
            boolean answers = packet.tcpAcknowledgement - session.client.initial > 0
                    && packet.tcpAcknowledgement - session.client.highest <= 0;
            if (!answers) {
                return invalid(packet, StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFFERENT_ACK);
            }
            if (sameSequence) {
                session.client.acknowledged = packet.tcpAcknowledgement;
                return Validity.WITHOUT_DATA;
            }
        }
        HandshakeQueue queue = sessions.queueOf(session);
        if (queue == null || queue.size() >= settings.maxSynAckQueued()) {
            packet.raiseStreamEvent(StreamEvent.HANDSHAKE_SYNACK_FLOOD.ordinal());
            return invalid(packet, StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFF_SEQ);
        }
        if (!queue.contains(packet)) {
            queue.add(packet);
        }
        packet.raiseStreamEvent(StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFF_SEQ.ordinal());
        return Validity.WITHOUT_DATA;
    }

    /** The client's acknowledgement of the SYN-ACK; data may be with it, or may have overtaken it. */
    private Validity onLastAck(TcpSession session, Packet packet) {
        TcpStream client = session.client;
        TcpStream server = session.server;
        int acknowledged = packet.tcpAcknowledgement;
        boolean rightAck = acknowledged - server.initial > 0 && acknowledged - server.highest <= 0;
        if (!rightAck && session.queue != null) {
            int other = session.queue.indexOf(acknowledged);
            if (other >= 0 && server.delivered == 0) {
                session.queue.begin(other, server, packet.timestampNs);
                agree(session);
                rightAck = true;
            }
        }
        int ahead = packet.tcpSequence - client.acknowledged;
        boolean rightSequence = ahead >= 0 && (session.midstream || packet.tcpSequence - client.windowEnd <= 0);
        if (rightAck && rightSequence) {
            establish(session);
            return Validity.VALID;
        }
        if (rightAck) {
            return packet.payloadLength == 0 && (packet.tcpFlags & FIN) == 0 ? Validity.UNTRACKED : Validity.INVALID;
        }
        return invalid(packet, session.simultaneousOpen ? StreamEvent.SIMULTANEOUS_OPEN_INVALID_ACK
                : ahead == 0 ? StreamEvent.HANDSHAKE_RIGHT_SEQ_WRONG_ACK_EVASION
                : StreamEvent.HANDSHAKE_WRONG_SEQ_WRONG_ACK);
    }

    /**
     * A packet from the server before the client's ACK. A client takes data behind the SYN-ACK: that begins the session;
     * in a capture so does an ACK.
     */
    private Validity onServersAck(TcpSession session, Packet packet) {
        TcpStream server = session.server;
        boolean unseenClient = settings.lossyCapture() || session.midstream;
        boolean exact = packet.tcpSequence == server.highest
                && packet.tcpAcknowledgement - session.client.initial > 0
                && (unseenClient || packet.tcpAcknowledgement - session.client.highest <= 0);
        boolean carries = packet.payloadLength > 0 || (packet.tcpFlags & FIN) != 0;
        boolean crossing = session.simultaneousOpen && packet.tcpSequence == server.initial + 1;
        if (exact && (session.dataOnSyn || unseenClient || crossing || carries && session.queue == null)) {
            if (!session.dataOnSyn) {
                establish(session);
            }
            return Validity.VALID;
        }
        if (packet.payloadLength > 0) {
            return invalid(packet, StreamEvent.HANDSHAKE_ACK_DATA_INJECT);
        }
        packet.raiseStreamEvent(StreamEvent.HANDSHAKE_ACK_IN_WRONG_DIR.ordinal());
        return (packet.tcpFlags & FIN) != 0 ? Validity.INVALID : Validity.UNTRACKED;
    }

    private void establish(TcpSession session) {
        session.state = TcpState.ESTABLISHED;
        sessions.setEstablished(session);
        sessions.giveQueue(session);
    }

    private static Validity invalid(Packet packet, StreamEvent event) {
        packet.raiseStreamEvent(event.ordinal());
        return Validity.INVALID;
    }
}
