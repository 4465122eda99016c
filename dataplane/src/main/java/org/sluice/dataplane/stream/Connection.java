package org.sluice.dataplane.stream;

import java.util.concurrent.TimeUnit;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.TcpState;
import org.sluice.rules.image.StreamEvent;

/**
 * The states from established to closed: whether a packet's numbers are ones its receiver would accept (RFC 9293,
 * 3.10.7; RFC 5961 for SYN, RST and old acknowledgements; RFC 7323 for timestamps), and what FINs and
 * acknowledgements make of the session.
 */
final class Connection {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    /** An end that was idle so long may begin its timestamps anew (RFC 7323, 5.5). */
    private static final long TIMESTAMPS_EXPIRE_NS = TimeUnit.DAYS.toNanos(24);

    private static final StreamEvent[] WRONG_SEQUENCE = byState(StreamEvent.EST_PACKET_OUT_OF_WINDOW,
            StreamEvent.FIN1_ACK_WRONG_SEQ, StreamEvent.FIN2_ACK_WRONG_SEQ, StreamEvent.TIMEWAIT_ACK_WRONG_SEQ,
            StreamEvent.LASTACK_ACK_WRONG_SEQ, StreamEvent.CLOSEWAIT_ACK_OUT_OF_WINDOW,
            StreamEvent.CLOSING_ACK_WRONG_SEQ);
    private static final StreamEvent[] WRONG_SEQUENCE_FIN = byState(StreamEvent.FIN_OUT_OF_WINDOW,
            StreamEvent.FIN1_FIN_WRONG_SEQ, StreamEvent.FIN2_FIN_WRONG_SEQ, StreamEvent.TIMEWAIT_ACK_WRONG_SEQ,
            StreamEvent.LASTACK_ACK_WRONG_SEQ, StreamEvent.CLOSEWAIT_FIN_OUT_OF_WINDOW,
            StreamEvent.CLOSING_ACK_WRONG_SEQ);
    private static final StreamEvent[] INVALID_ACK = byState(StreamEvent.EST_INVALID_ACK,
            StreamEvent.FIN1_INVALID_ACK, StreamEvent.FIN2_INVALID_ACK, StreamEvent.TIMEWAIT_INVALID_ACK,
            StreamEvent.LASTACK_INVALID_ACK, StreamEvent.CLOSEWAIT_INVALID_ACK, StreamEvent.CLOSING_INVALID_ACK);

    private final StreamSettings settings;
    private final StreamStatistics statistics;

    Connection(StreamSettings settings, StreamStatistics statistics) {
        this.settings = settings;
        this.statistics = statistics;
    }

    /** Judges a packet that is no RST. */
    Validity judge(TcpSession session, Packet packet, int direction) {
        TcpStream sender = session.sender(direction);
        TcpStream receiver = session.receiver(direction);
        int flags = packet.tcpFlags;
        if ((flags & SYN) != 0) {
            return onLateSyn(session, packet, direction);
        }
        if ((flags & ACK) == 0) {
            // Every receiver drops it (RFC 9293, 3.10.7.4, fifth).
            return invalid(packet, StreamEvent.PKT_INVALID_ACK);
        }
        boolean carries = packet.payloadLength > 0 || (flags & FIN) != 0;
        // What brings its receiver nothing new does no harm, whatever else is wrong with it.
        Validity whenWrong = carries && !isOld(sender, packet) ? Validity.INVALID : Validity.UNTRACKED;
        if (!isTimely(sender, packet)) {
            packet.raiseStreamEvent(StreamEvent.PKT_INVALID_TIMESTAMP.ordinal());
            return whenWrong;
        }
        if (!isAcknowledgementPossible(session, sender, receiver, packet.tcpAcknowledgement)) {
            packet.raiseStreamEvent(StreamEvent.PKT_INVALID_ACK.ordinal());
            packet.raiseStreamEvent(((flags & FIN) != 0 && session.state == TcpState.ESTABLISHED
                    ? StreamEvent.FIN_INVALID_ACK : INVALID_ACK[session.state.ordinal()]).ordinal());
            return whenWrong;
        }
        if (isBadWindowUpdate(sender, receiver, packet)) {
            packet.raiseStreamEvent(StreamEvent.PKT_BAD_WINDOW_UPDATE.ordinal());
            return Validity.UNTRACKED;
        }
        return judgeSequence(session, sender, packet, carries);
    }

