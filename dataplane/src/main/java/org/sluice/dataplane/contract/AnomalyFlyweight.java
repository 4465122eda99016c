package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#ANOMALY}.
 *
 * <pre>
 *    0   1               4               8
 *   +---+---------------+---------------+-------------------------------+
 *   |knd|       -       |   event id    | layer: length, 23 ASCII       |   layer: proto_parser, proto_detect, parser or empty
 *   +---+---------------+---------------+-------------------------------+  32
 *   | event name: length, 63 ASCII                                      |   as in rules: ipv4.trunc_pkt
 *   +-------------------------------------------------------------------+  96
 * </pre>
 */
public final class AnomalyFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 96;
    /** Longest name of an event, in characters. */
    public static final int MAX_EVENT_LENGTH = 63;

    private static final int KIND_OFFSET = 0;
    private static final int EVENT_ID_OFFSET = 4;
    private static final int LAYER_OFFSET = 8;
    private static final int MAX_LAYER_LENGTH = 23;
    private static final int EVENT_OFFSET = 32;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public AnomalyFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /**
     * @param kind    which part raised it
     * @param eventId the part's own number for it
     * @param event   its name, ASCII, as EVE prints it
     * @return this
     */
    public AnomalyFlyweight event(final AnomalyKind kind, final int eventId, final String event) {
        buffer.putByte(offset + KIND_OFFSET, (byte)kind.ordinal());
        buffer.putInt(offset + EVENT_ID_OFFSET, eventId);
        InlineText.put(buffer, offset + EVENT_OFFSET, MAX_EVENT_LENGTH, event);
        return this;
    }

    /** @return which part raised it */
    public AnomalyKind kind() {
        return AnomalyKind.of(buffer.getByte(offset + KIND_OFFSET));
    }

    /** @return the part's own number for it */
    public int eventId() {
        return buffer.getInt(offset + EVENT_ID_OFFSET);
    }

    /** @return its name */
    public String event() {
        return InlineText.get(buffer, offset + EVENT_OFFSET);
    }

    /** @return {@code anomaly.layer}, empty when none */
    public String layer() {
        return InlineText.get(buffer, offset + LAYER_OFFSET);
    }

    /**
     * @param layer {@code proto_parser}, {@code proto_detect}, {@code parser}
     * @return this
     */
    public AnomalyFlyweight layer(final String layer) {
        InlineText.put(buffer, offset + LAYER_OFFSET, MAX_LAYER_LENGTH, layer);
        return this;
    }
}
