package org.sluice.control.journal;

import net.openhft.chronicle.bytes.Bytes;
import org.agrona.concurrent.UnsafeBuffer;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventType;

/**
 * One event as a {@link JournalReader} finds it. In the journal an entry is
 *
 * <pre>
 *    0                               8
 *   +-------------------------------+--------------------------------+
 *   | start ns of the data plane    | the event, as in its ring      |
 *   +-------------------------------+--------------------------------+
 * </pre>
 *
 * Reused from event to event.
 */
public final class JournalEntry {
    static final int PREFIX_LENGTH = 8;

    private final EventHeaderFlyweight header = new EventHeaderFlyweight();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private byte[] bytes = buffer.byteArray();
    private long index;
    private long startNs;
    private int length;

    boolean take(final long index, final Bytes<?> from) {
        final long available = from.readRemaining();
        if (available < PREFIX_LENGTH + EventHeaderFlyweight.LENGTH || available > Integer.MAX_VALUE) {
            return false;
        }
        this.index = index;
        startNs = from.readLong();
        length = (int)available - PREFIX_LENGTH;
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
            buffer.wrap(bytes);
        }
        from.read(bytes, 0, length);
        header.wrap(buffer, 0);
        return true;
    }

    /** @return where it is in the journal */
    public long index() {
        return index;
    }

    /** @return start of the data plane that wrote it, ns since the epoch */
    public long startNs() {
        return startNs;
    }

    /** @return its type, null when this release does not know it */
    public EventType type() {
        return header.type();
    }

    /** @return its header */
    public EventHeaderFlyweight header() {
        return header;
    }

    /** @return holds the event from offset 0 on, until the next is read */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** @return bytes of the event */
    public int length() {
        return length;
    }
}
