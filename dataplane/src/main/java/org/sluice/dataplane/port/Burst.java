package org.sluice.dataplane.port;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Up to {@value #CAPACITY} frames as preallocated columns: the slot of a pipeline's ring.
 *
 * <p>The port that receives fills columns {@code 0 .. count-1}; inspectors read them and write back only the verdict
 * column; the port that transmits sends or frees by verdict. The columns are off heap so that one downcall fills or
 * reads them all.
 *
 * <p>A frame's bytes are {@code length(i)} bytes at {@code offset(i)} of {@code memory(i)}. That is the port's packet
 * memory (a mempool, or a capture's buffer), or this burst's own scratch region when the frame came as several
 * segments and was laid out in one piece by copy.
 */
public final class Burst {
    /** Frames a burst can hold. */
    public static final int CAPACITY = 64;

    /** Verdict: send the frame to the other end of the wire. */
    public static final byte FORWARD = 0;
    /** Verdict: free the frame. */
    public static final byte DROP = 1;

    /** Disposition: inspect the frames. */
    public static final byte INSPECT = 0;
    /** Disposition: the ring is too full; the overload policy already gave every frame its verdict. */
    public static final byte SHED = 1;

    /** Flag: the frame lies in {@link #scratch}, not in {@link #frames}. */
    public static final byte IN_SCRATCH = 1;
    /** Flag: only a part of the frame is visible: it was longer than the capture or the scratch region. */
    public static final byte TRUNCATED = 2;

    /** Eight verdicts at once, the first in the lowest byte; each is one bit. */
    private static final ValueLayout.OfLong VERDICTS =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** {@code long[CAPACITY]}: handles of the frames' buffers (mbuf addresses), 0 where the source has none. */
    public final MemorySegment handles;
    /** {@code long[CAPACITY]}: offset of each frame in its memory. */
    public final MemorySegment offsets;
    /** {@code int[CAPACITY]}: bytes of each frame. */
    public final MemorySegment lengths;
    /**
     * {@code int[CAPACITY]}: symmetric hash of each frame's addresses as the source computed it, 0 where it did not.
     */
    public final MemorySegment hashes;
    /** {@code byte[CAPACITY]}: {@link #IN_SCRATCH} and {@link #TRUNCATED}. */
    public final MemorySegment flags;
    /** {@code byte[CAPACITY]}: {@link #FORWARD} or {@link #DROP}. */
    public final MemorySegment verdicts;
    /** When each frame was received, in ns since the Unix epoch. */
    public final long[] timestampsNs = new long[CAPACITY];
    /** pcap link type (LINKTYPE_*) of each frame; 1 is Ethernet. */
    public final int[] linkTypes = new int[CAPACITY];
    /** Region that frames of several segments are copied to. */
    public final MemorySegment scratch;

    /** Packet memory that offsets without {@link #IN_SCRATCH} point into. Set by the source, the same for its life. */
    public MemorySegment frames = MemorySegment.NULL;
    /** Number of frames in this burst. */
    public int count;
    /** Number, counted from 1 over the source's life, of the first frame in this burst. */
    public long firstFrameNumber;
    /** {@link #INSPECT} or {@link #SHED}. */
    public byte disposition;
    /** Index of the receiving port. */
    public int portIndex;

    /**
     * @param arena owner of the columns
     * @param scratchBytes size of the region for frames of several segments
     */
    public Burst(Arena arena, long scratchBytes) {
        handles = arena.allocate(ValueLayout.JAVA_LONG, CAPACITY);
        offsets = arena.allocate(ValueLayout.JAVA_LONG, CAPACITY);
        lengths = arena.allocate(ValueLayout.JAVA_INT, CAPACITY);
        hashes = arena.allocate(ValueLayout.JAVA_INT, CAPACITY);
        flags = arena.allocate(ValueLayout.JAVA_BYTE, CAPACITY);
        verdicts = arena.allocate(ValueLayout.JAVA_BYTE, CAPACITY);
        scratch = scratchBytes == 0 ? MemorySegment.NULL : arena.allocate(scratchBytes, 64);
        java.util.Arrays.fill(linkTypes, 1);
    }

    /** The memory that frame {@code i}'s offset points into. */
    public MemorySegment memory(int i) {
        return (flags.get(ValueLayout.JAVA_BYTE, i) & IN_SCRATCH) == 0 ? frames : scratch;
    }

    /** Offset of frame {@code i} in its memory. */
    public long offset(int i) {
        return offsets.getAtIndex(ValueLayout.JAVA_LONG, i);
    }

    /** Bytes of frame {@code i}. */
    public int length(int i) {
        return lengths.getAtIndex(ValueLayout.JAVA_INT, i);
    }

    /** Bytes of all frames. */
    public long totalLength() {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += length(i);
        }
        return total;
    }

    /** Hash of frame {@code i} by its source, or 0. */
    public int hash(int i) {
        return hashes.getAtIndex(ValueLayout.JAVA_INT, i);
    }

    /** Sets frame {@code i}'s hash. */
    public void hash(int i, int hash) {
        hashes.setAtIndex(ValueLayout.JAVA_INT, i, hash);
    }

    /** Whether frame {@code i} is longer than what is visible of it. */
    public boolean isTruncated(int i) {
        return (flags.get(ValueLayout.JAVA_BYTE, i) & TRUNCATED) != 0;
    }

    /** Whether frame {@code i} lies in the buffer that is forwarded, and not in a copy. */
    public boolean isInPlace(int i) {
        return (flags.get(ValueLayout.JAVA_BYTE, i) & IN_SCRATCH) == 0;
    }

    /** Frames whose verdict is {@link #DROP}. */
    public int drops() {
        int drops = 0;
        for (int i = 0; i < count; i += Long.BYTES) {
            long eight = verdicts.get(VERDICTS, i);
            int behind = Math.max(0, i + Long.BYTES - count);
            drops += Long.bitCount(eight << Byte.SIZE * behind);
        }
        return drops;
    }

    /** {@link #FORWARD} or {@link #DROP}. */
    public byte verdict(int i) {
        return verdicts.get(ValueLayout.JAVA_BYTE, i);
    }

    /** Sets frame {@code i}'s verdict. */
    public void verdict(int i, byte verdict) {
        verdicts.set(ValueLayout.JAVA_BYTE, i, verdict);
    }
}
