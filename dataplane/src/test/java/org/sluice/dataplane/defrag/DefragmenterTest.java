package org.sluice.dataplane.defrag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.ipv4;
import static org.sluice.dataplane.decode.Frames.ipv6;
import static org.sluice.dataplane.decode.Frames.ipv6Fragment;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.contract.PolicyAction;
import org.sluice.dataplane.decode.Frames;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.DecoderEvent;

class DefragmenterTest {
    private static final byte[] NONE = new byte[0];
    private static final int MORE = 0x2000;
    private static final byte[] SEGMENT =
            Frames.checksummed(4, 6, 16, Frames.tcpSegment(0x18, NONE, "GET /attack HTTP/1.0\r\n\r\n".getBytes()));

    private final DefragBench bench = new DefragBench();

    @Test
    void shouldCompleteWithTheLastMissingFragmentWhateverTheOrder() {
        int[][] orders = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}};
        for (int id = 0; id < orders.length; id++) {
            byte[][] fragments = {fragment(id, 0, 16, true), fragment(id, 16, 32, true),
                fragment(id, 32, SEGMENT.length, false)};

            bench.send(fragments[orders[id][0]]);
            bench.send(fragments[orders[id][1]]);
            assertTrue(bench.completed.isEmpty());
            Packet last = bench.send(fragments[orders[id][2]]);

            Packet datagram = bench.datagram();
            assertArrayEquals(SEGMENT, DefragBench.ipPayload(datagram));
            assertTrue(datagram.isTcp());
            assertFalse(datagram.ipChecksumBad);
            assertFalse(datagram.transportChecksumBad);
            assertEquals("defrag", datagram.sourceName());
            assertSame(last, datagram.outer);
            assertTrue(last.carriesPacket);
        }
        assertEquals(0, bench.defragmenter.counters().trackersInUse);
        assertEquals(0, bench.defragmenter.counters().memoryInUse);
    }

    @Test
    void shouldKeepLinkHeaderAndVlansOfTheFirstFragment() {
        byte[] tag = u16(0x0007);

        bench.send(DefragBench.ETHERNET, ethernet(0x8100, join(tag, u16(0x0800), fragment(1, 0, 24, true))));
        bench.send(DefragBench.ETHERNET,
                ethernet(0x8100, join(tag, u16(0x0800), fragment(1, 24, SEGMENT.length, false))));

        Packet datagram = bench.datagram();
        assertEquals(1, datagram.linkType);
        assertEquals(18, datagram.ipOffset);
        assertEquals(7, datagram.vlans[0]);
        assertEquals(0, datagram.ethernetOffset);
        assertArrayEquals(ethernet(0x8100, join(tag, u16(0x0800))), Arrays.copyOf(DefragBench.bytes(datagram), 18));
    }

    @Test
    void shouldNotMixDatagramsOfOtherIdsProtocolsAndVlans() {
        bench.send(fragment(1, 0, 24, true));
        bench.send(fragment(2, 24, SEGMENT.length, false));
        bench.send(ipv4(17, 1, 3, NONE, new byte[24]));
        bench.send(DefragBench.ETHERNET, ethernet(0x8100, join(u16(7), u16(0x0800), fragment(1, 24, 48, false))));

        assertTrue(bench.completed.isEmpty());
        assertEquals(4, bench.defragmenter.counters().trackersInUse);
    }

    @Test
    void shouldPutIpv6TogetherWithoutItsFragmentHeader() {
        byte[] segment = Frames.checksummed(6, 6, 16, Frames.tcpSegment(0x18, NONE, Frames.GET));

        bench.send(ipv6Fragment(6, 9, 16, false, Arrays.copyOfRange(segment, 16, segment.length)));
        bench.send(ipv6Fragment(6, 9, 0, true, Arrays.copyOf(segment, 16)));

        Packet datagram = bench.datagram();
        assertArrayEquals(ipv6(6, segment), DefragBench.bytes(datagram));
        assertTrue(datagram.isTcp());
        assertFalse(datagram.transportChecksumBad);
    }

    @Test
    void shouldKeepIpv6HeadersBeforeTheFragmentHeader() {
        byte[] segment = Frames.checksummed(6, 6, 16, Frames.tcpSegment(0x18, NONE, Frames.GET));
        byte[] hopByHop = hex("2c00 0502 0000 0000");

        bench.send(ipv6(0, join(hopByHop, hex("0600 0001 00000005"), Arrays.copyOf(segment, 16))));
        bench.send(ipv6(0, join(hopByHop, hex("0600 0010 00000005"), Arrays.copyOfRange(segment, 16, segment.length))));

        assertArrayEquals(ipv6(0, join(hex("0600 0502 0000 0000"), segment)), DefragBench.bytes(bench.datagram()));
        assertTrue(bench.datagram().isTcp());
    }

    @Test
    void shouldDecodeTunnelsInsideAndFragmentsInsideTunnels() {
        byte[] inner = ipv4(6, SEGMENT);
        byte[] outer = ipv4(4, 3, MORE, NONE, Arrays.copyOf(inner, 24));
        byte[] rest = ipv4(4, 3, 3, NONE, Arrays.copyOfRange(inner, 24, inner.length));

        bench.send(outer);
        bench.send(rest);

        assertEquals(3, bench.packets().size());
        assertTrue(bench.packets().get(2).isTcp());
        assertEquals("ipv4 tunnel", bench.packets().get(2).sourceName());

        bench.send(ipv4(47, join(hex("00000800"), fragment(4, 0, 24, true))));
        bench.send(ipv4(47, join(hex("00000800"), fragment(4, 24, SEGMENT.length, false))));
        assertTrue(bench.datagram().isTcp());
        assertEquals(1, bench.datagram().depth);
    }

    @Test
    void shouldTakeFragmentsOf8Bytes() {
        for (int at = 0; at < SEGMENT.length; at += 8) {
            bench.send(fragment(1, at, Math.min(at + 8, SEGMENT.length), at + 8 < SEGMENT.length));
        }

        assertArrayEquals(SEGMENT, DefragBench.ipPayload(bench.datagram()));
    }

    @Test
    void shouldTakeADatagramOfGreatestLength() {
        byte[] payload = new byte[65_515];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 31 >>> 3);
        }
        for (int at = 0; at < payload.length; at += 1_480) {
            int end = Math.min(at + 1_480, payload.length);
            bench.send(ipv4(253, 1, at >> 3 | (end < payload.length ? MORE : 0), NONE,
                    Arrays.copyOfRange(payload, at, end)));
        }

        assertEquals(65_535, bench.datagram().ipLength);
        assertArrayEquals(payload, DefragBench.ipPayload(bench.datagram()));
    }

    @Test
    void shouldObjectToWhatEndsPastTheGreatestDatagram() {
        Packet pingOfDeath = bench.send(ipv4(1, 1, 65_528 >> 3, NONE, new byte[100]));
        Packet pingOfDeath6 = bench.send(ipv6Fragment(58, 1, 65_528, false, new byte[100]));

        assertTrue(pingOfDeath.has(DecoderEvent.IPV4_FRAG_PKT_TOO_LARGE));
        assertTrue(pingOfDeath6.has(DecoderEvent.IPV6_FRAG_PKT_TOO_LARGE));
        assertEquals(2, bench.defragmenter.counters().tooLarge);
        assertEquals(0, bench.defragmenter.counters().trackersInUse);
    }

    @Test
    void shouldObjectToOverlapAndCountConflictOnlyWhereBytesDiffer() {
        bench.send(fragment(1, 0, 24, true));
        Packet same = bench.send(fragment(1, 16, 32, true));
        byte[] other = SEGMENT.clone();
        other[20] ^= 1;
        Packet different = bench.send(ipv4(6, 1, 2 | MORE, NONE, Arrays.copyOfRange(other, 16, 32)));

        assertTrue(same.has(DecoderEvent.IPV4_FRAG_OVERLAP));
        assertTrue(different.has(DecoderEvent.IPV4_FRAG_OVERLAP));
        assertEquals(2, bench.defragmenter.counters().overlaps);
        assertEquals(1, bench.defragmenter.counters().conflicts);
    }

    @Test
    void shouldDropTheRestAndRepeatsOfADroppedDatagramUntilTheTimeout() {
        bench.send(fragment(1, 0, 24, true));
        bench.send(fragment(1, 24, SEGMENT.length, false));
        bench.defragmenter.onDropped(bench.datagram());

        Packet repeat = bench.send(fragment(1, 24, SEGMENT.length, false));
        bench.nowNs += 61_000_000_000L;
        Packet afterwards = bench.send(fragment(1, 24, SEGMENT.length, false));

        assertTrue(repeat.drop);
        assertFalse(afterwards.drop);
        assertEquals(1, bench.defragmenter.counters().droppedWithDatagram);
    }

    @Test
    void shouldGiveUpADatagramWhoseRestDoesNotCome() {
        bench.send(fragment(1, 0, 24, true));
        bench.nowNs += 60_000_000_000L;

        bench.send(fragment(1, 24, SEGMENT.length, false));

        assertTrue(bench.completed.isEmpty());
        assertEquals(1, bench.defragmenter.counters().timeouts);
        assertEquals(1, bench.defragmenter.expire(bench.nowNs + 60_000_000_000L, 100));
        assertEquals(0, bench.defragmenter.counters().memoryInUse);
    }

    @Test
    void shouldStayWithinItsMemoryUnderAFloodAndFollowThePolicy() {
        DefragBench small = new DefragBench(DefragSettings.defaults().withLimits(1_000, 1 << 20, 60_000_000_000L)
                .withActions(PolicyAction.IGNORE, PolicyAction.DROP_PACKET));

        Packet last = null;
        for (int id = 0; id < 5_000; id++) {
            last = small.send(ipv4(17, id, MORE, NONE, new byte[24]));
        }

        DefragCounters counters = small.defragmenter.counters();
        assertTrue(last.drop);
        assertEquals(DropReason.DEFRAG_MEMCAP.ordinal(), last.dropReason);
        assertTrue(last.has(DecoderEvent.IPV4_FRAG_IGNORED));
        assertTrue(counters.memoryInUse <= 1 << 20);
        assertTrue(counters.trackersInUse <= 1_000);
        assertEquals(5_000 - counters.trackersInUse, counters.exhausted);
    }

    @Test
    void shouldForwardWhatItHasNoTrackerForWhenThePolicyIsIgnore() {
        DefragBench small = new DefragBench(DefragBench.small().withLimits(1, 1 << 20, 60_000_000_000L));
        small.send(fragment(1, 0, 24, true));

        Packet refused = small.send(fragment(2, 0, 24, true));
        small.send(fragment(1, 24, SEGMENT.length, false));

        assertFalse(refused.drop);
        assertEquals(1, small.defragmenter.counters().exhausted);
        assertArrayEquals(SEGMENT, DefragBench.ipPayload(small.datagram()));
    }

    @Test
    void shouldIgnoreFragmentsThatNoHostTakes() {
        byte[] badChecksum = fragment(1, 0, 24, true);
        badChecksum[8]--;

        bench.send(badChecksum);
        Packet empty = bench.send(ipv4(6, 1, MORE, NONE, NONE));
        Packet odd = bench.send(ipv6Fragment(6, 1, 0, true, new byte[9]));

        assertTrue(empty.has(DecoderEvent.IPV4_FRAG_IGNORED));
        assertTrue(odd.has(DecoderEvent.IPV6_FRAG_INVALID_LENGTH));
        assertEquals(3, bench.defragmenter.counters().ignored);
        assertEquals(0, bench.defragmenter.counters().trackersInUse);
    }

    @Test
    void shouldKeepToTheFirstEndAndCallAnotherOneAConflict() {
        bench.send(ipv4(6, 1, 3, NONE, Arrays.copyOfRange(SEGMENT, 24, SEGMENT.length)));
        Packet shorter = bench.send(ipv4(6, 1, 3, NONE, Arrays.copyOfRange(SEGMENT, 24, 32)));
        Packet longer = bench.send(ipv4(6, 1, 3, NONE, join(Arrays.copyOfRange(SEGMENT, 24, SEGMENT.length), NONE,
                new byte[16])));
        bench.send(fragment(1, 0, 24, true));

        assertTrue(shorter.has(DecoderEvent.IPV4_FRAG_OVERLAP));
        assertTrue(longer.has(DecoderEvent.IPV4_FRAG_OVERLAP));
        assertEquals(2, bench.defragmenter.counters().conflicts);
        assertArrayEquals(SEGMENT, DefragBench.ipPayload(bench.datagram()));
    }

    @Test
    void shouldNotCountBytesBehindAnEndThatComesLater() {
        bench.send(ipv4(253, 1, 4 | MORE, NONE, new byte[32]));
        bench.send(ipv4(253, 1, MORE, NONE, new byte[16]));
        bench.send(ipv4(253, 1, 2, NONE, new byte[5]));

        assertEquals(21, DefragBench.ipPayload(bench.datagram()).length);
    }

    @Test
    void shouldGoByThePolicyOfTheDestination() {
        DefragBench mixed = new DefragBench(DefragBench.small().withPolicies(OverlapPolicy.FIRST,
                java.util.List.of(HostPolicy.of("10.0.0.0/8", OverlapPolicy.FIRST),
                        HostPolicy.of("10.0.0.2", OverlapPolicy.LAST))));

        mixed.send(ipv4(253, 1, MORE, NONE, new byte[8]));
        mixed.send(ipv4(253, 1, MORE, NONE, hex("0102030405060708")));
        mixed.send(ipv4(253, 1, 1, NONE, new byte[1]));

        assertArrayEquals(hex("0102030405060708 00"), DefragBench.ipPayload(mixed.datagram()));
    }

    private static byte[] fragment(int id, int start, int end, boolean more) {
        return ipv4(6, id, start >> 3 | (more ? MORE : 0), NONE, Arrays.copyOfRange(SEGMENT, start, end));
    }
}
