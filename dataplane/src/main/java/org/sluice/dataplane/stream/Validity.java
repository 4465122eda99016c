package org.sluice.dataplane.stream;

/** What a state machine says of a packet. */
enum Validity {
    /** Part of the session; its payload is part of the stream. */
    VALID,
    /** Harmless, but none of its payload is new to its receiver. */
    WITHOUT_DATA,
    /** Part of no session: not refused, not believed. */
    UNTRACKED,
    /** Its receiver would refuse it, or should. */
    INVALID
}
