package org.sluice.perf.device;

import java.nio.file.Path;
import java.util.List;

/**
 * The Sluice that is put to the test.
 *
 * @param join how it is joined to the generator
 * @param rules rule files; empty: decode, flows, streams and application layers alone
 * @param core its pipeline thread is pinned to, -1 for none
 * @param mtu of its wire in bytes
 * @param homeNet addresses of the servers, as in a rule
 * @param settings further lines of its configuration
 */
public record SluicePlan(Join join, List<Path> rules, int core, int mtu, String homeNet, List<String> settings) {
    /** How generator and device are joined. */
    public enum Join {
        /** Shared memory between the two processes: no kernel in between. */
        MEMIF,
        /** Two veth pairs, the device's ends in a namespace of its own, af_packet at all four. */
        VETH
    }

    /** Copies the lists. */
    public SluicePlan {
        rules = List.copyOf(rules);
        settings = List.copyOf(settings);
    }
}
