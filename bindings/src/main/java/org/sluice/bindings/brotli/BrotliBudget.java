package org.sluice.bindings.brotli;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The memory that one thread's brotli decoders may take together. Neither it nor they may be used by another thread. */
public final class BrotliBudget {
    private final MemorySegment struct;

    /**
     * @param arena must outlive every decoder made with the budget
     * @param limitBytes most memory of all decoders together
     */
    public BrotliBudget(Arena arena, long limitBytes) {
        struct = sluice_brotli_budget.allocate(arena);
        sluice_brotli_budget.limit(struct, limitBytes);
    }

    /** Bytes that decoders hold now. */
    public long used() {
        return sluice_brotli_budget.used(struct);
    }

    /** Most bytes that they ever held at once. */
    public long peak() {
        return sluice_brotli_budget.peak(struct);
    }

    /** Times that memory was refused. */
    public long refused() {
        return sluice_brotli_budget.refused(struct);
    }

    long address() {
        return struct.address();
    }
}
