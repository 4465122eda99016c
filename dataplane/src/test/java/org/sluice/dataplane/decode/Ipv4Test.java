package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.ipv4;
import static org.sluice.dataplane.decode.Frames.put16;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.DecoderEvent;

class Ipv4Test {
    private static final byte[] NONE = new byte[0];

    private static Decoded decode(byte[] datagram) {
        return Decoded.of(LinkType.IPV4, datagram);
    }

    @Test
    void shouldReadEveryField() {
        Packet packet = decode(ipv4(253, 0xabcd, 0xc000, NONE, hex("01020304"))).packet;

        assertEquals(4, packet.ipVersion);
        assertEquals(20, packet.ipHeaderLength);
        assertEquals(24, packet.ipLength);
        assertEquals(253, packet.protocol);
        assertEquals(64, packet.ttl);
        assertEquals(0xabcd, packet.ipId);
        assertEquals(0x0a000001, packet.sourceLow);
        assertEquals(0x0a000002, packet.destinationLow);
        assertTrue(packet.reservedBit);
        assertTrue(packet.dontFragment);
        assertFalse(packet.moreFragments);
        assertFalse(packet.isFragment);
        assertFalse(packet.ipChecksumBad);
        assertEquals(-1, packet.transportOffset);
        assertArrayEquals(hex("01020304"), Decoded.payload(packet));
    }

    @Test
    void shouldObjectToWhatIsNoSoundHeader() {
        byte[] sound = ipv4(253, NONE);
        byte[] wrongVersion = sound.clone();
        wrongVersion[0] = 0x65;
        byte[] shortHeader = sound.clone();
        shortHeader[0] = 0x44;
        byte[] shortLength = sound.clone();
        put16(shortLength, 2, 19);
        byte[] longLength = sound.clone();
        put16(longLength, 2, 21);

        assertEquals(Set.of(DecoderEvent.IPV4_PKT_TOO_SMALL), decode(Arrays.copyOf(sound, 19)).events());
        assertEquals(Set.of(DecoderEvent.IPV4_WRONG_IP_VERSION), decode(wrongVersion).events());
        assertEquals(Set.of(DecoderEvent.IPV4_HLEN_TOO_SMALL), decode(shortHeader).events());
        assertEquals(Set.of(DecoderEvent.IPV4_IPLEN_SMALLER_THAN_HLEN), decode(shortLength).events());
        assertEquals(Set.of(DecoderEvent.IPV4_TRUNC_PKT), decode(longLength).events());
        assertEquals(0, decode(longLength).packet.ipVersion);
    }

    @Test
    void shouldNoticeWrongHeaderChecksumWithAndWithoutOptions() {
        byte[] plain = ipv4(253, NONE);
        plain[8]--;
        byte[] withOptions = ipv4(253, 1, 0, hex("94040000 01010100"), NONE);
        byte[] broken = withOptions.clone();
        broken[23]++;

        assertTrue(decode(plain).packet.ipChecksumBad);
        assertFalse(decode(withOptions).packet.ipChecksumBad);
        assertTrue(decode(broken).packet.ipChecksumBad);
        assertFalse(Decoded.of(DecoderSettings.defaults().withChecksums(false), LinkType.IPV4, plain)
                .packet.ipChecksumBad);
    }

    @Test
    void shouldNotDecodeTransportOfFragments() {
        Packet first = decode(ipv4(6, 7, 0x2000, NONE, new byte[24])).packet;
        Packet later = decode(ipv4(6, 7, 0x0003, NONE, new byte[8])).packet;

        assertTrue(first.isFragment);
        assertTrue(first.moreFragments);
        assertEquals(-1, first.transportOffset);
        assertEquals(24, first.payloadLength);
        assertTrue(later.isFragment);
        assertFalse(later.moreFragments);
        assertEquals(24, later.fragmentOffset);
    }

    @Test
    void shouldKnowOptions() {
        Decoded routed = decode(ipv4(253, 1, 0, hex("01 83 07 04 0a000003"), NONE));
        Decoded alert = decode(ipv4(253, 1, 0, hex("94040000 00000000"), NONE));

        assertEquals(Set.of(), routed.events());
        assertEquals(Ipv4Options.NOP | Ipv4Options.LSRR, routed.packet.ipOptions);
        assertEquals(Ipv4Options.RTRALT | Ipv4Options.EOL, alert.packet.ipOptions);
        assertEquals(Ipv4Options.LSRR, Ipv4Options.bitByName("lsrr"));
        assertEquals(0, Ipv4Options.bitByName("lsr"));
    }

    @Test
    void shouldObjectToMalformedOptions() {
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_INVALID_LEN), eventsOf("0101 0109 01010101"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_INVALID_LEN), eventsOf("83 01 04 01 01010101"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_INVALID_LEN), eventsOf("82 04 0000 01010101"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_MALFORMED), eventsOf("07 07 05 0a000001 00"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_MALFORMED), eventsOf("44 08 06 00 00000000"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_INVALID), eventsOf("5f 04 0000 01010101"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_DUPLICATE), eventsOf("94040000 94040000"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_EOL_REQUIRED), eventsOf("01010101 010101 94"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_PAD_REQUIRED), eventsOf("01010101"));
    }

    @Test
    void shouldCheckCommercialSecurityTags() {
        assertEquals(Set.of(), eventsOf("86 0a 00000001 01 04 00 02 00000000 0000"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_MALFORMED), eventsOf("86 0a 00000001 00 04 00 02 00000000 0000"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_MALFORMED), eventsOf("86 0a 00000001 01 05 00 02 00000000 0000"));
        assertEquals(Set.of(DecoderEvent.IPV4_OPT_MALFORMED), eventsOf("86 0a 00000001 01 04 01 02 00000000 0000"));
    }

    @Test
    void shouldGoOnBehindMalformedOptions() {
        byte[] segment = Frames.checksummed(4, 6, 16, Frames.tcpSegment(2, NONE, NONE));

        Packet packet = decode(ipv4(6, 1, 0, hex("8201 0000 00000000"), segment)).packet;

        assertTrue(packet.has(DecoderEvent.IPV4_OPT_INVALID_LEN));
        assertFalse(packet.invalid);
        assertTrue(packet.isTcp());
    }

    @Test
    void shouldObjectToIcmpv6InIpv4() {
        assertEquals(Set.of(DecoderEvent.IPV4_ICMPV6), decode(ipv4(58, new byte[8])).events());
    }

    private static Set<DecoderEvent> eventsOf(String options) {
        return decode(ipv4(253, 1, 0, hex(options), NONE)).events();
    }
}
