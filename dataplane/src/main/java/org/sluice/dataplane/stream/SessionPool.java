package org.sluice.dataplane.stream;

/**
 * All sessions, and which of them are half open, oldest first: when none is free, the oldest
 * half-open one is given up, so that a flood of SYNs cannot keep others out.
 */
final class SessionPool {
    static final int NONE = -1;

    private static final int QUEUES = 1024;

    private final TcpSession[] sessions;
    private final int[] free;
    private final HandshakeQueue[] freeQueues;
    private int freeCount;
    private int freeQueueCount;
    private int oldestHalfOpen = NONE;
    private int newestHalfOpen = NONE;

    SessionPool(int count, int atStart) {
        sessions = new TcpSession[count];
        free = new int[count];
        for (int i = 0; i < count; i++) {
            sessions[i] = i < atStart ? new TcpSession(i) : null;
            free[i] = count - 1 - i;
        }
        freeCount = count;
        freeQueues = new HandshakeQueue[Math.min(QUEUES, count)];
        for (int i = 0; i < freeQueues.length; i++) {
            freeQueues[i] = new HandshakeQueue();
        }
        freeQueueCount = freeQueues.length;
    }

    TcpSession at(int slot) {
        return sessions[slot];
    }

    int inUse() {
        return sessions.length - freeCount;
    }

    /** A free session, or null. */
    TcpSession take(int flowIndex) {
        if (freeCount == 0) {
            return null;
        }
        int slot = free[--freeCount];
        if (sessions[slot] == null) {
            sessions[slot] = new TcpSession(slot);
        }
        TcpSession session = sessions[slot];
        session.reset(flowIndex);
        return session;
    }

    /** Gives a session back; its blocks have been. */
    void give(TcpSession session) {
        setEstablished(session);
        giveQueue(session);
        free[freeCount++] = session.slot;
    }

    /** The session that has been half open longest, or null. */
    TcpSession oldestHalfOpen() {
        return oldestHalfOpen == NONE ? null : sessions[oldestHalfOpen];
    }

    /** Notes that a session is half open. */
    void setHalfOpen(TcpSession session) {
        session.isHalfOpen = true;
        session.olderHalfOpen = newestHalfOpen;
        session.newerHalfOpen = NONE;
        if (newestHalfOpen == NONE) {
            oldestHalfOpen = session.slot;
        } else {
            sessions[newestHalfOpen].newerHalfOpen = session.slot;
        }
        newestHalfOpen = session.slot;
    }

    /** Notes that a session is not half open any more. */
    void setEstablished(TcpSession session) {
        if (!session.isHalfOpen) {
            return;
        }
        session.isHalfOpen = false;
        if (session.olderHalfOpen == NONE) {
            oldestHalfOpen = session.newerHalfOpen;
        } else {
            sessions[session.olderHalfOpen].newerHalfOpen = session.newerHalfOpen;
        }
        if (session.newerHalfOpen == NONE) {
            newestHalfOpen = session.olderHalfOpen;
        } else {
            sessions[session.newerHalfOpen].olderHalfOpen = session.olderHalfOpen;
        }
    }

    /** The session's queue of other SYNs or SYN-ACKs, taken if it has none; null when none is free. */
    HandshakeQueue queueOf(TcpSession session) {
        if (session.queue == null && freeQueueCount > 0) {
            session.queue = freeQueues[--freeQueueCount];
            session.queue.clear();
        }
        return session.queue;
    }

    /** Gives the session's queue back, if it has one. */
    void giveQueue(TcpSession session) {
        if (session.queue != null) {
            freeQueues[freeQueueCount++] = session.queue;
            session.queue = null;
        }
    }
}
