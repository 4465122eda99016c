package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;

/**
 * Consecutive bytes of one direction of a stream: a tail of bytes delivered before, then new ones.
 *
 * <pre>
 *   offset                  offset + newOffset             offset + length
 *   | delivered before      | new                          |
 *   streamOffset            streamOffset + newOffset
 * </pre>
 *
 * One reused object; it and its bytes are valid during the call that hands it out.
 */
public final class StreamWindow {
    /** Memory the bytes lie in, a native segment. */
    public MemorySegment memory = MemorySegment.NULL;
    /** Offset of the first byte in {@link #memory}. */
    public long offset;
    /** Bytes in all. */
    public int length;
    /** Number of the first byte in its direction, counted from 0, gaps included. */
    public long streamOffset;
    /** Offset, from the window's first byte, of the first byte not delivered before. */
    public int newOffset;
    /** Bytes are missing before the new ones (then {@link #newOffset} is 0). */
    public boolean gap;
    /**
     * A packet of the other end brought these bytes: it acknowledged them, or bytes before them that were never seen.
     * Rules are to look at them with the next packet of their sender: {@link StreamListener#onDeferred}.
     */
    public boolean deferred;
    /** No byte follows: the sender's FIN is next. */
    public boolean end;

    /** New bytes. */
    public int newLength() {
        return length - newOffset;
    }

    /** Absolute address of the window's first byte, for native scans. */
    public long address() {
        return memory.address() + offset;
    }
}
