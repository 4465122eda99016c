package org.sluice.dataplane.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;

class FlowIndexPropertyTest {
    private static final int CAPACITY = 64;

    @Property(tries = 100)
    void shouldFindWhatAMapFinds(
            @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 120) Integer> ports) {
        Map<Integer, Long> model = new HashMap<>();
        FlowSettings settings = new FlowSettings().capacity(CAPACITY).hashKey(new long[] {1, 2, 3, 4}).conclude();
        FlowTable table = new FlowTable(settings,
                Arena.ofAuto(), (flow, reason) -> model.remove(flow.clientPort()));
        long now = Traffic.START;

        for (int port : ports) {
            now += Traffic.SECOND / 2;
            table.advance(now);
            Packet packet = Traffic.udp(1, 1000 + port, 2, 53, now);
            int index = table.assign(packet, -1);
            long id = table.at(index).id();
            Long known = model.putIfAbsent(1000 + port, id);
            assertEquals(known == null ? id : known, id);
            assertEquals(known == null, packet.firstInDirection);
        }

        assertEquals(model.size(), table.size());
        table.endAll();
        assertTrue(model.isEmpty());
    }

    @Test
    void shouldKeepWorkingWhenAllFlowsShareOneBucket() {
        Set<Integer> order = new HashSet<>();
        Arena arena = Arena.ofAuto();
        var records = arena.allocate(64L * FlowRecord.BYTES, 64);
        FlowBuckets buckets = new FlowBuckets(64, records, arena);
        for (int i = 0; i < 64; i++) {
            records.set(ValueLayout.JAVA_LONG, (long) i * FlowRecord.BYTES + FlowRecord.HASH, hash(i));
            buckets.insert(hash(i), i);
        }

        Random random = new Random(7);
        while (order.size() < 64) {
            int gone = random.nextInt(64);
            if (order.add(gone)) {
                buckets.remove(hash(gone), gone);
            }
            for (int i = 0; i < 64; i++) {
                assertEquals(!order.contains(i), holds(buckets, i), "record " + i);
            }
        }
    }

    @Test
    void shouldSpreadRelatedFlowsEvenlyUnderAnyKey() {
        for (int seed = 0; seed < 8; seed++) {
            FlowHash hash = new FlowHash(new Random(seed).longs(FlowHash.KEY_WORDS).toArray());
            int[] load = new int[1 << 14];
            for (int i = 0; i < 1 << 15; i++) {
                long h = flow(hash, 0x0a000000L + (i >>> 8), 1024 + (i & 255));
                load[(int) h & load.length - 1]++;
            }
            int most = 0;
            int above7 = 0;
            for (int n : load) {
                most = Math.max(most, n);
                above7 += n > 7 ? 1 : 0;
            }
            assertTrue(most <= 14, "fullest bucket has " + most);
            assertTrue(above7 < load.length / 200, above7 + " buckets overflow");
        }
    }

    @Test
    void shouldDependOnTheSecret() {
        FlowHash one = new FlowHash(new long[] {1, 2, 3, 4});
        FlowHash other = new FlowHash(new long[] {1, 2, 3, 5});
        int same = 0;
        for (int port = 0; port < 4096; port++) {
            same += (flow(one, 1, port) & 1023) == (flow(other, 1, port) & 1023) ? 1 : 0;
        }
        assertTrue(same < 20, same + " of 4096 share a bucket of 1024 under both keys");
    }

    @Test
    void shouldNotGiveTwoFlowsOneHash() {
        FlowHash hash = new FlowHash(new Random(5).longs(FlowHash.KEY_WORDS).toArray());
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            hashes.add(flow(hash, i >>> 9, i & 511));
        }

        assertEquals(200_000, hashes.size());
    }

    private static long flow(FlowHash hash, long client, int port) {
        long forward = hash.join(hash.end(0, client, port), hash.end(0, 0x0a010203L, 80), 6L << 36);
        long backward = hash.join(hash.end(0, 0x0a010203L, 80), hash.end(0, client, port), 6L << 36);
        assertEquals(forward, backward);
        return forward;
    }

    /** Tags differ, buckets do not. */
    private static long hash(int i) {
        return (long) i << 32 | 5;
    }

    private static boolean holds(FlowBuckets buckets, int index) {
        for (int matches = buckets.matches(hash(index)); matches != 0; matches &= matches - 1) {
            if (buckets.entry(hash(index), Integer.numberOfTrailingZeros(matches)) == index) {
                return true;
            }
        }
        for (int i = buckets.chain(hash(index)); i != FlowBuckets.NONE; i = buckets.chainNext(i)) {
            if (i == index) {
                return true;
            }
        }
        return false;
    }
}
