package org.sluice.dataplane.port;

/** Where frames go: one transmit queue of a port, or nothing in a replay. Used by one thread. */
public interface FrameSink {
    /**
     * Sends the frames of {@code burst} whose verdict is {@link Burst#FORWARD}, in order, and frees the others. What
     * the device does not take after a bounded number of tries is freed and counted.
     *
     * @return frames sent
     */
    int transmit(Burst burst);

    /**
     * Sends one frame of our own making, such as a reset. Copies it.
     *
     * @param frame bytes from the Ethernet header on
     * @return whether it was sent
     */
    boolean inject(java.lang.foreign.MemorySegment frame, long offset, int length);
}
