package org.sluice.dataplane.port;

/** Where frames come from: one receive queue of a port, or a capture. Used by one thread. */
public interface FrameSource {
    /**
     * Fills {@code burst} with what has arrived and sets its count, port index and frame numbers. Every verdict is
     * {@link Burst#FORWARD} afterwards.
     *
     * @return frames received, 0 when none was waiting
     */
    int receive(Burst burst);
}
