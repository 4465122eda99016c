package org.sluice.dataplane.flow;

import java.util.concurrent.TimeUnit;

/**
 * After how long a silent flow ends, by protocol and state; a second set holds while the table is nearly full. Defaults
 * and names are those of Suricata's {@code flow-timeouts}.
 */
public final class FlowTimeouts {
    /** Protocols with timeouts of their own, in the order of their codes. */
    public enum Kind {
        DEFAULT, TCP, UDP, ICMP;

        /** The kind of an IP protocol number. */
        public static Kind of(int protocol) {
            return switch (protocol) {
                case 6 -> TCP;
                case 17 -> UDP;
                case 1, 58 -> ICMP;
                default -> DEFAULT;
            };
        }
    }

    private static final int STATES = FlowState.values().length;
    private static final int KINDS = Kind.values().length;

    private final long[] normalNs = new long[KINDS * STATES];
    private final long[] emergencyNs = new long[KINDS * STATES];

    /** The defaults. */
    public FlowTimeouts() {
        for (Kind kind : Kind.values()) {
            set(kind, FlowState.NEW, 30, 10);
            set(kind, FlowState.ESTABLISHED, 300, 100);
            set(kind, FlowState.CLOSED, 0, 0);
            set(kind, FlowState.BYPASSED, 100, 50);
        }
        set(Kind.TCP, FlowState.NEW, 60, 5);
        set(Kind.TCP, FlowState.ESTABLISHED, 600, 100);
        set(Kind.TCP, FlowState.CLOSED, 60, 10);
    }

    /**
     * Sets one timeout.
     *
     * @param seconds normally
     * @param emergencySeconds while the table is nearly full; not more than {@code seconds}
     * @throws IllegalArgumentException when either is negative, or the second is larger than the first
     */
    public FlowTimeouts set(Kind kind, FlowState state, long seconds, long emergencySeconds) {
        if (seconds < 0 || emergencySeconds < 0 || emergencySeconds > seconds) {
            throw new IllegalArgumentException("flow-timeouts." + kind.name().toLowerCase(java.util.Locale.ROOT) + "."
                    + state.eveName() + " is " + seconds + " s, in an emergency " + emergencySeconds
                    + " s; both must be 0 or more, and the second no more than the first");
        }
        normalNs[slot(kind.ordinal(), state.ordinal())] = TimeUnit.SECONDS.toNanos(seconds);
        emergencyNs[slot(kind.ordinal(), state.ordinal())] = TimeUnit.SECONDS.toNanos(emergencySeconds);
        return this;
    }

    /** The timeout of a kind and state, in ns. */
    public long timeoutNs(Kind kind, FlowState state, boolean emergency) {
        return timeoutNs(kind.ordinal(), state.ordinal(), emergency);
    }

    long timeoutNs(int kind, int state, boolean emergency) {
        return (emergency ? emergencyNs : normalNs)[slot(kind, state)];
    }

    /** The shortest timeout there is of a flow that is not closed, in ns. */
    long shortestNs() {
        long shortest = Long.MAX_VALUE;
        for (int kind = 0; kind < KINDS; kind++) {
            for (int state = 0; state < STATES; state++) {
                if (state != FlowState.CLOSED.ordinal() || kind == Kind.TCP.ordinal()) {
                    shortest = Math.min(shortest, emergencyNs[slot(kind, state)]);
                }
            }
        }
        return shortest;
    }

    private static int slot(int kind, int state) {
        return kind * STATES + state;
    }
}
