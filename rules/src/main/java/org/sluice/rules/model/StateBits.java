package org.sluice.rules.model;

import java.util.List;

/**
 * Named bits kept on a flow, a host or a pair of hosts ({@code flowbits}, {@code hostbits}, {@code xbits}): a condition
 * with IS_SET and IS_NOT_SET, else an effect.
 *
 * @param scope what holds the bits
 * @param operation what is asked or done
 * @param names the bits; several mean one of them for IS_SET, none of them for IS_NOT_SET
 * @param expireSeconds for SET: how long it holds, 0 for as long as its holder lives
 */
public record StateBits(Scope scope, Operation operation, List<String> names, long expireSeconds)
        implements Match, Effect {

    /** What holds the bits. */
    public enum Scope {
        /** The flow. */
        FLOW,
        /** The source address of the packet. */
        SOURCE,
        /** The destination address of the packet. */
        DESTINATION,
        /** The pair of addresses. */
        PAIR,
        /** The transaction. */
        TRANSACTION
    }

    /** What is asked or done. */
    public enum Operation {
        /** Sets it. */
        SET,
        /** Clears it. */
        UNSET,
        /** Turns it over. */
        TOGGLE,
        /** Asks for it. */
        IS_SET,
        /** Asks for its absence. */
        IS_NOT_SET
    }

    /** Whether this asks rather than does. */
    public boolean isCondition() {
        return operation == Operation.IS_SET || operation == Operation.IS_NOT_SET;
    }
}
