package org.sluice.perf.traffic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What a frame of the lab carries at the beginning of its payload, so that its receiver can count loss, reordering and
 * duplicates and tell how long it was under way. It fits a UDP datagram in the smallest Ethernet frame.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |             magic             |        stream (trial)         |
 *   +-------------------------------+-------------------------------+
 *   |                           sequence                            |
 *   +---------------------------------------------------------------+
 *   |                 sent at, ns of the sender's                   |
 *   |                       monotonic clock                         |
 *   +-------------------------------+-------------------------------+
 *   |    late by, microseconds      |
 *   +-------------------------------+
 * </pre>
 *
 * <p>{@code late} is how long after its time by the schedule the frame was sent, {@value #MOST_LATE_US} at most:
 * latency
 * counted from that time is free of coordinated omission.
 */
public final class Stamp {
    /** Bytes of a stamp. */
    public static final int BYTES = 18;
    /** What {@code late} says at most. */
    public static final int MOST_LATE_US = 0xFFFF;

    static final int MAGIC = 0x51C3;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Stamp() {}

    /** Writes a stamp at {@code at}. */
    public static void write(MemorySegment to, long at, int stream, int sequence, long sentNs, int lateUs) {
        to.set(SHORT, at, (short) MAGIC);
        to.set(SHORT, at + 2, (short) stream);
        to.set(INT, at + 4, sequence);
        to.set(LONG, at + 8, sentNs);
        to.set(SHORT, at + 16, (short) lateUs);
    }

    /** Sum of a stamp's 16-bit words, for a checksum. */
    static long sum(int stream, int sequence, long sentNs, int lateUs) {
        return MAGIC + (stream & 0xFFFF) + (sequence >>> 16) + (sequence & 0xFFFF) + (sentNs >>> 48)
                + (sentNs >>> 32 & 0xFFFF) + (sentNs >>> 16 & 0xFFFF) + (sentNs & 0xFFFF) + (lateUs & 0xFFFF);
    }

    /**
     * Where the stamp of an Ethernet, IPv4, UDP or TCP frame of the lab lies, or -1 for any other frame, such as what
     * kernels and switches send of their own.
     */
    public static long find(MemorySegment frame, long offset, int length) {
        if (length < FlowFrames.UDP_PAYLOAD + BYTES || frame.get(SHORT, offset + 12) != 0x0800
                || frame.get(ValueLayout.JAVA_BYTE, offset + 14) != 0x45) {
            return -1;
        }
        int protocol = frame.get(ValueLayout.JAVA_BYTE, offset + 23);
        int payload = protocol == 17 ? FlowFrames.UDP_PAYLOAD : protocol == 6 ? FlowFrames.TCP_PAYLOAD : length;
        boolean stamped = payload + BYTES <= length && frame.get(SHORT, offset + payload) == (short) MAGIC;
        return stamped ? offset + payload : -1;
    }

    /** Stream of the stamp at {@code at}. */
    public static int stream(MemorySegment frame, long at) {
        return frame.get(SHORT, at + 2) & 0xFFFF;
    }

    /** Sequence number of the stamp at {@code at}. */
    public static int sequence(MemorySegment frame, long at) {
        return frame.get(INT, at + 4);
    }

    /** When the frame of the stamp at {@code at} was sent, in ns. */
    public static long sentNs(MemorySegment frame, long at) {
        return frame.get(LONG, at + 8);
    }

    /** How late it was sent, in microseconds. */
    public static int lateUs(MemorySegment frame, long at) {
        return frame.get(SHORT, at + 16) & 0xFFFF;
    }
}
