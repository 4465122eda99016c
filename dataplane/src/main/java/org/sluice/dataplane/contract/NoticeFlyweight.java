package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#NOTICE}; its words are the attribute {@value #TEXT}.
 *
 * <pre>
 *    0                               8                               16
 *   +-------------------------------+-------------------------------+---------------+
 *   |          generation           |        correlation id         | code  |   -   |   0: of no command
 *   +-------------------------------+-------------------------------+---------------+  24
 * </pre>
 */
public final class NoticeFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 24;
    /** Key of the attribute with the words. */
    public static final String TEXT = "text";

    private static final int GENERATION_OFFSET = 0;
    private static final int CORRELATION_ID_OFFSET = 8;
    private static final int CODE_OFFSET = 16;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public NoticeFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /**
     * @param code          what is said
     * @param generation    of the image meant, 0 when none
     * @param correlationId of the command it answers, 0 when none
     * @return this
     */
    public NoticeFlyweight notice(final NoticeCode code, final long generation, final long correlationId) {
        buffer.putInt(offset + CODE_OFFSET, code.ordinal());
        buffer.putLong(offset + GENERATION_OFFSET, generation);
        buffer.putLong(offset + CORRELATION_ID_OFFSET, correlationId);
        return this;
    }

    /** @return what is said */
    public NoticeCode code() {
        return NoticeCode.of(buffer.getInt(offset + CODE_OFFSET));
    }

    /** @return generation of the image meant, 0 when none */
    public long generation() {
        return buffer.getLong(offset + GENERATION_OFFSET);
    }

    /** @return the command it answers, 0 when none */
    public long correlationId() {
        return buffer.getLong(offset + CORRELATION_ID_OFFSET);
    }
}
