package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.ipv6;
import static org.sluice.dataplane.decode.Frames.ipv6Fragment;
import static org.sluice.dataplane.decode.Frames.join;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.DecoderEvent;

class Ipv6Test {
    private static final byte[] SYN = Frames.checksummed(6, 6, 16, Frames.tcpSegment(2, new byte[0], new byte[0]));

    private static Decoded decode(byte[] datagram) {
        return Decoded.of(LinkType.IPV6, datagram);
    }

    @Test
    void shouldReadEveryField() {
        byte[] datagram = ipv6(6, 33, SYN);
        datagram[0] = 0x6a;
        datagram[1] = (byte) 0xb0;

        Packet packet = decode(datagram).packet;

        assertEquals(6, packet.ipVersion);
        assertEquals(40, packet.ipHeaderLength);
        assertEquals(60, packet.ipLength);
        assertEquals(0xab, packet.tos);
        assertEquals(33, packet.ttl);
        assertEquals(0x20010db800000000L, packet.sourceHigh);
        assertEquals(1, packet.sourceLow);
        assertEquals(2, packet.destinationLow);
        assertTrue(packet.isTcp());
        assertFalse(packet.transportChecksumBad);
    }

    @Test
    void shouldObjectToWhatIsNoSoundHeader() {
        byte[] sound = ipv6(6, SYN);
        byte[] wrongVersion = sound.clone();
        wrongVersion[0] = 0x40;

        assertEquals(Set.of(DecoderEvent.IPV6_PKT_TOO_SMALL), decode(Arrays.copyOf(sound, 39)).events());
        assertEquals(Set.of(DecoderEvent.IPV6_TRUNC_PKT), decode(Arrays.copyOf(sound, 59)).events());
        assertEquals(Set.of(DecoderEvent.IPV6_WRONG_IP_VERSION), decode(wrongVersion).events());
    }

    @Test
    void shouldWalkExtensionHeadersToTransport() {
        byte[] chain = join(hex("3c 00 05 02 0000 00 00"), hex("2b 00 05 02 0000 00 00"),
                hex("33 00 02 00 00000000"), hex("06 01 0000 00000001 00000002"), SYN);

        Decoded decoded = decode(ipv6(0, chain));
        Packet packet = decoded.packet;

        assertEquals(Set.of(), decoded.events());
        assertTrue(packet.isTcp());
        assertEquals(6, packet.protocol);
        assertEquals(40 + 8 + 8 + 8 + 12, packet.ipHeaderLength);
    }

