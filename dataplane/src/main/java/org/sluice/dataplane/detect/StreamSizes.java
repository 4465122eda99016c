package org.sluice.dataplane.detect;

import org.sluice.dataplane.flow.Flow;

/** Tells how many sequence numbers a direction of a TCP stream has used up ({@code stream_size}). */
@FunctionalInterface
public interface StreamSizes {
    /** Bytes that went that way, with SYN and FIN. */
    long bytes(Flow flow, int direction);
}
