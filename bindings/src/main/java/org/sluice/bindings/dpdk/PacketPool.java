package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Packet memory: a pool of mbufs that ports receive into. */
public final class PacketPool implements AutoCloseable {
    private final String name;
    private final int count;
    private final int dataRoom;
    private final MemorySegment memory;
    private final int chunks;
    private MemorySegment pointer;

    /**
     * @param name unique in the process, at most 25 characters
     * @param count mbufs; best is a power of two minus one
     * @param cache mbufs each registered thread keeps for itself, at most 512; what matters most for speed
     * @param dataRoom bytes of a frame that one mbuf holds
     * @param numaNode where the memory lies, -1 for anywhere
     */
    public PacketPool(String name, int count, int cache, int dataRoom, int numaNode) {
        this.name = name;
        this.count = count;
        this.dataRoom = dataRoom;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            int result = sluice_dpdk_h.sluice_mempool_create(arena.allocateFrom(name), count, cache, dataRoom, numaNode,
                    out);
            if (result < 0) {
                throw new DpdkException("cannot make packet pool " + name + " of " + count + " buffers of " + dataRoom
                        + " bytes", result, "not enough memory in huge pages, or the name is taken, or the cache of "
                        + cache + " is over 512 or two thirds of the buffers");
            }
            pointer = out.get(ValueLayout.ADDRESS, 0);
            MemorySegment base = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            chunks = sluice_dpdk_h.sluice_mempool_region(pointer, base, length);
            memory = region(base.get(ValueLayout.JAVA_LONG, 0), length.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    /** The memory that all its mbufs lie in: what offsets of received frames are relative to. */
    public MemorySegment memory() {
        return memory;
    }

    /** Pieces the memory is made of; between pieces there may be holes that no frame lies in. */
    public int chunks() {
        return chunks;
    }

    /** Bytes of a frame that one mbuf holds. */
    public int dataRoom() {
        return dataRoom;
    }

    /** Mbufs there are. */
    public int count() {
        return count;
    }

    /** Mbufs that are free now, those in threads' caches counted. */
    public long available() {
        return sluice_dpdk_h.sluice_mempool_available(pointer());
    }

    /**
     * Makes a frame of our own; allocates and throws nothing.
     *
     * @param address of the frame's bytes, which are copied
     * @param length of the frame
     * @return its mbuf, to be sent or freed; or a negated error number when the pool is empty
     */
    public long make(long address, int length) {
        return sluice_burst_h.sluice_packet_make(pointer.address(), address, length);
    }

    /**
     * Frees mbufs.
     *
     * @param mbufs {@code long[]} off heap
     */
    public static void free(MemorySegment mbufs, int count) {
        sluice_burst_h.sluice_packet_free(mbufs.address(), count);
    }

    /** Gives the memory back: after all ports fed from it are closed. */
    @Override
    public void close() {
        if (pointer != null) {
            sluice_dpdk_h.sluice_mempool_free(pointer);
            pointer = null;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    MemorySegment pointer() {
        if (pointer == null) {
            throw new IllegalStateException("packet pool " + name + " is closed");
        }
        return pointer;
    }

    @SuppressWarnings("restricted")
    private static MemorySegment region(long base, long length) {
        return MemorySegment.ofAddress(base).reinterpret(length);
    }
}
