package org.sluice.dataplane.contract;

/** Which part of the engine raised an anomaly. */
public enum AnomalyKind {
    /** The decoder. */
    DECODE("decode"),
    /** TCP tracking or reassembly. */
    STREAM("stream"),
    /** An app-layer parser or protocol detection. */
    APPLAYER("applayer");

    private static final AnomalyKind[] VALUES = values();

    private final String jsonName;

    AnomalyKind(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return {@code anomaly.type} in EVE JSON */
    public String jsonName() {
        return jsonName;
    }

    static AnomalyKind of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : DECODE;
    }
}
