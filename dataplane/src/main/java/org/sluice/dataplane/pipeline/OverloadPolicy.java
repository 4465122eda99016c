package org.sluice.dataplane.pipeline;

/**
 * What happens to frames that arrive faster than inspectors take them from the ring
 * ({@code threading.overload-policy}).
 */
public enum OverloadPolicy {
    /** Stop receiving; the device's own queue fills and it counts what it loses. */
    BACKPRESSURE,
    /** Past three quarters of the ring, forward frames uninspected, in their place, and count them. */
    BYPASS,
    /** Past three quarters of the ring, drop frames and count them. */
    DROP
}
