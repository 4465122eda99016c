package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Frames;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.DecoderEvent;

/** What is forwarded of a datagram means one thing to every host, or nothing more of it is forwarded. */
class ContradictingFragmentsTest {
    private static final byte[] NO_OPTIONS = new byte[0];
    private static final int MORE = 0x2000;
    private static final int TTL_AT = 8;

    private final DefragBench bench = new DefragBench(DefragBench.strict());

    @Test
    void shouldDropTheLaterOfTwoThatDifferAndKeepTheFirstBytes() {
        bench.send(fragment(1, 0, 2, true, 'a'));
        Packet other = bench.send(fragment(1, 1, 2, true, 'b'));
        Packet same = bench.send(fragment(1, 1, 1, true, 'a'));
        Packet last = bench.send(fragment(1, 2, 1, false, 'c'));

        assertTrue(other.drop);
        assertEquals(DropReason.DEFRAG_ERROR.ordinal(), other.dropReason);
        assertTrue(other.has(DecoderEvent.IPV4_FRAG_OVERLAP));
        assertFalse(same.drop);
        assertFalse(last.drop);
        assertEquals("aac", text(bench.datagram()));
        assertEquals(1, bench.defragmenter.counters().conflicts);
    }

    @Test
    void shouldDropASecondEnd() {
        bench.send(fragment(1, 1, 1, false, 'b'));

        assertTrue(bench.send(fragment(1, 2, 1, false, 'c')).drop);
        assertTrue(bench.send(fragment(1, 2, 1, true, 'c')).drop);
        assertFalse(bench.send(fragment(1, 0, 1, true, 'a')).drop);
        assertEquals("ab", text(bench.datagram()));
    }

    @Test
    void shouldDropAnEndBeforeBytesThatAreThere() {
        bench.send(fragment(1, 2, 1, true, 'c'));

        assertTrue(bench.send(fragment(1, 1, 1, false, 'b')).drop);
    }

    @Test
    void shouldDropWhatHostsDisagreeOn() {
        assertTrue(bench.send(Frames.ipv4(253, 1, MORE, NO_OPTIONS, new byte[11])).drop);
        assertTrue(bench.send(Frames.ipv4(253, 1, 3, NO_OPTIONS, NO_OPTIONS)).drop);
        assertTrue(bench.send(Frames.ipv6Fragment(253, 1, 0, true, new byte[11])).drop);
        assertEquals(0, bench.defragmenter.counters().trackersInUse);
    }

    @Test
    void shouldDropWhatComesBehindADatagramOfWhichSomeMayHaveExpired() {
        bench.send(fragment(1, 0, 1, true, 'a'));
        bench.send(withTtl(fragment(1, 1, 1, true, 'x'), 1));
        Packet last = bench.send(fragment(1, 2, 1, false, 'c'));
        assertEquals("axc", text(bench.datagram()));

        Packet late = bench.send(fragment(1, 1, 1, true, 'b'));

        assertFalse(last.drop);
        assertTrue(late.drop);
        assertTrue(bench.completed.isEmpty());
        assertEquals(1, bench.defragmenter.counters().closed);
        assertEquals(0, bench.defragmenter.counters().memoryInUse);
        bench.nowNs += 61_000_000_000L;
        assertFalse(bench.send(fragment(1, 1, 1, true, 'b')).drop);
    }

    @Test
    void shouldDropWhatComesBehindADatagramWithOptionsThatHostsMayRefuse() {
        bench.send(fragment(1, 0, 1, true, 'a'));
        bench.send(Frames.ipv4(253, 1, 1 | MORE, new byte[] {1, 1, 1, 1}, "xxxxxxxx".getBytes()));
        bench.send(fragment(1, 2, 1, false, 'c'));

        assertTrue(bench.send(fragment(1, 1, 1, true, 'b')).drop);
    }

