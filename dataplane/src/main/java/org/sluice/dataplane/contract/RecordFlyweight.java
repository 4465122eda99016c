package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#RECORD}: an event whose type has a name rather than a layout; all else is attributes.
 *
 * <pre>
 *   +-------------------------------+
 *   | name: length, 31 ASCII        |
 *   +-------------------------------+  32
 * </pre>
 */
public final class RecordFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 32;
    /** Longest name, in characters. */
    public static final int MAX_NAME_LENGTH = 31;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public RecordFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /** @return the {@code event_type} */
    public String name() {
        return InlineText.get(buffer, offset);
    }

    /**
     * @param name the {@code event_type}, ASCII
     * @return this
     */
    public RecordFlyweight name(final String name) {
        InlineText.put(buffer, offset, MAX_NAME_LENGTH, name);
        return this;
    }
}
