package org.sluice.dataplane.flow;

import java.security.SecureRandom;
import org.sluice.dataplane.contract.DropReason;

/**
 * All settings of a flow table. Each has a default; {@link #conclude()} checks them together.
 */
public final class FlowSettings {
    /** What happens when a flow is to begin and the table is full. */
    public enum Eviction {
        /** Nothing: the policy for a full table holds. */
        NONE,
        /** The longest silent of a sample of flows ends, unfinished ones first. */
        OLDEST
    }

    private int capacity = 1 << 18;
    private int variableStores = 1 << 14;
    private long[] hashKey;
    private FlowTimeouts timeouts = new FlowTimeouts();
    private boolean vlanTracking = true;
    private boolean midstreamDirectionByPort = true;
    private int emergencyRecoveryPercent = 30;
    private Eviction eviction = Eviction.OLDEST;
    private ExceptionPolicy fullPolicy = ExceptionPolicy.IGNORE;
    private int fullDropReason = DropReason.FLOW_MEMCAP.ordinal();
    private int instance;
    private long startSeconds = System.currentTimeMillis() / 1000;
    private int workPerAdvance = 128;

    /** Most flows at once. A flow takes 192 bytes, and 8 to 16 of the index. Default 262,144. */
    public FlowSettings capacity(int flows) {
        capacity = flows;
        return this;
    }

    public int capacity() {
        return capacity;
    }

    /** Most flows at once that have flowbits or flowints; each takes about 450 bytes. Default 16,384. */
    public FlowSettings variableStores(int flows) {
        variableStores = flows;
        return this;
    }

    public int variableStores() {
        return variableStores;
    }

    /** {@value FlowHash#KEY_WORDS} secret words. Default: random at each start. */
    public FlowSettings hashKey(long[] words) {
        hashKey = words.clone();
        return this;
    }

    public long[] hashKey() {
        return hashKey;
    }

    /** Timeouts. Default: Suricata's. */
    public FlowSettings timeouts(FlowTimeouts value) {
        timeouts = value;
        return this;
    }

    public FlowTimeouts timeouts() {
        return timeouts;
    }

    /** Whether the same addresses and ports in other VLANs are other flows ({@code vlan.use-for-tracking}). */
    public FlowSettings vlanTracking(boolean value) {
        vlanTracking = value;
        return this;
    }

    public boolean vlanTracking() {
        return vlanTracking;
    }

    /**
     * Whether a TCP flow that begins in its middle with a packet from a port below 1024 to one above is taken to begin
     * with the server's packet. Default true.
     */
    public FlowSettings midstreamDirectionByPort(boolean value) {
        midstreamDirectionByPort = value;
        return this;
    }

    public boolean midstreamDirectionByPort() {
        return midstreamDirectionByPort;
    }

    /** Percent of the table that must be free before an emergency is over ({@code flow.emergency-recovery}). */
    public FlowSettings emergencyRecoveryPercent(int percent) {
        emergencyRecoveryPercent = percent;
        return this;
    }

    public int emergencyRecoveryPercent() {
        return emergencyRecoveryPercent;
    }

    /** What happens when the table is full. Default {@link Eviction#OLDEST}. */
    public FlowSettings eviction(Eviction value) {
        eviction = value;
        return this;
    }

    public Eviction eviction() {
        return eviction;
    }

    /** What happens to a packet that can have no flow ({@code flow.memcap-policy}). Default: ignore. */
    public FlowSettings fullPolicy(ExceptionPolicy policy, int dropReason) {
        fullPolicy = policy;
        fullDropReason = dropReason;
        return this;
    }

    public ExceptionPolicy fullPolicy() {
        return fullPolicy;
    }

    public int fullDropReason() {
        return fullDropReason;
    }

    /** Which of the engine's inspectors this is, 0 to 63; becomes part of flow ids. */
    public FlowSettings instance(int value) {
        instance = value;
        return this;
    }

    public int instance() {
        return instance;
    }

    /** When the engine started, in seconds since the Unix epoch; keeps flow ids apart from those of earlier starts. */
    public FlowSettings startSeconds(long value) {
        startSeconds = value;
        return this;
    }

    public long startSeconds() {
        return startSeconds;
    }

    /** Most flows looked at by one {@link FlowTable#advance}: more than begin in a burst. Default 128. */
    public FlowSettings workPerAdvance(int flows) {
        workPerAdvance = flows;
        return this;
    }

    public int workPerAdvance() {
        return workPerAdvance;
    }

    /**
     * Checks everything and fills in what depends on the start.
     *
     * @throws IllegalArgumentException names the setting, its value and what is allowed
     */
    public FlowSettings conclude() {
        require("flow.capacity", capacity, 16, 1 << 28);
        require("flow.variable-stores", variableStores, 1, 1 << 24);
        require("flow.emergency-recovery", emergencyRecoveryPercent, 1, 99);
        require("flow.instance", instance, 0, 63);
        require("flow.work-per-advance", workPerAdvance, 1, 1 << 20);
        if (hashKey == null) {
            hashKey = new SecureRandom().longs(FlowHash.KEY_WORDS).toArray();
        } else if (hashKey.length != FlowHash.KEY_WORDS) {
            throw new IllegalArgumentException(
                    "flow.hash-key has " + hashKey.length + " words; it takes " + FlowHash.KEY_WORDS);
        }
        return this;
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed are " + least + " to " + most);
        }
    }
}
