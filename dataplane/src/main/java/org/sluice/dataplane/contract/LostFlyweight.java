package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#LOST}: written ahead of the first event that found room again.
 *
 * <pre>
 *    0                               8
 *   +-------------------------------+-------------------------------+
 *   |             count             |         first lost ns         |
 *   +-------------------------------+-------------------------------+  16
 * </pre>
 */
public final class LostFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 16;

    private static final int COUNT_OFFSET = 0;
    private static final int FIRST_OFFSET = 8;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public LostFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    LostFlyweight lost(final long count, final long firstNs) {
        buffer.putLong(offset + COUNT_OFFSET, count);
        buffer.putLong(offset + FIRST_OFFSET, firstNs);
        return this;
    }

    /** @return how many events were lost */
    public long count() {
        return buffer.getLong(offset + COUNT_OFFSET);
    }

    /** @return timestamp of the first of them, ns since the epoch */
    public long firstNs() {
        return buffer.getLong(offset + FIRST_OFFSET);
    }
}
