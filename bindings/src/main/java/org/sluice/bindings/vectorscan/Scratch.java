package org.sluice.bindings.vectorscan;

import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_scratch_fit;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_scratch_free;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_scratch_size;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.bindings.NativeException;

/**
 * A thread's working memory for scans. It grows to fit every database it is shown; show it a new generation's databases
 * before the first scan with them.
 */
public final class Scratch implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment holder = arena.allocate(ValueLayout.ADDRESS);
    private MemorySegment pointer = MemorySegment.NULL;

    /** Makes it big enough for {@code database} too. Not while its thread scans. */
    public Scratch fit(Database database) {
        int result = sluice_hs_scratch_fit(database.pointer(), holder);
        pointer = holder.get(ValueLayout.ADDRESS, 0);
        NativeException.check(result, "cannot allocate scratch memory for a pattern database");
        return this;
    }

    /** Bytes of memory it occupies, 0 before it has seen a database. */
    public long sizeBytes() {
        return pointer.address() == 0 ? 0
                : NativeException.check(sluice_hs_scratch_size(pointer), "cannot tell the size of scratch memory");
    }

    @Override
    public void close() {
        if (pointer.address() != 0) {
            sluice_hs_scratch_free(pointer);
            pointer = MemorySegment.NULL;
        }
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    long address() {
        return pointer.address();
    }
}
