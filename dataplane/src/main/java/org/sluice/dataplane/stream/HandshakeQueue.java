package org.sluice.dataplane.stream;

import org.sluice.dataplane.decode.Packet;

/**
 * SYNs, or SYN-ACKs, of one handshake that differ from the first: any of them may be the one that its receiver took.
 * Pooled; a handshake seldom needs one.
 */
final class HandshakeQueue {
    /** Most packets kept. */
    static final int CAPACITY = 16;

    private final int[] sequences = new int[CAPACITY];
    private final int[] acknowledgements = new int[CAPACITY];
    private final int[] windows = new int[CAPACITY];
    private final int[] scales = new int[CAPACITY];
    private final int[] timestamps = new int[CAPACITY];
    private final boolean[] hasTimestamp = new boolean[CAPACITY];
    private int size;
    private int oldest;

    void clear() {
        size = 0;
        oldest = 0;
    }

    int size() {
        return size;
    }

    boolean contains(Packet packet) {
        for (int i = 0; i < size; i++) {
            if (sequences[i] == packet.tcpSequence && acknowledgements[i] == packet.tcpAcknowledgement
                    && hasTimestamp[i] == packet.tcpHasTimestamp
                    && (!hasTimestamp[i] || timestamps[i] == packet.tcpTimestamp)) {
                return true;
            }
        }
        return false;
    }

    void add(Packet packet) {
        put(size++, packet);
    }

    /** Takes a packet in place of the oldest. */
    void replaceOldest(Packet packet) {
        put(oldest, packet);
        oldest = oldest + 1 == size ? 0 : oldest + 1;
    }

    private void put(int i, Packet packet) {
        sequences[i] = packet.tcpSequence;
        acknowledgements[i] = packet.tcpAcknowledgement;
        windows[i] = packet.tcpWindow;
        scales[i] = packet.tcpWindowScale;
        hasTimestamp[i] = packet.tcpHasTimestamp;
        timestamps[i] = packet.tcpTimestamp;
    }

    /** The packet whose sequence number is one less than {@code next}, or -1. */
    int indexOf(int next) {
        for (int i = 0; i < size; i++) {
            if (sequences[i] + 1 == next) {
                return i;
            }
        }
        return -1;
    }

    /** Begins {@code stream} as packet {@code i} would have. */
    void begin(int i, TcpStream stream, long nowNs) {
        stream.begin(sequences[i], windows[i], scales[i], hasTimestamp[i], timestamps[i], nowNs);
    }
}
