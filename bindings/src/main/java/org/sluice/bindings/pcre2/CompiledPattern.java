package org.sluice.bindings.pcre2;

import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_capture_count;
import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_code_free;
import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_group_number;
import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_jit_size;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A compiled regular expression, matched by any number of threads; whoever closes it makes sure that none still does.
 */
public final class CompiledPattern implements AutoCloseable {
    private MemorySegment pointer;

    CompiledPattern(MemorySegment pointer) {
        this.pointer = pointer;
    }

    /** Capturing groups, the whole match not counted. */
    public int captureCount() {
        return sluice_pcre2_capture_count(pointer());
    }

    /** Number of the group called {@code name}, or -1. */
    public int groupNumber(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return Math.max(-1, sluice_pcre2_group_number(pointer(), arena.allocateFrom(name)));
        }
    }

    /** Bytes of machine code; 0 when the pattern is one that has to be interpreted. */
    public long jitSizeBytes() {
        return sluice_pcre2_jit_size(pointer());
    }

    @Override
    public void close() {
        if (pointer != null) {
            sluice_pcre2_code_free(pointer);
            pointer = null;
        }
    }

    MemorySegment pointer() {
        if (pointer == null) {
            throw new IllegalStateException("the compiled pattern is closed");
        }
        return pointer;
    }
}
