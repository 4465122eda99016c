package org.sluice.perf.generate;

import java.util.Arrays;

/**
 * Which frames of a stream have arrived: one bit each, so that losses, duplicates and reordering are exact. A frame is
 * reordered when a later one was there before it (RFC 4737, section 3.3).
 *
 * <p>Hot: {@link #received}; no allocation. One thread.
 */
public final class SequenceLedger {
    private final long[] seen;
    private long next;
    private long distinct;
    private long duplicates;
    private long reordered;
    private long strangers;

    /** @param most frames the stream may have */
    public SequenceLedger(long most) {
        seen = new long[Math.toIntExact((most + 63) >>> 6)];
    }

    /** Most frames it has room for. */
    public long capacity() {
        return (long) seen.length << 6;
    }

    /** Forgets everything. */
    public void reset() {
        Arrays.fill(seen, 0);
        next = 0;
        distinct = 0;
        duplicates = 0;
        reordered = 0;
        strangers = 0;
    }

    /**
     * A frame has arrived.
     *
     * @return whether it is the first of its number
     */
    public boolean received(long sequence) {
        if (sequence < 0 || sequence >= capacity()) {
            strangers++;
            return false;
        }
        int word = (int) (sequence >>> 6);
        long bit = 1L << sequence;
        if ((seen[word] & bit) != 0) {
            duplicates++;
            return false;
        }
        seen[word] |= bit;
        distinct++;
        if (sequence < next) {
            reordered++;
        } else {
            next = sequence + 1;
        }
        return true;
    }

    /** Different frames that arrived. */
    public long distinct() {
        return distinct;
    }

    /** Frames that arrived again. */
    public long duplicates() {
        return duplicates;
    }

    /** Frames that came after a later one. */
    public long reordered() {
        return reordered;
    }

    /** Frames with a number that was never sent. */
    public long strangers() {
        return strangers;
    }

    /**
     * The last of the first {@code sent} frames that has not arrived.
     *
     * @return its number, -1 when all did
     */
    public long lastLost(long sent) {
        for (long i = sent - 1; i >= 0; i--) {
            if ((seen[(int) (i >>> 6)] >>> i & 1) == 0) {
                return i;
            }
        }
        return -1;
    }
}
