package org.sluice.dataplane.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A fixed region of native memory handed out in blocks of powers of two by the binary buddy scheme (Knuth, TAOCP 1,
 * 2.5): a block that is freed joins its buddy, so no traffic can leave the region in useless pieces. The region's size
 * is the memcap. One thread; taking and freeing cost at most one step an order and allocate nothing.
 */
public final class BuddyPool {
    /** Smallest block, bytes. */
    public static final int MIN_BLOCK = 256;
    /** Largest block, bytes. */
    public static final int MAX_BLOCK = 1 << 20;

    private static final int MIN_SHIFT = 8;
    private static final int ORDERS = 13;
    private static final int NONE = -1;
    private static final byte FREE = 0x40;
    /** Not the first unit of a block. */
    private static final byte INNER = 0x20;

    private final Arena arena;
    /** Pieces of {@link #MAX_BLOCK} bytes, committed one after the other as a new peak needs them. */
    private final MemorySegment[] pieces;
    private int committed;
    // Per unit of MIN_BLOCK bytes; a block is known by its first unit.
    private final int[] next;
    private final int[] previous;
    private final byte[] state;
    private final int[] freeHead = new int[ORDERS];
    private final long capacity;
    private long used;
    private long peak;
    private long refusals;
    private final AppCounters counters;

    /** A pool that keeps its counts to itself. */
    public BuddyPool(Arena arena, long bytes) {
        this(arena, bytes, new AppCounters());
    }

    /**
     * @param arena whose life the memory has; its pieces are taken on the thread that uses the pool
     * @param bytes size of the region, rounded up to a whole number of the largest block
     * @param counters told of refusals, and of bytes cut for want of room
     */
    public BuddyPool(Arena arena, long bytes, AppCounters counters) {
        this.arena = arena;
        this.counters = counters;
        pieces = new MemorySegment[Math.toIntExact(Math.max(1, (bytes + MAX_BLOCK - 1) / MAX_BLOCK))];
        capacity = (long) pieces.length * MAX_BLOCK;
        int units = Math.toIntExact(capacity >>> MIN_SHIFT);
        next = new int[units];
        previous = new int[units];
        state = new byte[units];
        Arrays.fill(state, INNER);
        Arrays.fill(freeHead, NONE);
        commit();
    }

    /**
     * Takes a block of at least {@code bytes}: its handle, or -1 when none is left or it would be too large (counted).
     */
    public int take(int bytes) {
        int order = order(bytes);
        if (bytes <= MAX_BLOCK) {
            for (int from = order; from < ORDERS; from++) {
                int block = freeHead[from];
                if (block != NONE) {
                    unlink(block, from);
                    while (from > order) {
                        from--;
                        link(block + (1 << from), from);
                    }
                    state[block] = (byte) order;
                    used += (long) MIN_BLOCK << order;
                    peak = Math.max(peak, used);
                    return block;
                }
                if (from == ORDERS - 1 && committed < pieces.length) {
                    commit();
                    from--;
                }
            }
        }
        refuse();
        return NONE;
    }

    /** Counts a refusal, this pool's or that of memory which others hold for the same traffic. */
    public void refuse() {
        refusals++;
        counters.add(AppCounter.MEMORY_REFUSED, 1);
    }

    /** Counts bytes that a buffer did not take. */
    void countCut(int bytes) {
        counters.add(AppCounter.BYTES_CUT, bytes);
    }

    /** Gives a block back. */
    public void free(int block) {
        int order = state[block];
        used -= (long) MIN_BLOCK << order;
        int head = block;
        while (order < ORDERS - 1) {
            int buddy = head ^ 1 << order;
            if (state[buddy] != (byte) (FREE | order)) {
                break;
            }
            unlink(buddy, order);
            state[Math.max(head, buddy)] = INNER;
            head = Math.min(head, buddy);
            order++;
        }
        link(head, order);
    }

    /** The memory the block lies in. */
    public MemorySegment memory(int block) {
        return pieces[block >>> ORDERS - 1];
    }

    /** Where the block lies in its {@link #memory}. */
    public long offset(int block) {
        return (long) (block & (1 << ORDERS - 1) - 1) << MIN_SHIFT;
    }

    /** Bytes of the block. */
    public int size(int block) {
        return MIN_BLOCK << state[block];
    }

    /** Bytes handed out. */
    public long used() {
        return used;
    }

    /** Most bytes ever handed out at once. */
    public long peak() {
        return peak;
    }

    /** Bytes of the region. */
    public long capacity() {
        return capacity;
    }

    /** Requests refused since start. */
    public long refusals() {
        return refusals;
    }

    private void commit() {
        pieces[committed] = arena.allocate(MAX_BLOCK, 64);
        link(committed << ORDERS - 1, ORDERS - 1);
        committed++;
    }

    private static int order(int bytes) {
        return bytes <= MIN_BLOCK ? 0 : 32 - Integer.numberOfLeadingZeros(bytes - 1) - MIN_SHIFT;
    }

    private void link(int block, int order) {
        int head = freeHead[order];
        next[block] = head;
        previous[block] = NONE;
        if (head != NONE) {
            previous[head] = block;
        }
        freeHead[order] = block;
        state[block] = (byte) (FREE | order);
    }

    private void unlink(int block, int order) {
        int after = next[block];
        int before = previous[block];
        if (before == NONE) {
            freeHead[order] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
        state[block] = INNER;
    }
}
