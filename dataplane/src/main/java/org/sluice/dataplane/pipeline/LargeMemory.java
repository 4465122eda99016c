package org.sluice.dataplane.pipeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.sluice.bindings.posix.Posix;

/**
 * Memory for large tables that are read at random: in huge pages where the kernel gives them, as a read then misses one
 * cache instead of two. Cold.
 */
final class LargeMemory implements SegmentAllocator {
    private static final long HUGE_PAGE = 2 << 20;

    private final Arena arena;

    /** @param arena owner of all that is allocated */
    LargeMemory(Arena arena) {
        this.arena = arena;
    }

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        if (bytes < HUGE_PAGE) {
            return arena.allocate(bytes, alignment);
        }
        // Whole pages, so that none is shared with what is beside them.
        long pages = (bytes + HUGE_PAGE - 1) / HUGE_PAGE;
        MemorySegment region = arena.allocate(pages * HUGE_PAGE, Math.max(HUGE_PAGE, alignment));
        Posix.adviseHugePages(region);
        return region.asSlice(0, bytes);
    }
}
