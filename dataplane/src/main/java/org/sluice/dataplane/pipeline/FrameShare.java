package org.sluice.dataplane.pipeline;

import org.sluice.dataplane.port.Burst;

/**
 * Which frames of a burst an inspector takes: all of them, or those whose address hash falls to it. A flow, both its
 * directions and its fragments, always falls to the same.
 *
 * @param index of the inspector
 * @param of number of inspectors over the same slots
 */
public record FrameShare(int index, int of) {
    /** Every frame. */
    public static final FrameShare ALL = new FrameShare(0, 1);

    /** Whether frame {@code i} is this inspector's. */
    boolean isMine(Burst burst, int i) {
        return of == 1 || Integer.remainderUnsigned(burst.hash(i), of) == index;
    }
}