    private Validity judgeSequence(TcpSession session, TcpStream sender, Packet packet, boolean carries) {
        int sequence = packet.tcpSequence;
        int dataEnd = sequence + packet.payloadLength;
        boolean fin = (packet.tcpFlags & FIN) != 0;
        if (isKeepAlive(sender, packet)) {
            return Validity.WITHOUT_DATA;
        }
        if (carries && isOld(sender, packet)) {
            return onOldData(session, sender, packet, dataEnd);
        }
        if (session.knowsWindows() && dataEnd - sender.windowEnd > 0 && !isWindowProbe(sender, packet)) {
            return invalid(packet, (fin ? WRONG_SEQUENCE_FIN : WRONG_SEQUENCE)[session.state.ordinal()]);
        }
        boolean behindFin = packet.payloadLength > 0 && dataEnd - sender.finSequence > 0
                || fin && dataEnd != sender.finSequence;
        if (sender.finSeen && behindFin) {
            return onDataBehindFin(session, sender, packet);
        }
        return Validity.VALID;
    }

    /** Whether its receiver has acknowledged all that it carries: it will not look at it again. */
    private static boolean isOld(TcpStream sender, Packet packet) {
        int ahead = packet.tcpSequence + packet.payloadLength - sender.acknowledged;
        return ahead < 0 || ahead == 0 && (packet.tcpFlags & FIN) == 0;
    }

    private Validity onOldData(TcpSession session, TcpStream sender, Packet packet, int dataEnd) {
        boolean farBack = session.knowsWindows() && sender.acknowledged - dataEnd > Math.max(1 << 16,
                session.client == sender ? session.server.window : session.client.window);
        if (farBack) {
            packet.raiseStreamEvent(WRONG_SEQUENCE[session.state.ordinal()].ordinal());
            return Validity.UNTRACKED;
        }
        packet.raiseStreamEvent((packet.payloadLength > 0 ? StreamEvent.PKT_SPURIOUS_RETRANSMISSION
                : session.state == TcpState.CLOSE_WAIT ? StreamEvent.CLOSEWAIT_PKT_BEFORE_LAST_ACK
                : StreamEvent.EST_PKT_BEFORE_LAST_ACK).ordinal());
        return Validity.WITHOUT_DATA;
    }

    /**
     * The sender goes on after its FIN: then the FIN was none, and was made not to arrive. Refused, or, when nothing is
     * refused, the FIN is forgotten.
     */
    private Validity onDataBehindFin(TcpSession session, TcpStream sender, Packet packet) {
        packet.raiseStreamEvent(WRONG_SEQUENCE_FIN[session.state.ordinal()].ordinal());
        if (settings.dropInvalid() || sender.finAcknowledged()) {
            return Validity.INVALID;
        }
        sender.finSeen = false;
        sender.finNoted = false;
        sender.highest = sender.finSequence;
        session.state = TcpState.ESTABLISHED;
        return Validity.VALID;
    }

    /**
     * Takes what a valid packet says about numbers and windows.
     *
     * @return whether it acknowledges something new
     */
    boolean takeAcknowledgement(TcpSession session, Packet packet, int direction) {
        TcpStream sender = session.sender(direction);
        TcpStream receiver = session.receiver(direction);
        int acknowledged = packet.tcpAcknowledgement;
        if (sender.usesTimestamps && packet.tcpHasTimestamp && packet.tcpSequence - sender.acknowledged <= 0
                && packet.tcpTimestamp - sender.timestamp >= 0) {
            sender.timestamp = packet.tcpTimestamp;
            sender.timestampAtNs = packet.timestampNs;
        }
        sender.window = packet.tcpWindow << sender.scale;
        boolean isUnseen = acknowledged - receiver.highest > 0 && !settings.lossyCapture();
        boolean isNew = acknowledged - receiver.acknowledged > 0 && !isUnseen;
        if (isUnseen) {
            receiver.claim(acknowledged);
        } else if (isNew) {
            receiver.acknowledged = acknowledged;
            receiver.sentUpTo(acknowledged);
        }
        int windowEnd = acknowledged + sender.window;
        if (windowEnd - receiver.windowEnd > 0) {
            receiver.windowEnd = windowEnd;
        }
        return isNew;
    }

