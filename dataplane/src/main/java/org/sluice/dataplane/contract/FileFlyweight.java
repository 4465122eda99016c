package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/**
 * Body of an {@link EventType#FILE_DATA}, whose payload is a part of a file, and of the {@link EventType#FILE} at its
 * end, with what is known of the file as attributes.
 *
 * <pre>
 *    0                               8                               16
 *   +-------------------------------+-------------------------------+---------------+
 *   |            file id            |           position            | flags |   -   |   id: of the worker's files
 *   +-------------------------------+-------------------------------+---------------+  24
 * </pre>
 */
public final class FileFlyweight {
    /** Bytes of this body. */
    public static final int LENGTH = 24;
    /** Flag of a FILE: all of its bytes were sent. */
    public static final int WHOLE = 1;
    /** Flag of a FILE: it is kept. Set by who keeps it. */
    public static final int STORED = 2;

    private static final int ID_OFFSET = 0;
    private static final int POSITION_OFFSET = 8;
    private static final int FLAGS_OFFSET = 16;

    private MutableDirectBuffer buffer;
    private int offset;

    /**
     * @param buffer      holding an event
     * @param eventOffset of the event's first byte
     * @return this
     */
    public FileFlyweight wrap(final MutableDirectBuffer buffer, final int eventOffset) {
        this.buffer = buffer;
        this.offset = eventOffset + EventHeaderFlyweight.LENGTH;
        return this;
    }

    /**
     * @param id       of the file among the worker's
     * @param position of the payload in the file; of a FILE, the file's length
     * @param flags    {@link #WHOLE} and {@link #STORED}
     * @return this
     */
    public FileFlyweight file(final long id, final long position, final int flags) {
        buffer.putLong(offset + ID_OFFSET, id);
        buffer.putLong(offset + POSITION_OFFSET, position);
        buffer.putInt(offset + FLAGS_OFFSET, flags);
        return this;
    }

    /** @return number of the file among the worker's */
    public long id() {
        return buffer.getLong(offset + ID_OFFSET);
    }

    /** @return position of the payload in the file; of a FILE, the file's length in bytes */
    public long position() {
        return buffer.getLong(offset + POSITION_OFFSET);
    }

    /** @return whether all of its bytes were sent */
    public boolean isWhole() {
        return (buffer.getInt(offset + FLAGS_OFFSET) & WHOLE) != 0;
    }

    /** @return whether it is kept */
    public boolean isStored() {
        return (buffer.getInt(offset + FLAGS_OFFSET) & STORED) != 0;
    }

    /** Says that it is kept. */
    public void stored() {
        buffer.putInt(offset + FLAGS_OFFSET, buffer.getInt(offset + FLAGS_OFFSET) | STORED);
    }
}
