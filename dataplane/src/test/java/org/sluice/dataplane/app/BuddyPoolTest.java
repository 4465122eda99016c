package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BuddyPoolTest {
    private record Block(int handle, int wanted) { }

    @Property(tries = 50)
    void shouldNeverHandOutTheSameByteTwiceAndGetAllBack(@ForAll long seed) {
        Random random = new Random(seed);
        try (Arena arena = Arena.ofConfined()) {
            BuddyPool pool = new BuddyPool(arena, 2 << 20);
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                if (!blocks.isEmpty() && random.nextInt(5) < 2) {
                    pool.free(blocks.remove(random.nextInt(blocks.size())).handle());
                } else {
                    int wanted = 1 + random.nextInt(random.nextBoolean() ? 1000 : 100_000);
                    int handle = pool.take(wanted);
                    if (handle >= 0) {
                        assertTrue(pool.size(handle) >= wanted);
                        assertDisjoint(pool, blocks, handle);
                        blocks.add(new Block(handle, wanted));
                    }
                }
            }
            blocks.forEach(block -> pool.free(block.handle()));

            assertEquals(0, pool.used());
            assertTrue(pool.take(BuddyPool.MAX_BLOCK) >= 0 && pool.take(BuddyPool.MAX_BLOCK) >= 0, "joined again");
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndCountIt() {
        try (Arena arena = Arena.ofConfined()) {
            BuddyPool pool = new BuddyPool(arena, 1);

            assertEquals(-1, pool.take(BuddyPool.MAX_BLOCK + 1));
            assertTrue(pool.take(BuddyPool.MAX_BLOCK) >= 0);
            assertEquals(-1, pool.take(1));
            assertEquals(2, pool.refusals());
        }
    }

    private static void assertDisjoint(BuddyPool pool, List<Block> blocks, int handle) {
        long from = pool.offset(handle);
        long to = from + pool.size(handle);
        for (Block other : blocks) {
            if (pool.memory(other.handle()) != pool.memory(handle)) {
                continue;
            }
            long start = pool.offset(other.handle());
            assertTrue(to <= start || start + pool.size(other.handle()) <= from);
        }
    }
}
