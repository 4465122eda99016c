package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;

/**
 * What a glance at the frames of a burst tells of plain datagrams: between whom they go. That is enough to find their
 * flows; whether a frame has to be decoded as well, its flow knows. Plain is what {@link CommonFrame} takes for common,
 * with UDP and a payload, and a sound IP header; all else is for the {@link Decoder} to look at.
 *
 * <p>Works on columns in short loops without calls, so that what is checked of a memory is checked once a loop.
 */
public final class DatagramGlance {
    /** By frame: IPv4 address and port of the sender, {@code address << 16 | port}. */
    public final long[] sources;
    /** By frame: the same of the receiver. */
    public final long[] destinations;

    private final Decoder decoder;

    /**
     * @param decoder that the frames would be decoded by
     * @param capacity frames of a burst, 64 at most
     */
    public DatagramGlance(Decoder decoder, int capacity) {
        this.decoder = decoder;
        sources = new long[capacity];
        destinations = new long[capacity];
    }

    /**
     * Looks at the frames {@code from..to-1} that are in {@code frames}, a bit each: Ethernet frames, all of whose
     * bytes lie in {@code memory}.
     *
     * @return those that are plain datagrams
     */
    public long look(MemorySegment memory, long[] offsets, int[] lengths, long frames, int from, int to) {
        long plain = 0;
        for (int i = from; i < to; i++) {
            if ((frames >>> i & 1) != 0 && isPlain(memory, offsets[i], lengths[i], i)) {
                plain |= 1L << i;
            }
        }
        return plain;
    }

    private boolean isPlain(MemorySegment memory, long offset, int length, int i) {
        if (length < CommonFrame.SHORTEST) {
            return false;
        }
        long first = Octets.i64(memory, offset + CommonFrame.IP);
        long second = Octets.i64(memory, offset + CommonFrame.IP + 8);
        long third = Octets.i64(memory, offset + CommonFrame.IP + 16);
        int udpLength = Octets.u16(memory, offset + CommonFrame.TRANSPORT + 4);
        int ipLength = (int) (first >>> 32) & 0xffff;
        boolean isPlain = Octets.u16(memory, offset + 12) == EtherType.IPV4 & CommonFrame.isPlain(first)
                & ((int) (second >>> 48) & 0xff) == Transport.UDP
                & ipLength <= length - CommonFrame.IP
                & udpLength > Udp.HEADER & udpLength <= ipLength - Ipv4.MIN_HEADER;
        int sourcePort = (int) third >>> 16;
        int destinationPort = (int) third & 0xffff;
        sources[i] = (second & CommonFrame.LOW) << 16 | sourcePort;
        destinations[i] = third >>> 16 & ~0xffffL | destinationPort;
        return isPlain && decoder.isNoTunnel(sourcePort, destinationPort)
                && (!decoder.checksums || CommonFrame.isSound(first, second, third));
    }
}
