package org.sluice.dataplane.stream;

import java.util.Locale;

/**
 * What becomes of urgent data ({@code stream.reassembly.urgent.policy}; RFC 6093): by default sockets take the urgent
 * byte out of the stream, so an attacker could put a byte in between that only an inspector sees.
 */
public enum UrgentPolicy {
    /**
     * Urgent data is made ordinary: flag and pointer are cleared in the frame, and the byte is part of the stream. A
     * capture is not rewritten: there it is {@link #OOB}.
     */
    CLEAR,
    /** The urgent byte is not part of the stream, as with a receiver's default socket. */
    OOB,
    /** A packet with urgent data is dropped. */
    DROP,
    /** The urgent byte is part of the stream, as with {@code SO_OOBINLINE}. */
    INLINE,
    /** The urgent byte is a gap in the stream. */
    GAP;

    /**
     * The policy of a configuration value.
     *
     * @throws IllegalArgumentException when there is no such policy; says what is allowed
     */
    public static UrgentPolicy byName(String name) {
        for (UrgentPolicy policy : values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(name)) {
                return policy;
            }
        }
        throw new IllegalArgumentException(
                "stream.reassembly.urgent.policy is '" + name + "'; allowed are clear, oob, drop, inline, gap");
    }
}
