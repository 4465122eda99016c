package org.sluice.dataplane.stream;

import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.StreamEvent;

/** Which bytes of a stream are urgent, where the policy takes those out of it or refuses them. */
final class UrgentBytes {
    /** Most urgent bytes ahead of what was delivered. */
    static final int LIMIT = 4;

    private final UrgentPolicy policy;
    private final StreamStatistics statistics;

    UrgentBytes(StreamSettings settings, StreamStatistics statistics) {
        policy = settings.urgentPolicy();
        this.statistics = statistics;
    }

    /**
     * Notes where the urgent byte of a packet with the URG flag is: before the urgent pointer (RFC 6093).
     *
     * @param sequence number of the payload's first byte
     * @return false when the packet is refused
     */
    boolean note(TcpStream stream, Packet packet, int sequence) {
        if (packet.tcpUrgent < 1 || packet.tcpUrgent > packet.payloadLength
                || policy == UrgentPolicy.INLINE || policy == UrgentPolicy.CLEAR) {
            return true;
        }
        if (policy == UrgentPolicy.DROP) {
            return refuse(packet);
        }
        int number = sequence + packet.tcpUrgent - 1;
        if (number - stream.base < 0 || find(stream, number) >= 0) {
            return true;
        }
        if (stream.urgentCount == LIMIT) {
            packet.raiseStreamEvent(StreamEvent.REASSEMBLY_URGENT_OOB_LIMIT_REACHED.ordinal());
            return refuse(packet);
        }
        stream.urgent[stream.urgentCount++] = number;
        return true;
    }

    private boolean refuse(Packet packet) {
        statistics.urgentDropped++;
        packet.drop(DropReason.STREAM_URGENT.ordinal());
        return false;
    }

    /** Whether the next byte to deliver is urgent; it is so no more. */
    boolean take(TcpStream stream) {
        int at = find(stream, stream.base);
        if (at < 0) {
            return false;
        }
        stream.urgent[at] = stream.urgent[--stream.urgentCount];
        statistics.urgentBytes++;
        return true;
    }

    /** {@code to}, or the first urgent byte's index from {@code at} on if that is less. */
    static int before(TcpStream stream, int sequence, int at, int to) {
        int end = to;
        for (int i = 0; i < stream.urgentCount; i++) {
            int index = stream.urgent[i] - sequence;
            if (index >= at && index < end) {
                end = index;
            }
        }
        return end;
    }

    /** Forgets urgent bytes before the next one to deliver. */
    static void dropPassed(TcpStream stream) {
        for (int i = stream.urgentCount - 1; i >= 0; i--) {
            if (stream.urgent[i] - stream.base < 0) {
                stream.urgent[i] = stream.urgent[--stream.urgentCount];
            }
        }
    }

    private static int find(TcpStream stream, int number) {
        for (int i = 0; i < stream.urgentCount; i++) {
            if (stream.urgent[i] == number) {
                return i;
            }
        }
        return -1;
    }
}
