package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words. The sum does not depend on the byte order
 * it is taken in (section 2B), so bytes are added as native words, and swapped once at the end. A
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
    private static final int VECTOR_MIN = 96;
    /** (2^64 - 1) / 0xffff. */
    private static final long MOST_QUOTIENT = 0x0001_0001_0001_0001L;

    private Checksum() {}

    /** Sum of {@code length} bytes at {@code at}, 0 to 0xffff, not complemented. */
    public static int sum(MemorySegment memory, long at, int length) {
        return toBigEndian(fold(words(memory, at, length)));
    }

    /** Sum of the bytes as they lie in memory, not folded. */
    private static long words(MemorySegment memory, long at, int length) {
        int whole = length & ~3;
        long sum = length < VECTOR_MIN ? sumShort(memory, at, whole) : sumLong(memory, at, whole >>> 2);
        return sum + tail(memory, at + whole, length & 3);
    }

    /** A loop that the JIT turns into vector instructions, which pays from about 100 bytes on. */
    private static long sumLong(MemorySegment memory, long at, int words) {
        long sum = 0;
        for (int i = 0; i < words; i++) {
            sum += memory.get(INT, at + 4L * i) & LOW;
        }
        return sum;
    }

    /** Few steps, each known beforehand: below 100 bytes a loop costs more than what it adds. */
    private static long sumShort(MemorySegment memory, long at, int length) {
        long sum = 0;
        long next = at;
        for (int left = length; left >= 32; left -= 32) {
            sum += pairs(memory.get(LONG, next)) + pairs(memory.get(LONG, next + 8))
                    + pairs(memory.get(LONG, next + 16)) + pairs(memory.get(LONG, next + 24));
            next += 32;
        }
        if ((length & 16) != 0) {
            sum += pairs(memory.get(LONG, next)) + pairs(memory.get(LONG, next + 8));
            next += 16;
        }
        if ((length & 8) != 0) {
            sum += pairs(memory.get(LONG, next));
            next += 8;
        }
        return (length & 4) != 0 ? sum + (memory.get(INT, next) & LOW) : sum;
    }

    private static long pairs(long word) {
        return (word & LOW) + (word >>> 32);
    }

    /** Whether a transport segment of {@code length} bytes at {@code at} sums up with its pseudo header. */
    static boolean isSound(Packet packet, int protocol, int at, int length) {
        long pseudoHeader = asInMemory(pseudoHeader(packet, protocol, length));
        return isSound(pseudoHeader + words(packet.memory, packet.offset + at, length));
    }

    /** A sum of big-endian words, not folded, as one of words as they lie in memory. */
    private static long asInMemory(long sum) {
        return LITTLE_ENDIAN ? pairs(Long.reverseBytes(sum)) : sum;
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

    /**
     * Whether a sum of words that are not all 0 is a sound datagram's. The ones' complement sum of 16-bit words is a
     * multiple of {@code 0xffff} then, and a number is a multiple of an odd one exactly when its product with the
     * inverse modulo 2^64 is not above the largest quotient (Granlund and Montgomery, 1994, section 9). Here both are
     * the same but for the sign.
     */
    static boolean isSound(long sum) {
        return Long.compareUnsigned(-sum * MOST_QUOTIENT, MOST_QUOTIENT) <= 0;
    }

    /** A sum of 32-bit or 16-bit words, brought to 16 bits with its carries. */
    public static int fold(long sum) {
        long folded = (sum & LOW) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ((folded & 0xffff) + (folded >>> 16));
    }

    private static long tail(MemorySegment memory, long at, int length) {
        long sum = (length & 2) != 0 ? memory.get(SHORT, at) & 0xffff : 0;
        if ((length & 1) != 0) {
            int last = memory.get(ValueLayout.JAVA_BYTE, at + length - 1) & 0xff;
            sum += LITTLE_ENDIAN ? last : last << 8;
        }
        return sum;
    }

    private static int toBigEndian(int sum) {
        return LITTLE_ENDIAN ? Short.reverseBytes((short) sum) & 0xffff : sum;
    }
}
