package org.sluice.dataplane.contract;

/** Kinds of event; the code is the ring buffer's message type. */
public enum EventType {
    /** A rule matched. Body: {@link AlertFlyweight}. */
    ALERT(1, "alert", AlertFlyweight.LENGTH),
    /** A packet was not forwarded. Body: {@link DropFlyweight}. */
    DROP(2, "drop", DropFlyweight.LENGTH),
    /** A flow ended. Body: {@link FlowFlyweight}. */
    FLOW(3, "flow", FlowFlyweight.LENGTH),
    /** A packet, stream or app-layer anomaly. Body: {@link AnomalyFlyweight}. */
    ANOMALY(4, "anomaly", AnomalyFlyweight.LENGTH),
    /** Something an operator should know of the data plane itself. Body: {@link NoticeFlyweight}. */
    NOTICE(5, "notice", NoticeFlyweight.LENGTH),
    /** Events that found the ring full. Body: {@link LostFlyweight}. */
    LOST(6, "lost", LostFlyweight.LENGTH),
    /** An event whose type is named in its body ({@code http}, {@code dns}...). Body: {@link RecordFlyweight}. */
    RECORD(7, "record", RecordFlyweight.LENGTH),
    /** A part of a file that a rule wants kept; goes to who keeps it, and no further. Body: {@link FileFlyweight}. */
    FILE_DATA(8, "filedata", FileFlyweight.LENGTH),
    /** The end of such a file, and what is known of it. Body: {@link FileFlyweight}. */
    FILE(9, "fileinfo", FileFlyweight.LENGTH),
    /**
     * A packet that follows an alert whose rule has those recorded ({@code tag}). No body: the packet is its
     * attribute.
     */
    PACKET(10, "packet", 0);

    private static final EventType[] BY_CODE = new EventType[11];

    static {
        for (final EventType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final String jsonName;
    private final int bodyLength;

    EventType(final int code, final String jsonName, final int bodyLength) {
        this.code = code;
        this.jsonName = jsonName;
        this.bodyLength = bodyLength;
    }

    /** @return the message type in the ring, above 0 */
    public int code() {
        return code;
    }

    /** @return the {@code event_type} in EVE JSON */
    public String jsonName() {
        return jsonName;
    }

    /** @return bytes of the fixed body behind the header */
    public int bodyLength() {
        return bodyLength;
    }

    /**
     * @param code message type in the ring
     * @return the type, or null when this version knows none of that code
     */
    public static EventType of(final int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
