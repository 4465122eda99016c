package org.sluice.dataplane.defrag;

import java.util.Comparator;
import java.util.List;
import org.sluice.dataplane.contract.PolicyAction;

/**
 * What a defragmenter may be told; one for each inspector.
 *
 * @param trackers most datagrams in the making at once; 8,192, each about 550 bytes
 * @param memoryBytes memory for what fragments carry; 16 MiB, in blocks of 3 KiB that hold 2 KiB of a datagram each, so
 *     about 170 datagrams of full length, or 5,400 short ones
 * @param timeoutNs how long the rest of a datagram is waited for, from its first fragment on; 60 s, as in RFC 8200
 * @param defaultPolicy how hosts treat overlaps that no network below names; BSD, as in Suricata
 * @param hostPolicies networks whose hosts have another; the longest prefix counts
 * @param conflictAction for fragments that say different things of the same bytes or of the length, or that not every
 *     host takes: {@code IGNORE} goes by the overlap policy; {@code DROP_PACKET} drops them, so that the bytes that
 *     came first are those of every host, and drops what comes later of a datagram that may have been complete here
 *     alone. DROP_PACKET
 * @param exhaustedAction for fragments there is no room for: {@code IGNORE} and {@code PASS_PACKET} forward them
 *     uninspected, {@code DROP_PACKET} drops them. DROP_PACKET
 * @param secret of the hash that finds datagrams; 0 stands for one chosen at the start
 */
public record DefragSettings(int trackers, long memoryBytes, long timeoutNs, OverlapPolicy defaultPolicy,
        List<HostPolicy> hostPolicies, PolicyAction conflictAction, PolicyAction exhaustedAction, long secret) {
    private static final DefragSettings DEFAULTS = new DefragSettings(8_192, 16 << 20, 60_000_000_000L,
            OverlapPolicy.BSD, List.of(), PolicyAction.DROP_PACKET, PolicyAction.DROP_PACKET, 0);

    /** Checks the values. */
    public DefragSettings {
        require("defrag.trackers", trackers, 1, 1 << 20);
        require("defrag.memcap", memoryBytes, 1 << 16, 1L << 32);
        require("defrag.timeout (ns)", timeoutNs, 1_000_000_000L, 86_400_000_000_000L);
        requirePacketAction("defrag.overlap-policy", conflictAction);
        requirePacketAction("defrag.memcap-policy", exhaustedAction);
        hostPolicies = hostPolicies.stream()
                .sorted(Comparator.comparingInt(HostPolicy::prefixLength).reversed())
                .toList();
    }

    /** What holds when nothing is configured. */
    public static DefragSettings defaults() {
        return DEFAULTS;
    }

    /** The same with other limits. */
    public DefragSettings withLimits(int datagrams, long bytes, long timeout) {
        return new DefragSettings(datagrams, bytes, timeout, defaultPolicy, hostPolicies, conflictAction,
                exhaustedAction, secret);
    }

    /** The same with other overlap policies. */
    public DefragSettings withPolicies(OverlapPolicy policy, List<HostPolicy> hosts) {
        return new DefragSettings(trackers, memoryBytes, timeoutNs, policy, hosts, conflictAction, exhaustedAction,
                secret);
    }

    /** The same with other exception policies. */
    public DefragSettings withActions(PolicyAction onConflict, PolicyAction whenExhausted) {
        return new DefragSettings(trackers, memoryBytes, timeoutNs, defaultPolicy, hostPolicies, onConflict,
                whenExhausted, secret);
    }

    /** The same with a hash secret. */
    public DefragSettings withSecret(long value) {
        return new DefragSettings(trackers, memoryBytes, timeoutNs, defaultPolicy, hostPolicies, conflictAction,
                exhaustedAction, value);
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed are " + least + " to " + most);
        }
    }

    private static void requirePacketAction(String name, PolicyAction action) {
        switch (action) {
            case IGNORE, PASS_PACKET, DROP_PACKET -> { }
            default -> throw new IllegalArgumentException(name + " is " + action.counterSuffix().replace('_', '-')
                    + "; a fragment has no flow, so allowed are ignore, pass-packet and drop-packet");
        }
    }
}
