package org.sluice.dataplane.contract;

/** Which way of its flow a packet goes. */
public enum Direction {
    /** No flow, or not known. */
    NONE(""),
    /** From the flow's initiator. */
    TO_SERVER("to_server"),
    /** To the flow's initiator. */
    TO_CLIENT("to_client");

    private static final Direction[] VALUES = values();

    private final String jsonName;

    Direction(final String jsonName) {
        this.jsonName = jsonName;
    }

    /** @return the name in EVE JSON, empty for {@link #NONE} */
    public String jsonName() {
        return jsonName;
    }

    static Direction of(final int code) {
        return code < VALUES.length && code >= 0 ? VALUES[code] : NONE;
    }
}
