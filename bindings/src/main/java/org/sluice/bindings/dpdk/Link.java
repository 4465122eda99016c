package org.sluice.bindings.dpdk;

/**
 * State of a port's link.
 *
 * @param up whether frames can pass
 * @param speedMbps in Mbit/s, -1 for unknown
 * @param fullDuplex whether both directions can be used at once
 * @param autoneg whether speed was agreed upon with the other end
 */
public record Link(boolean up, int speedMbps, boolean fullDuplex, boolean autoneg) {
    @Override
    public String toString() {
        return up ? "up" + (speedMbps > 0 ? " at " + speedMbps + " Mbit/s" : "") : "down";
    }
}
