package org.sluice.dataplane.pipeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A shared arena that counts what is taken of it. */
final class CountingArena implements Arena {
    private final Arena arena = Arena.ofShared();
    private long bytes;

    /** Bytes allocated so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        bytes += byteSize;
        return arena.allocate(byteSize, byteAlignment);
    }

    @Override
    public MemorySegment.Scope scope() {
        return arena.scope();
    }

    @Override
    public void close() {
        arena.close();
    }
}
