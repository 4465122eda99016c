package org.sluice.perf.conversation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A frame of a script: Ethernet, IPv4, TCP or UDP. Addresses, the IP identification and both checksums are written
 * for each
 * conversation; the identification is the step's number, by which the other end knows it. Hot: {@link #write}.
 */
public final class Step {
    private static final int IP = 14;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final boolean fromClient;
    private final MemorySegment frame;
    private final int l4Checksum;
    private final boolean udp;
    private final long ipSum;
    private final long l4Sum;
    private final int payloadBytes;

    /**
     * @param bytes a frame that {@link #isUsable}
     * @param number in its script, from 0
     */
    Step(Arena arena, byte[] bytes, boolean fromClient, int number) {
        this.fromClient = fromClient;
        frame = arena.allocate(bytes.length, 64);
        MemorySegment.copy(bytes, 0, frame, ValueLayout.JAVA_BYTE, 0, bytes.length);
        int l4 = IP + (bytes[IP] & 0xF) * 4;
        int end = IP + (frame.get(SHORT, IP + 2) & 0xFFFF);
        udp = bytes[IP + 9] == 17;
        l4Checksum = l4 + (udp ? 6 : 16);
        payloadBytes = end - l4 - (udp ? 8 : (bytes[l4 + 12] >>> 4 & 0xF) * 4);
        frame.set(INT, IP + 12, 0);
        frame.set(INT, IP + 16, 0);
        frame.set(SHORT, IP + 4, (short) (number + 1));
        frame.set(SHORT, IP + 10, (short) 0);
        frame.set(SHORT, l4Checksum, (short) 0);
        ipSum = sum(IP, l4);
        l4Sum = sum(l4, end) + (end - l4) + (udp ? 17 : 6);
    }

    /** Whether a frame can be a step: IPv4 without tags around, TCP or UDP, whole and no fragment. */
    static boolean isUsable(byte[] bytes) {
        if (bytes.length < 42 || bytes[12] != 8 || bytes[13] != 0 || (bytes[IP] & 0xF0) != 0x40) {
            return false;
        }
        int l4 = IP + (bytes[IP] & 0xF) * 4;
        int end = IP + ((bytes[IP + 2] & 0xFF) << 8 | bytes[IP + 3] & 0xFF);
        boolean fragment = (bytes[IP + 6] & 0x3F) != 0 || bytes[IP + 7] != 0;
        int header = bytes[IP + 9] == 6 ? 20 : bytes[IP + 9] == 17 ? 8 : Integer.MAX_VALUE / 2;
        return l4 >= IP + 20 && l4 + header <= end && end <= bytes.length && !fragment;
    }

    /** Writes the frame for a conversation. */
    public void write(int client, int server) {
        frame.set(INT, IP + 12, fromClient ? client : server);
        frame.set(INT, IP + 16, fromClient ? server : client);
        long addresses = (client >>> 16) + (client & 0xFFFF) + (server >>> 16) + (server & 0xFFFF);
        frame.set(SHORT, IP + 10, (short) ~folded(ipSum + addresses));
        int l4 = ~folded(l4Sum + addresses) & 0xFFFF;
        frame.set(SHORT, l4Checksum, (short) (l4 == 0 && udp ? 0xFFFF : l4));
    }

    /** Whether the client sends it. */
    public boolean fromClient() {
        return fromClient;
    }

    /** Bytes of payload. */
    public int payloadBytes() {
        return payloadBytes;
    }

    /** The frame, as it was written last. */
    public MemorySegment frame() {
        return frame;
    }

    /** Its bytes. */
    public int length() {
        return (int) frame.byteSize();
    }

    private long sum(int from, int to) {
        long total = 0;
        for (int i = from; i < to; i++) {
            int octet = frame.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
            total += (i - from) % 2 == 0 ? octet << 8 : octet;
        }
        return total;
    }

    private static int folded(long sum) {
        long total = sum;
        while (total >>> 16 != 0) {
            total = (total & 0xFFFF) + (total >>> 16);
        }
        return (int) total;
    }
}
