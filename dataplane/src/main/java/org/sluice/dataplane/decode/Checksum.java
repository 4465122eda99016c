package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words. The sum does not depend on the byte order
 * it is taken in (section 2B), so bytes are added as native words, eight at a time, and swapped once at the end. A
 * datagram is sound when the sum over all of it, checksum included, is {@code 0xffff}.
 */
public final class Checksum {
    /** Sum of a sound datagram. */
    public static final int SOUND = 0xffff;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long LOW = 0xffff_ffffL;

    private Checksum() {}

    /** Sum of {@code length} bytes at {@code at}, 0 to 0xffff, not complemented. */
    public static int sum(MemorySegment memory, long at, int length) {
        long even = 0;
        long odd = 0;
        int i = 0;
        for (int stop = length - 15; i < stop; i += 16) {
            long first = memory.get(LONG, at + i);
            long second = memory.get(LONG, at + i + 8);
            even += (first & LOW) + (first >>> 32);
            odd += (second & LOW) + (second >>> 32);
        }
        return toBigEndian(fold(even + odd + tail(memory, at + i, length - i)));
    }

    /** Whether a transport segment of {@code length} bytes at {@code at} sums up with its pseudo header. */
    static boolean isSound(Packet packet, int protocol, int at, int length) {
        long sum = pseudoHeader(packet, protocol, length) + sum(packet.memory, packet.offset + at, length);
        return fold(sum) == SOUND;
    }

    /** Sum, not folded, of the pseudo header (RFC 9293, section 3.1; RFC 8200, section 8.1). */
    static long pseudoHeader(Packet packet, int protocol, int length) {
        long sum = (packet.sourceLow & LOW) + (packet.destinationLow & LOW) + protocol + length;
        if (packet.ipVersion == 6) {
            sum += (packet.sourceLow >>> 32) + (packet.destinationLow >>> 32);
            sum += (packet.sourceHigh >>> 32) + (packet.sourceHigh & LOW);
            sum += (packet.destinationHigh >>> 32) + (packet.destinationHigh & LOW);
        }
        return sum;
    }

    /** A sum of 32-bit or 16-bit words, brought to 16 bits with its carries. */
    public static int fold(long sum) {
        long folded = (sum & LOW) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16 & 0xffff) + (folded >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ((folded & 0xffff) + (folded >>> 16));
    }

    private static long tail(MemorySegment memory, long at, int length) {
        long sum = 0;
        long next = at;
        if ((length & 8) != 0) {
            long word = memory.get(LONG, next);
            sum += (word & LOW) + (word >>> 32);
            next += 8;
        }
        if ((length & 4) != 0) {
            sum += memory.get(INT, next) & LOW;
            next += 4;
        }
        if ((length & 2) != 0) {
            sum += memory.get(SHORT, next) & 0xffff;
            next += 2;
        }
        if ((length & 1) != 0) {
            int last = memory.get(ValueLayout.JAVA_BYTE, next) & 0xff;
            sum += LITTLE_ENDIAN ? last : last << 8;
        }
        return sum;
    }

    private static int toBigEndian(int sum) {
        return LITTLE_ENDIAN ? Short.reverseBytes((short) sum) & 0xffff : sum;
    }
}
