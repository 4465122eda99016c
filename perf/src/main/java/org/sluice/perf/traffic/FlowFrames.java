package org.sluice.perf.traffic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.perf.traffic.FlowTraffic.Transport;

/**
 * The frame of {@link FlowTraffic}, written in place for one flow after another and stamped: Ethernet, IPv4, UDP or
 * TCP,
 * both checksums right. Sums of what stays are kept, so that a frame costs some additions whatever its length. Hot; no
 * allocation.
 */
public final class FlowFrames {
    /** Offset of a UDP datagram's payload in a frame. */
    static final int UDP_PAYLOAD = 42;
    /** Offset of a TCP segment's payload in a frame. */
    static final int TCP_PAYLOAD = 54;

    private static final int IP = 14;
    private static final int IP_CHECKSUM = IP + 10;
    private static final int ADDRESSES = IP + 12;
    private static final int L4 = IP + 20;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment frame;
    private final int length;
    private final int payload;
    private final int l4Checksum;
    private final boolean reversed;
    private final long ipSum;
    private final long l4Sum;

    /**
     * @param arena owner of the frame
     * @param size bytes of the frame with its check sequence
     * @param transport UDP, or TCP for which a frame needs 76 bytes
     * @param reversed whether frames go from server to client
     * @throws IllegalArgumentException when a frame of that size has no room for a {@link Stamp}
     */
    public FlowFrames(Arena arena, int size, Transport transport, boolean reversed) {
        this.length = size - FrameMix.FRAME_CHECK_SEQUENCE;
        this.payload = transport == Transport.TCP ? TCP_PAYLOAD : UDP_PAYLOAD;
        this.l4Checksum = L4 + (transport == Transport.TCP ? 16 : 6);
        this.reversed = reversed;
        requireRoom(size, transport);
        frame = arena.allocate(length, 64);
        MemorySegment.copy(new FlowTraffic(1, length, transport).frame(0), 0, frame, ValueLayout.JAVA_BYTE, 0, length);
        clear(IP_CHECKSUM, 2);
        clear(l4Checksum, 2);
        clear(payload, Stamp.BYTES);
        clear(ADDRESSES, 12);
        if (reversed) {
            frame.set(INT, 2, 1);
            frame.set(INT, 8, 2);
        }
        ipSum = sum(IP, L4);
        int protocol = transport == Transport.TCP ? 6 : 17;
        l4Sum = protocol + (length - L4) + sum(L4, length);
    }

    /**
     * Refuses a size without room for a {@link Stamp}.
     *
     * @param size bytes of a frame with its check sequence
     * @throws IllegalArgumentException with the least size
     */
    public static void requireRoom(int size, Transport transport) {
        int least = (transport == Transport.TCP ? TCP_PAYLOAD : UDP_PAYLOAD) + Stamp.BYTES
                + FrameMix.FRAME_CHECK_SEQUENCE;
        if (size < least) {
            throw new IllegalArgumentException("a " + transport + " frame of " + size + " bytes has no room for the "
                    + Stamp.BYTES + " bytes that tell of loss and latency: " + least
                    + " bytes is the least; UDP fits 64");
        }
    }

    /** Writes the frame of flow {@code i}, stamped. */
    public void write(int i, int stream, int sequence, long sentNs, int lateUs) {
        int client = 0x0A000000 + 1 + i % 0xFFFFFE;
        int server = 0xC6120000 + 1 + i % 0x1FFF0;
        int clientPort = 1024 + i % 60_000;
        int serverPort = 8000;
        frame.set(INT, ADDRESSES, reversed ? server : client);
        frame.set(INT, ADDRESSES + 4, reversed ? client : server);
        frame.set(SHORT, L4, (short) (reversed ? serverPort : clientPort));
        frame.set(SHORT, L4 + 2, (short) (reversed ? clientPort : serverPort));
        Stamp.write(frame, payload, stream, sequence, sentNs, lateUs);
        long addresses = (client >>> 16) + (client & 0xFFFF) + (server >>> 16) + (server & 0xFFFF);
        frame.set(SHORT, IP_CHECKSUM, (short) ~folded(ipSum + addresses));
        int l4 = ~folded(l4Sum + addresses + clientPort + serverPort + Stamp.sum(stream, sequence, sentNs,
                lateUs)) & 0xFFFF;
        // A UDP checksum of 0 means that there is none (RFC 768).
        frame.set(SHORT, l4Checksum, (short) (l4 == 0 && payload == UDP_PAYLOAD ? 0xFFFF : l4));
    }

    /** The frame's bytes, from offset 0. */
    public MemorySegment frame() {
        return frame;
    }

    /** Its length in bytes, without the frame check sequence. */
    public int length() {
        return length;
    }

    private void clear(int from, int bytes) {
        frame.asSlice(from, bytes).fill((byte) 0);
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
