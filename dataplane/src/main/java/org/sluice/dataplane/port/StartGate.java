package org.sluice.dataplane.port;

/**
 * Whether a wire has been started. Threads may poll its queues before: they find nothing, and no device that is not
 * ready is touched. Opened when both ends run, so that no frame is received that the other end cannot send.
 */
final class StartGate {
    private volatile boolean open;

    boolean isOpen() {
        return open;
    }

    void set(boolean started) {
        open = started;
    }
}
