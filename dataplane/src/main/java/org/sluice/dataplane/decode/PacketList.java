package org.sluice.dataplane.decode;

/**
 * The packets of one burst, preallocated: each frame's own, then, behind it in order, those found inside it. Decode and
 * defrag append; the inspector walks it.
 */
public final class PacketList {
    private final Packet[] packets;
    private int size;
    private long overflows;

    /** @param capacity most packets at once; what is found past that is not inspected, and counted */
    public PacketList(int capacity) {
        packets = new Packet[capacity];
        for (int i = 0; i < capacity; i++) {
            packets[i] = new Packet();
        }
    }

    /** The next free packet, or null when the list is full (counted). */
    public Packet claim() {
        if (size == packets.length) {
            overflows++;
            return null;
        }
        return packets[size++];
    }

    /** Packet {@code i}, 0 to {@link #size()}-1. */
    public Packet get(int i) {
        return packets[i];
    }

    /** Packets in use. */
    public int size() {
        return size;
    }

    /** Claims refused since start. */
    public long overflows() {
        return overflows;
    }

    /** Gives back the packets from index {@code size} on. */
    void shrink(int size) {
        this.size = size;
    }

    /** Forgets all packets. */
    public void clear() {
        size = 0;
    }
}