    @Test
    void shouldObjectToTruncatedExtensionHeader() {
        assertEquals(Set.of(DecoderEvent.IPV6_TRUNC_EXTHDR), decode(ipv6(0, hex("06 01 0104 00000000"))).events());
        assertEquals(Set.of(DecoderEvent.IPV6_TRUNC_EXTHDR), decode(ipv6(44, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.IPV6_EXTHDR_USELESS_FH, DecoderEvent.IPV6_TRUNC_EXTHDR),
                decode(ipv6Fragment(58, 1, 0, false, new byte[1])).events());
    }

    @Test
    void shouldObjectToRepeatedHeaders() {
        byte[] padding = hex("05 02 0000 01 00");
        byte[] hopByHopTwice = join(hex("0000"), padding, hex("0600"), padding, SYN);
        byte[] thrice = join(hex("3c00"), padding, hex("3c00"), padding, hex("0600"), padding, SYN);
        byte[] routingTwice = join(hex("2b00 0200 00000000"), hex("0600 0200 00000000"), SYN);

        assertTrue(decode(ipv6(0, hopByHopTwice)).packet.has(DecoderEvent.IPV6_EXTHDR_DUPL_HH));
        assertTrue(decode(ipv6(60, thrice)).packet.has(DecoderEvent.IPV6_EXTHDR_DUPL_DH));
        assertTrue(decode(ipv6(43, routingTwice)).packet.has(DecoderEvent.IPV6_EXTHDR_DUPL_RH));
    }

    @Test
    void shouldObjectToRoutingHeaderOfType0AndKnowThatThePacketIsRouted() {
        byte[] routing = join(hex("06 02 00 01 00000000"), new byte[16], SYN);

        Packet packet = decode(ipv6(43, routing)).packet;

        assertTrue(packet.has(DecoderEvent.IPV6_RH_TYPE_0));
        assertTrue(packet.sourceRouted);
        assertFalse(packet.transportChecksumBad);
    }

    @Test
    void shouldLookIntoOptions() {
        assertEquals(Set.of(DecoderEvent.IPV6_HOPOPTS_ONLY_PADDING), eventsOf(0, "0600 0104 00000000"));
        assertEquals(Set.of(DecoderEvent.IPV6_DSTOPTS_ONLY_PADDING), eventsOf(60, "0600 0104 00000000"));
        assertEquals(Set.of(DecoderEvent.IPV6_HOPOPTS_UNKNOWN_OPT), eventsOf(0, "0600 3f04 00000000"));
        assertEquals(Set.of(DecoderEvent.IPV6_EXTHDR_INVALID_OPTLEN), eventsOf(0, "0600 0505 00000000"));
        assertEquals(Set.of(DecoderEvent.IPV6_EXTHDR_INVALID_OPTLEN, DecoderEvent.IPV6_HOPOPTS_ONLY_PADDING),
                eventsOf(0, "0600 0000 00000005"));
        assertEquals(Set.of(DecoderEvent.IPV6_ZERO_LEN_PADN), eventsOf(0, "0600 0502 0000 0100"));
    }

    @Test
    void shouldCheckAuthenticationHeader() {
        byte[] header = hex("06 01 0001 00000001 00000002");

        assertEquals(Set.of(DecoderEvent.IPV6_EXTHDR_AH_RES_NOT_NULL),
                decode(ipv6(51, join(header, SYN))).events());
    }

    @Test
    void shouldReadFragmentHeader() {
        Packet packet = decode(ipv6Fragment(58, 0xdeadbeef, 1448, true, new byte[16])).packet;

        assertTrue(packet.isFragment);
        assertTrue(packet.moreFragments);
        assertEquals(1448, packet.fragmentOffset);
        assertEquals(0xdeadbeef, packet.ipId);
        assertEquals(48, packet.ipHeaderLength);
        assertEquals(40, packet.fragmentHeaderOffset);
        assertEquals(6, packet.fragmentNextHeaderOffset);
        assertEquals(16, packet.payloadLength);
    }

    @Test
    void shouldDecodeAtomicFragmentAtOnce() {
        Decoded decoded = decode(ipv6Fragment(6, 1, 0, false, SYN));

        assertEquals(Set.of(DecoderEvent.IPV6_EXTHDR_USELESS_FH), decoded.events());
        assertFalse(decoded.packet.isFragment);
        assertTrue(decoded.packet.isTcp());
    }

    @Test
    void shouldObjectToOddFragments() {
        byte[] reserved = ipv6Fragment(58, 1, 8, false, new byte[8]);
        reserved[41] = 1;

        assertEquals(Set.of(DecoderEvent.IPV6_FRAG_INVALID_LENGTH),
                decode(ipv6Fragment(58, 1, 0, true, new byte[9])).events());
        assertEquals(Set.of(DecoderEvent.IPV6_FH_NON_ZERO_RESERVED_FIELD), decode(reserved).events());
        assertEquals(Set.of(DecoderEvent.IPV6_EXTHDR_USELESS_FH, DecoderEvent.IPV6_EXTHDR_DUPL_FH),
                decode(ipv6Fragment(44, 1, 0, false, join(hex("0600 0000 00000001"), SYN))).events());
    }

    @Test
    void shouldObjectToUnexpectedUpperLayers() {
        assertEquals(Set.of(DecoderEvent.IPV6_DATA_AFTER_NONE_HEADER), decode(ipv6(59, new byte[1])).events());
        assertEquals(Set.of(), decode(ipv6(59, new byte[0])).events());
        assertEquals(Set.of(DecoderEvent.IPV6_UNKNOWN_NEXT_HEADER), decode(ipv6(253, new byte[8])).events());
        assertEquals(Set.of(DecoderEvent.IPV6_ICMPV4), decode(ipv6(1, new byte[8])).events());
    }

    @Test
    void shouldKeepPayloadOfUnknownUpperLayer() {
        assertArrayEquals(hex("0102"), Decoded.payload(decode(ipv6(253, hex("0102"))).packet));
    }

    private static Set<DecoderEvent> eventsOf(int header, String options) {
        return decode(ipv6(header, join(hex(options), SYN))).events();
    }
}
