package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.sluice.dataplane.decode.Frames;

class DefragPropertyTest {
    private static final byte[] NONE = new byte[0];

    /** Cut anywhere, sent in any order, some of it twice: the datagram is the whole one, once. */
    @Property(tries = 300)
    void shouldYieldTheWholeDatagram(@ForAll long seed, @ForAll @IntRange(min = 16, max = 9_000) int length) {
        Random random = new Random(seed);
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        boolean version4 = random.nextBoolean();
        List<byte[]> fragments = cut(payload, version4, 1 + random.nextInt(30), random);
        Collections.shuffle(fragments, random);
        DefragBench bench = new DefragBench();

        int completed = 0;
        byte[] result = null;
        for (int i = 0; i < fragments.size(); i++) {
            if (i + 1 < fragments.size() && random.nextInt(3) == 0) {
                bench.send(fragments.get(i));
            }
            bench.send(fragments.get(i));
            if (!bench.completed.isEmpty()) {
                completed++;
                result = DefragBench.ipPayload(bench.datagram());
            }
        }

        assertEquals(1, completed);
        assertArrayEquals(payload, result);
        assertEquals(0, bench.defragmenter.counters().memoryInUse);
        assertEquals(0, bench.defragmenter.counters().conflicts);
    }

    /** Fragments that overlap and differ, under every policy: as a model that resolves each 8 bytes by itself. */
    @Property(tries = 300)
    void shouldAgreeWithAModelOfEachPolicy(@ForAll long seed, @ForAll OverlapPolicy policy) {
        Random random = new Random(seed);
        DefragBench bench = new DefragBench(DefragBench.small().withPolicies(policy, List.of()));
        int units = 2 + random.nextInt(600);
        int[] ownerStart = new int[units];
        int[] ownerEnd = new int[units];
        byte[] model = new byte[units * 8];
        boolean done = false;

        for (int i = 0; i < 40 && !done; i++) {
            int start = random.nextInt(units - 1);
            int end = start + 1 + random.nextInt(units - 1 - start);
            byte[] payload = new byte[(end - start) * 8];
            Arrays.fill(payload, (byte) i);
            for (int unit = start; unit < end; unit++) {
                boolean taken = ownerEnd[unit] == 0
                        || policy.newWins(start * 8, end * 8, ownerStart[unit] * 8, ownerEnd[unit] * 8);
                if (taken) {
                    ownerStart[unit] = start;
                    ownerEnd[unit] = end;
                    Arrays.fill(model, unit * 8, unit * 8 + 8, (byte) i);
                }
            }
            bench.send(Frames.ipv4(253, 1, start | 0x2000, NONE, payload));
        }
        fillHoles(bench, ownerEnd, model);

        assertArrayEquals(model, DefragBench.ipPayload(bench.datagram()));
    }

    @Property(tries = 500)
    void shouldSurviveAnyFragments(@ForAll long seed) {
        Random random = new Random(seed);
        DefragBench bench = new DefragBench(
                DefragSettings.defaults().withLimits(3, 1 << 16, 60_000_000_000L));

        assertDoesNotThrow(() -> {
            for (int i = 0; i < 60; i++) {
                int length = random.nextInt(random.nextBoolean() ? 40 : 9_000);
                int offset = random.nextInt(random.nextBoolean() ? 8 : 8_192);
                boolean more = random.nextInt(3) != 0;
                bench.send(random.nextBoolean()
                        ? Frames.ipv4(random.nextInt(2) + 16, random.nextInt(3), offset | (more ? 0x2000 : 0), NONE,
                                new byte[length])
                        : Frames.ipv6Fragment(random.nextBoolean() ? 44 : 17, random.nextInt(3), offset * 8, more,
                                new byte[length]));
                bench.nowNs += random.nextInt(10) * 1_000_000_000L;
                if (!bench.completed.isEmpty() && random.nextInt(4) == 0) {
                    bench.defragmenter.onDropped(bench.completed.get(0));
                }
            }
        });
    }

    /** The last unit, and all that none has brought, from fragments that overlap nothing. */
    private static void fillHoles(DefragBench bench, int[] ownerEnd, byte[] model) {
        int units = ownerEnd.length;
        for (int unit = 0; unit < units; unit++) {
            if (ownerEnd[unit] == 0) {
                byte[] payload = new byte[8];
                Arrays.fill(payload, (byte) 99);
                System.arraycopy(payload, 0, model, unit * 8, 8);
                bench.send(Frames.ipv4(253, 1, unit | (unit + 1 < units ? 0x2000 : 0), NONE, payload));
            }
        }
    }

    private static List<byte[]> cut(byte[] payload, boolean version4, int pieces, Random random) {
        List<byte[]> fragments = new ArrayList<>();
        int[] cuts = random.ints(pieces, 1, Math.max(2, payload.length / 8)).map(i -> i * 8)
                .filter(i -> i < payload.length).distinct().sorted().toArray();
        int start = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int end = i < cuts.length ? cuts[i] : payload.length;
            byte[] piece = Arrays.copyOfRange(payload, start, end);
            boolean more = end < payload.length;
            fragments.add(version4
                    ? Frames.ipv4(253, 7, start >> 3 | (more ? 0x2000 : 0), NONE, piece)
                    : Frames.ipv6Fragment(253, 7, start, more, piece));
            start = end;
        }
        return fragments;
    }
}
