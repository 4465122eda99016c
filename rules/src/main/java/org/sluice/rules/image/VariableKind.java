package org.sluice.rules.image;

/** What a named variable of a rule set is. The ordinal is what images carry: append only. */
public enum VariableKind {
    /** A bit on the flow. */
    FLOW_BIT,
    /** A number on the flow. */
    FLOW_INT,
    /** A bit on a host. */
    HOST_BIT,
    /** A bit on a pair of hosts. */
    PAIR_BIT,
    /** A bit on a transaction. */
    TRANSACTION_BIT;

    private static final VariableKind[] VALUES = values();

    /** The kind with that ordinal. */
    public static VariableKind of(int ordinal) {
        return VALUES[ordinal];
    }

    /** How many there are. */
    public static int count() {
        return VALUES.length;
    }
}
