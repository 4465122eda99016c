package org.sluice.dataplane.contract;

/** Whether a count only grows. */
public enum CounterKind {
    /** Only grows while the data plane lives. */
    COUNTER,
    /** May go either way. */
    GAUGE;

    private static final CounterKind[] VALUES = values();

    static CounterKind of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : GAUGE;
    }
}