    /** Takes a valid packet's FIN. */
    void takeFin(TcpSession session, TcpStream sender, int finSequence) {
        if (sender.finSeen) {
            return;
        }
        sender.finNoted = true;
        sender.finSequence = finSequence;
        if (session.server == sender && !session.client.finNoted) {
            session.serverClosedFirst = true;
        }
    }

    /** Moves the state to where FINs and their acknowledgements are. */
    void settle(TcpSession session) {
        settleFin(session.client);
        settleFin(session.server);
        boolean client = session.client.finSeen;
        boolean server = session.server.finSeen;
        if (!client && !server) {
            return;
        }
        if (!server) {
            session.state = TcpState.CLOSE_WAIT;
        } else if (!client) {
            session.state = session.server.finAcknowledged() ? TcpState.FIN_WAIT2 : TcpState.FIN_WAIT1;
        } else if (session.client.finAcknowledged() && session.server.finAcknowledged()) {
            session.state = TcpState.CLOSED;
        } else if (session.serverClosedFirst) {
            session.state = session.server.finAcknowledged() ? TcpState.TIME_WAIT : TcpState.CLOSING;
        } else {
            session.state = TcpState.LAST_ACK;
        }
    }

    private static void settleFin(TcpStream stream) {
        if (stream.finNoted && !stream.finSeen) {
            int reached = stream.stopped ? stream.highest : stream.inOrder();
            if (reached - stream.finSequence > 0 && !stream.stopped) {
                stream.finNoted = false;
            } else if (reached - stream.finSequence >= 0) {
                stream.finSeen = true;
                stream.sentUpTo(stream.finSequence + 1);
            }
        }
    }

    /**
     * Whether a RST is one its receiver obeys whatever its age: exactly the next number awaited (RFC 5961, 3.2), which
     * lies between what is acknowledged and what was forwarded in order. Older receivers obey any in their window: such
     * a RST is refused here.
     */
    boolean isResetExact(TcpSession session, Packet packet, int direction) {
        TcpStream sender = session.sender(direction);
        TcpStream receiver = session.receiver(direction);
        int sequence = packet.tcpSequence;
        if (!isTimely(sender, packet)) {
            packet.raiseStreamEvent(StreamEvent.PKT_INVALID_TIMESTAMP.ordinal());
            return false;
        }
        if ((packet.tcpFlags & ACK) != 0 && packet.tcpAcknowledgement - receiver.highest > 0
                && session.knowsWindows() && !settings.lossyCapture()) {
            return false;
        }
        if (!session.knowsWindows()) {
            return sequence - sender.acknowledged >= 0 || sequence == sender.highest;
        }
        boolean exact = sequence - sender.acknowledged >= 0 && sequence - sender.nextExpected() <= 0;
        return exact || settings.lossyCapture() && sequence == sender.highest;
    }

