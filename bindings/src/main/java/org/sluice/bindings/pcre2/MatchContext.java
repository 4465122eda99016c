package org.sluice.bindings.pcre2;

import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_context_create;
import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_context_free;
import static org.sluice.bindings.pcre2.sluice_pcre2_h.sluice_pcre2_match;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.bindings.NativeException;

/** What one thread needs to match: limits, JIT stack and group offsets, all allocated here. */
public final class MatchContext implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment offsets;
    private final int groups;
    private MemorySegment pointer;

    /**
     * @param groups groups whose offsets are kept, the whole match counted
     * @param matchLimit steps one match may take
     * @param depthLimit nested steps one match may take, where the pattern is interpreted
     * @param heapLimitKib KiB one match may allocate, where the pattern is interpreted
     * @param jitStackBytes stack of the compiled code
     */
    public MatchContext(int groups, int matchLimit, int depthLimit, int heapLimitKib, long jitStackBytes) {
        if (groups < 1) {
            throw new IllegalArgumentException("groups " + groups + ": the whole match is one, so at least 1");
        }
        this.groups = groups;
        offsets = arena.allocate(ValueLayout.JAVA_INT, 2L * groups);
        MemorySegment created = arena.allocate(ValueLayout.ADDRESS);
        NativeException.check(sluice_pcre2_context_create(groups, matchLimit, depthLimit, heapLimitKib, jitStackBytes,
                created), "cannot allocate a match context with a stack of " + jitStackBytes + " bytes");
        pointer = created.get(ValueLayout.ADDRESS, 0);
    }

    /**
     * Matches bytes in native memory. Allocates and throws nothing.
     *
     * @param address of the subject's first byte; look-behinds see from here on
     * @param length of the subject in bytes
     * @param startOffset where in the subject the search starts, 0 to length
     * @return the number of the highest group that took part plus one (at most the groups kept), 0 for no match, or an
     *     error below zero: see {@link Pcre2#isLimit}
     */
    public int match(CompiledPattern pattern, long address, int length, int startOffset) {
        return sluice_pcre2_match(pattern.pointer(), pointer, address, length, startOffset, 0, offsets.address(),
                2 * groups);
    }

    /** Start of {@code group} (0: the whole match) in the last match, -1 when it took no part. */
    public int groupStart(int group) {
        return offsets.getAtIndex(ValueLayout.JAVA_INT, 2L * group);
    }

    /** End of {@code group} (0: the whole match) in the last match, -1 when it took no part. */
    public int groupEnd(int group) {
        return offsets.getAtIndex(ValueLayout.JAVA_INT, 2L * group + 1);
    }

    @Override
    public void close() {
        if (pointer != null) {
            sluice_pcre2_context_free(pointer);
            pointer = null;
            arena.close();
        }
    }
}
