package org.sluice.dataplane.pipeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.sluice.bindings.posix.Posix;

/**
 * Memory for large tables: zeroed, and taken from the machine only as it is first written, so that room for what may come
 * costs nothing until it does. Cold, but that a first write waits for the kernel: half a microsecond for a page, some 100
 * for a huge one.
 */
final class LargeMemory implements SegmentAllocator {
    private static final long HUGE_PAGE = 2 << 20;
    /** What is smaller is not worth a mapping of its own. */
    private static final long LEAST = 64 << 10;

    private final Arena arena;
    private final boolean huge;

    private LargeMemory(Arena arena, boolean huge) {
        this.arena = arena;
        this.huge = huge;
    }

    /** @param arena owner of all that is allocated */
    static SegmentAllocator of(Arena arena) {
        return new LargeMemory(arena, false);
    }

    /**
     * For tables that are read at random: in huge pages where the kernel gives them, as a read then misses one cache instead
     * of two.
     *
     * @param arena owner of all that is allocated
     */
    static SegmentAllocator inHugePages(Arena arena) {
        return new LargeMemory(arena, true);
    }

    @Override
    public MemorySegment allocate(long bytes, long alignment) {
        if (bytes < LEAST || alignment > HUGE_PAGE) {
            return arena.allocate(bytes, alignment);
        }
        if (!huge || bytes < HUGE_PAGE) {
            return Posix.mapMemory(bytes, arena);
        }
        // Whole pages, so that none is shared with what is beside them.
        MemorySegment region = Posix.mapMemory((bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE, arena);
        Posix.adviseHugePages(region);
        return region.asSlice(0, bytes);
    }
}
