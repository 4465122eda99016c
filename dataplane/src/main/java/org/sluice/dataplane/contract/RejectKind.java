package org.sluice.dataplane.contract;

/** What was sent to the ends of a rejected packet. */
public enum RejectKind {
    /** Nothing. */
    NONE(""),
    /** TCP RST. */
    TCP_RESET("tcp-reset"),
    /** ICMP communication administratively prohibited. */
    ICMP_PROHIBITED("icmp-prohib");

    private static final RejectKind[] VALUES = values();

    private final String jsonName;

    RejectKind(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return the word in {@code verdict.reject} of EVE JSON, empty for {@link #NONE} */
    public String jsonName() {
        return jsonName;
    }

    static RejectKind of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