    private Validity onLateSyn(TcpSession session, Packet packet, int direction) {
        TcpStream sender = session.sender(direction);
        boolean established = session.state == TcpState.ESTABLISHED;
        if ((packet.tcpFlags & FIN) != 0) {
            return invalid(packet, StreamEvent.FIN_SYN);
        }
        if ((packet.tcpFlags & ACK) == 0) {
            // Forwarded: the receiver answers with an ACK that lets an honest sender find out (RFC 5961, 4.2).
            packet.raiseStreamEvent((!established ? StreamEvent.SHUTDOWN_SYN_RESEND
                    : direction == Packet.TO_CLIENT ? StreamEvent.EST_SYN_TOCLIENT
                    : packet.tcpSequence == sender.initial ? StreamEvent.EST_SYN_RESEND
                    : StreamEvent.EST_SYN_RESEND_DIFF_SEQ).ordinal());
            return packet.payloadLength > 0 ? Validity.INVALID : Validity.UNTRACKED;
        }
        if (direction == Packet.TO_SERVER && !session.simultaneousOpen) {
            return invalid(packet, StreamEvent.EST_SYNACK_TOSERVER);
        }
        if (packet.tcpSequence != sender.initial) {
            return invalid(packet, StreamEvent.EST_SYNACK_RESEND_WITH_DIFF_SEQ);
        }
        TcpStream receiver = session.receiver(direction);
        int acknowledged = packet.tcpAcknowledgement;
        if (acknowledged - receiver.initial <= 0 || acknowledged - receiver.highest > 0) {
            return invalid(packet, StreamEvent.EST_SYNACK_RESEND_WITH_DIFFERENT_ACK);
        }
        packet.raiseStreamEvent(StreamEvent.EST_SYNACK_RESEND.ordinal());
        return Validity.UNTRACKED;
    }

    /** PAWS (RFC 7323, 5.3). */
    private static boolean isTimely(TcpStream sender, Packet packet) {
        return !sender.usesTimestamps || !packet.tcpHasTimestamp
                || packet.tcpTimestamp - sender.timestamp >= 0
                || packet.timestampNs - sender.timestampAtNs > TIMESTAMPS_EXPIRE_NS;
    }

    /**
     * Not more than the window allowed to be sent, not older than a window (RFC 5961, 5.2). What was never seen to be
     * sent may have gone another way.
     */
    private boolean isAcknowledgementPossible(TcpSession session, TcpStream sender, TcpStream receiver, int number) {
        int beyond = number - receiver.highest;
        if (beyond > 0) {
            return !session.knowsWindows() || number - receiver.windowEnd <= 0;
        }
        return !session.knowsWindows() || receiver.acknowledged - number <= Math.max(sender.window, 1 << 16);
    }

    /** A pure ACK that takes the window back, and speaks of data neither side has sent. */
    private static boolean isBadWindowUpdate(TcpStream sender, TcpStream receiver, Packet packet) {
        return packet.payloadLength == 0 && packet.tcpFlags == ACK
                && packet.tcpWindow << sender.scale < sender.window
                && packet.tcpSequence - sender.highest > 0
                && packet.tcpAcknowledgement - receiver.acknowledged > 0;
    }

    /** At most one byte, right before what is acknowledged, when all is (RFC 9293, 3.8.4). */
    private static boolean isKeepAlive(TcpStream sender, Packet packet) {
        return packet.payloadLength <= 1 && (packet.tcpFlags & FIN) == 0
                && packet.tcpSequence == sender.highest - 1 && sender.acknowledged == sender.highest;
    }

    /** One byte right behind a closed window (RFC 9293, 3.8.6.1). */
    private static boolean isWindowProbe(TcpStream sender, Packet packet) {
        return packet.payloadLength == 1 && packet.tcpSequence == sender.windowEnd;
    }

    private static StreamEvent[] byState(StreamEvent established, StreamEvent finWait1, StreamEvent finWait2,
            StreamEvent timeWait, StreamEvent lastAck, StreamEvent closeWait, StreamEvent closing) {
        StreamEvent[] events = new StreamEvent[TcpState.values().length];
        events[TcpState.ESTABLISHED.ordinal()] = established;
        events[TcpState.FIN_WAIT1.ordinal()] = finWait1;
        events[TcpState.FIN_WAIT2.ordinal()] = finWait2;
        events[TcpState.TIME_WAIT.ordinal()] = timeWait;
        events[TcpState.LAST_ACK.ordinal()] = lastAck;
        events[TcpState.CLOSE_WAIT.ordinal()] = closeWait;
        events[TcpState.CLOSING.ordinal()] = closing;
        events[TcpState.CLOSED.ordinal()] = timeWait;
        return events;
    }

    private Validity invalid(Packet packet, StreamEvent event) {
        packet.raiseStreamEvent(event.ordinal());
        return Validity.INVALID;
    }
}
