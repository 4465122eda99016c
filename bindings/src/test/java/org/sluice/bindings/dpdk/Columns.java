package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Columns of one burst for tests. */
final class Columns {
    final MemorySegment mbufs;
    final MemorySegment offsets;
    final MemorySegment lengths;
    final MemorySegment hashes;
    final MemorySegment flags;
    final MemorySegment verdicts;
    final MemorySegment scratch;
    private final MemorySegment memory;

    Columns(Arena arena, PacketPool pool, int scratchBytes) {
        mbufs = arena.allocate(ValueLayout.JAVA_LONG, RxQueue.BURST);
        offsets = arena.allocate(ValueLayout.JAVA_LONG, RxQueue.BURST);
        lengths = arena.allocate(ValueLayout.JAVA_INT, RxQueue.BURST);
        hashes = arena.allocate(ValueLayout.JAVA_INT, RxQueue.BURST);
        flags = arena.allocate(ValueLayout.JAVA_BYTE, RxQueue.BURST);
        verdicts = arena.allocate(ValueLayout.JAVA_BYTE, RxQueue.BURST);
        scratch = arena.allocate(scratchBytes);
        memory = pool.memory();
    }

    int receive(RxQueue rx) {
        return rx.receive(RxQueue.BURST, mbufs, offsets, lengths, hashes, flags, scratch);
    }

    int flags(int i) {
        return flags.get(ValueLayout.JAVA_BYTE, i);
    }

    void verdict(int i, byte verdict) {
        verdicts.set(ValueLayout.JAVA_BYTE, i, verdict);
    }

    byte[] frame(int i) {
        MemorySegment from = (flags(i) & RxQueue.IN_SCRATCH) != 0 ? scratch : memory;
        return from.asSlice(offsets.getAtIndex(ValueLayout.JAVA_LONG, i), lengths.getAtIndex(ValueLayout.JAVA_INT, i))
                .toArray(ValueLayout.JAVA_BYTE);
    }
}