    @Test
    void shouldLetAnIdentificationBeUsedAgainWhenAllFragmentsWereAlike() {
        for (char letter = 'a'; letter < 'f'; letter++) {
            bench.send(fragment(1, 0, 1, true, letter));
            assertFalse(bench.send(fragment(1, 1, 1, false, letter)).drop);
            assertEquals("" + letter + letter, text(bench.datagram()));
        }
        assertEquals(0, bench.defragmenter.counters().trackersInUse);
    }

    /**
     * Random fragments of one identification. Each place of what was forwarded of a datagram held one value alone, and
     * that is what was inspected.
     */
    @Property(tries = 500)
    void shouldForwardOneValueOfEachPlace(@ForAll long seed) {
        Random random = new Random(seed);
        DefragBench any = new DefragBench(DefragBench.strict());
        int units = 2 + random.nextInt(12);
        int[] forwarded = new int[64];
        boolean irregular = false;
        boolean closed = false;
        for (int i = 0; i < 200 && !closed; i++) {
            int start = random.nextInt(units);
            int count = 1 + random.nextInt(Math.min(4, units - start));
            boolean more = start + count < units || random.nextInt(20) == 0;
            char letter = (char) ('a' + random.nextInt(random.nextInt(3) == 0 ? 3 : 1));
            int ttl = random.nextInt(40) == 0 ? 3 : 64;
            Packet packet = any.send(withTtl(fragment(1, start, count, more, letter), ttl));
            if (packet.drop || !packet.isFragment) {
                continue;
            }
            irregular |= ttl != 64;
            for (int unit = start; unit < start + count; unit++) {
                assertTrue(forwarded[unit] == 0 || forwarded[unit] == letter, "two values of one place were forwarded");
                forwarded[unit] = letter;
            }
            if (!any.completed.isEmpty()) {
                String inspected = text(any.datagram());
                for (int unit = 0; unit < inspected.length(); unit++) {
                    assertEquals(forwarded[unit], inspected.charAt(unit));
                }
                closed = any.defragmenter.counters().closed > 0;
                if (!irregular) {
                    assertFalse(closed);
                }
                Arrays.fill(forwarded, 0);
                irregular = false;
            }
        }
        if (closed) {
            assertTrue(any.send(fragment(1, 0, 1, true, 'z')).drop);
        }
    }

    @Test
    void shouldStillPutTogetherADatagramOfDifferingFragmentSizes() {
        byte[] whole = new byte[4_000];
        new Random(3).nextBytes(whole);
        int[] cuts = {0, 1_480, 2_000, 2_008, 3_480, 4_000};
        for (int i = 0; i + 1 < cuts.length; i++) {
            boolean more = cuts[i + 1] < whole.length;
            bench.send(Frames.ipv4(253, 9, cuts[i] >> 3 | (more ? MORE : 0), NO_OPTIONS,
                    Arrays.copyOfRange(whole, cuts[i], cuts[i + 1])));
        }

        assertArrayEquals(whole, DefragBench.ipPayload(bench.datagram()));
        assertEquals(0, bench.defragmenter.counters().closed);
    }

    /** A fragment of so many units of 8 letters, at a unit. */
    private static byte[] fragment(int id, int unit, int units, boolean more, char letter) {
        byte[] payload = new byte[units * 8];
        Arrays.fill(payload, (byte) letter);
        return Frames.ipv4(253, id, unit | (more ? MORE : 0), NO_OPTIONS, payload);
    }

    private static byte[] withTtl(byte[] packet, int ttl) {
        byte[] changed = packet.clone();
        changed[TTL_AT] = (byte) ttl;
        changed[10] = 0;
        changed[11] = 0;
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += (changed[i] & 0xff) << 8 | changed[i + 1] & 0xff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        changed[10] = (byte) (~sum >>> 8);
        changed[11] = (byte) ~sum;
        return changed;
    }

    /** One letter of each unit of a datagram. */
    private static String text(Packet datagram) {
        byte[] payload = DefragBench.ipPayload(datagram);
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < payload.length; i += 8) {
            letters.append((char) payload[i]);
        }
        return letters.toString();
    }
}
