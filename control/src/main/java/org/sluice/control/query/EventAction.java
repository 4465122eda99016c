package org.sluice.control.query;

/** What became of an event's packet, for a query. */
public enum EventAction {
    /** Whatever. */
    ANY,
    /** Alerts on packets that were forwarded. */
    ALLOWED,
    /** Drops, and alerts on packets that were dropped. */
    BLOCKED,
    /** Those whose ends were told. */
    REJECTED
}
