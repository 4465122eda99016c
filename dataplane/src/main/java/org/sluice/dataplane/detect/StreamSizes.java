package org.sluice.dataplane.detect;

import org.sluice.dataplane.flow.Flow;

/** Tells how many bytes a direction of a TCP stream had so far ({@code stream_size}). */
@FunctionalInterface
public interface StreamSizes {
    /** Bytes of the stream that went that way. */
    long bytes(Flow flow, int direction);
}
