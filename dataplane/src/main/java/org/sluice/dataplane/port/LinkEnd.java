package org.sluice.dataplane.port;

import org.sluice.bindings.dpdk.Link;

/** Something with a link that can be watched and taken down: one end of a wire. */
public interface LinkEnd {
    /** Its name in the configuration. */
    String name();

    /** State of its link now; never waits. */
    Link link();

    /**
     * Takes its link up or down.
     *
     * @return whether the device can do that
     */
    boolean link(boolean up);
}
