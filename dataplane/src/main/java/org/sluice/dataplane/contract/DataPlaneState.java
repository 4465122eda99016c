package org.sluice.dataplane.contract;

/** What the data plane says of itself in {@code cnc.dat}. */
public enum DataPlaneState {
    /** Ports closed; drill and first image under way. */
    STARTING,
    /** Packets go through. */
    RUNNING,
    /** Told to stop; ports closing. */
    STOPPING;

    private static final DataPlaneState[] VALUES = values();

    static DataPlaneState of(final int code) {
        return VALUES[Math.floorMod(code, VALUES.length)];
    }
}
