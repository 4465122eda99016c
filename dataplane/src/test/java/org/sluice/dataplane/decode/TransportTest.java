package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.ipv4;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.put16;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.DecoderEvent;

class TransportTest {
    private static final byte[] NONE = new byte[0];

    @Test
    void shouldReadTcp() {
        byte[] options = hex("020405b4 0402 080a 0000000b 0000000c 01 030307");

        Packet packet = Decoded.ip(Frames.tcp(0x12, options, hex("aabb"))).packet;

        assertEquals(40_000, packet.sourcePort);
        assertEquals(80, packet.destinationPort);
        assertEquals(0x01020304, packet.tcpSequence);
        assertEquals(0x05060708, packet.tcpAcknowledgement);
        assertEquals(0x12, packet.tcpFlags);
        assertEquals(8192, packet.tcpWindow);
        assertEquals(7, packet.tcpUrgent);
        assertEquals(1460, packet.tcpMss);
        assertEquals(7, packet.tcpWindowScale);
        assertTrue(packet.tcpSackPermitted);
        assertTrue(packet.tcpHasTimestamp);
        assertEquals(11, packet.tcpTimestamp);
        assertEquals(12, packet.tcpTimestampEcho);
        assertFalse(packet.tcpFastOpen);
        assertFalse(packet.transportChecksumBad);
        assertArrayEquals(hex("aabb"), Decoded.payload(packet));
    }

    @Test
    void shouldTakeTheUsualTimestampBlock() {
        Packet packet = Decoded.ip(Frames.tcp(0x10, hex("0101080a 00000001 00000002"), NONE)).packet;

        assertTrue(packet.tcpHasTimestamp);
        assertEquals(1, packet.tcpTimestamp);
        assertEquals(2, packet.tcpTimestampEcho);
        assertEquals(-1, packet.tcpMss);
    }

    @Test
    void shouldSeeFastOpenInBothForms() {
        assertTrue(Decoded.ip(Frames.tcp(2, hex("2202 0101"), NONE)).packet.tcpFastOpen);
        assertTrue(Decoded.ip(Frames.tcp(2, hex("fe04f989"), NONE)).packet.tcpFastOpen);
    }

    @Test
    void shouldObjectToBrokenTcp() {
        byte[] segment = Frames.tcpSegment(2, NONE, NONE);
        byte[] shortHeader = segment.clone();
        shortHeader[12] = 0x40;
        byte[] longHeader = segment.clone();
        longHeader[12] = 0x60;

        assertEquals(Set.of(DecoderEvent.TCP_PKT_TOO_SMALL),
                Decoded.ip(ipv4(6, Arrays.copyOf(segment, 19))).events());
        assertEquals(Set.of(DecoderEvent.TCP_HLEN_TOO_SMALL), Decoded.ip(ipv4(6, shortHeader)).events());
        assertEquals(Set.of(DecoderEvent.TCP_INVALID_OPTLEN), Decoded.ip(ipv4(6, longHeader)).events());
        assertEquals(6, Decoded.ip(ipv4(6, NONE)).packet.protocol);
        assertFalse(Decoded.ip(ipv4(6, NONE)).packet.isTcp());
    }

    @Test
    void shouldObjectToBrokenTcpOptions() {
        Decoded tooLong = Decoded.ip(Frames.tcp(2, hex("020505b4"), NONE));
        Decoded wrongLength = Decoded.ip(Frames.tcp(2, hex("0203b400"), NONE));
        Decoded duplicate = Decoded.ip(Frames.tcp(2, hex("020405b4 020405b5"), NONE));

        assertEquals(Set.of(DecoderEvent.TCP_OPT_INVALID_LEN), tooLong.events());
        assertFalse(tooLong.packet.invalid);
        assertTrue(tooLong.packet.isTcp());
        assertEquals(Set.of(DecoderEvent.TCP_OPT_INVALID_LEN), wrongLength.events());
        assertFalse(wrongLength.packet.invalid);
        assertEquals(Set.of(DecoderEvent.TCP_OPT_DUPLICATE), duplicate.events());
        assertEquals(1460, duplicate.packet.tcpMss);
    }

    @Test
    void shouldNoticeWrongTcpChecksumInBothVersionsAndNotWhenSwitchedOff() {
        byte[] broken = Frames.tcp(0x18, NONE, Frames.GET);
        broken[broken.length - 1]++;
        byte[] broken6 = Frames.tcp6(0x18, NONE, Frames.GET);
        broken6[broken6.length - 1]++;

        assertTrue(Decoded.ip(broken).packet.transportChecksumBad);
        assertTrue(Decoded.ip(broken6).packet.transportChecksumBad);
        assertEquals(Set.of(), Decoded.ip(broken).events());
        assertFalse(Decoded.of(DecoderSettings.defaults().withChecksums(false), LinkType.RAW, broken)
                .packet.transportChecksumBad);
    }

    @Test
    void shouldReadUdpToTheLengthItGives() {
        byte[] segment = join(Frames.udpSegment(53, 4444, hex("0102")), hex("ffff"));

        Packet packet = Decoded.ip(ipv4(17, segment)).packet;

        assertTrue(packet.isUdp());
        assertEquals(53, packet.sourcePort);
        assertEquals(4444, packet.destinationPort);
        assertArrayEquals(hex("0102"), Decoded.payload(packet));
    }

    @Test
    void shouldObjectToBrokenUdp() {
        byte[] lengthTooGreat = Frames.udpSegment(1, 2, NONE);
        put16(lengthTooGreat, 4, 9);
        byte[] lengthTooSmall = Frames.udpSegment(1, 2, NONE);
        put16(lengthTooSmall, 4, 5);

        assertEquals(Set.of(DecoderEvent.UDP_HLEN_TOO_SMALL), Decoded.ip(ipv4(17, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.UDP_PKT_TOO_SMALL), Decoded.ip(ipv4(17, lengthTooGreat)).events());
        assertEquals(Set.of(DecoderEvent.UDP_LEN_INVALID), Decoded.ip(ipv4(17, lengthTooSmall)).events());
    }

    @Test
    void shouldAllowUdpWithoutChecksumInIpv4Only() {
        byte[] segment = Frames.udpSegment(1, 2, hex("01"));
        byte[] wrong = Frames.udp(1, 2, hex("01"));
        wrong[wrong.length - 1]++;

        assertFalse(Decoded.ip(ipv4(17, segment)).packet.transportChecksumBad);
        assertTrue(Decoded.ip(Frames.ipv6(17, segment)).packet.transportChecksumBad);
        assertFalse(Decoded.ip(Frames.ipv6(17, Frames.udpSegment(1, 4789, NONE))).packet.transportChecksumBad);
        assertFalse(Decoded.ip(Frames.udp6(1, 2, hex("01"))).packet.transportChecksumBad);
        assertTrue(Decoded.ip(wrong).packet.transportChecksumBad);
    }

    @Test
    void shouldReadIcmpEcho() {
        Packet packet = Decoded.ip(Frames.ping(hex("6162"))).packet;

        assertEquals(8, packet.icmpType);
        assertEquals(0, packet.icmpCode);
        assertEquals(7, packet.icmpId);
        assertEquals(1, packet.icmpSequence);
        assertArrayEquals(hex("6162"), Decoded.payload(packet));
        assertFalse(packet.transportChecksumBad);
    }

    @Test
    void shouldReadThePacketAnErrorQuotes() {
        byte[] quoted = Frames.udp(1000, 53, NONE);

        Packet packet = Decoded.ip(ipv4(1, Frames.icmp(3, 3, 0, quoted))).packet;

        assertEquals(4, packet.quotedIpVersion);
        assertEquals(17, packet.quotedProtocol);
        assertEquals(1000, packet.quotedSourcePort);
        assertEquals(53, packet.quotedDestinationPort);
        assertEquals(0x0a000002, packet.quotedDestinationLow);
    }

    @Test
    void shouldObjectToOddIcmp() {
        assertEquals(Set.of(DecoderEvent.ICMPV4_PKT_TOO_SMALL), Decoded.ip(ipv4(1, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.ICMPV4_UNKNOWN_TYPE), eventsOfIcmp(99, 0, NONE));
        assertEquals(Set.of(DecoderEvent.ICMPV4_UNKNOWN_CODE), eventsOfIcmp(8, 1, NONE));
        assertEquals(Set.of(DecoderEvent.ICMPV4_IPV4_TRUNC_PKT), eventsOfIcmp(3, 0, new byte[19]));
        assertEquals(Set.of(DecoderEvent.ICMPV4_IPV4_UNKNOWN_VER), eventsOfIcmp(11, 0, new byte[20]));
        assertEquals(Set.of(), eventsOfIcmp(9, 16, NONE));
    }

    @Test
    void shouldReadIcmpv6AndWhatItQuotes() {
        Decoded decoded = Decoded.ip(Frames.icmp6(1, 4, 0, Frames.udp6(1000, 53, NONE)));

        assertEquals(Set.of(), decoded.events());
        assertEquals(6, decoded.packet.quotedIpVersion);
        assertEquals(53, decoded.packet.quotedDestinationPort);
        assertFalse(decoded.packet.transportChecksumBad);
    }

    @Test
    void shouldObjectToOddIcmpv6() {
        assertEquals(Set.of(DecoderEvent.ICMPV6_PKT_TOO_SMALL), Decoded.ip(Frames.ipv6(58, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.ICMPV6_UNKNOWN_CODE), eventsOfIcmp6(128, 1, NONE));
        assertEquals(Set.of(DecoderEvent.ICMPV6_UNASSIGNED_TYPE), eventsOfIcmp6(50, 0, NONE));
        assertEquals(Set.of(DecoderEvent.ICMPV6_EXPERIMENTATION_TYPE), eventsOfIcmp6(100, 0, NONE));
        assertEquals(Set.of(DecoderEvent.ICMPV6_UNKNOWN_TYPE), eventsOfIcmp6(0, 0, NONE));
        assertEquals(Set.of(DecoderEvent.ICMPV6_IPV6_TRUNC_PKT), eventsOfIcmp6(2, 0, new byte[39]));
        assertEquals(Set.of(DecoderEvent.ICMPV6_IPV6_UNKNOWN_VERSION), eventsOfIcmp6(3, 0, new byte[40]));
        assertEquals(Set.of(DecoderEvent.ICMPV6_MLD_MESSAGE_WITH_INVALID_HL), eventsOfIcmp6(143, 0, NONE));
    }

    @Test
    void shouldReadSctpAndCheckItsCrc() {
        // A chunk of type 0 from port 1 to 2; CRC32c of 16 bytes computed by hand with the check value's polynomial.
        byte[] packet = Frames.ipv4(132, hex("0001 0002 00000003 00000000 00030004"));
        DecoderSettings checking = DecoderSettings.defaults().withSctpChecksums(true);

        Decoded unchecked = Decoded.ip(packet);
        Decoded checked = Decoded.of(checking, LinkType.RAW, packet);

        assertEquals(1, unchecked.packet.sourcePort);
        assertEquals(2, unchecked.packet.destinationPort);
        assertEquals(4, unchecked.packet.payloadLength);
        assertFalse(unchecked.packet.transportChecksumBad);
        assertTrue(checked.packet.transportChecksumBad);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(packet, 20, 16);
        byte[] sealed = packet.clone();
        int value = Integer.reverseBytes((int) crc.getValue());
        put16(sealed, 28, value >>> 16);
        put16(sealed, 30, value);
        assertFalse(Decoded.of(checking, LinkType.RAW, sealed).packet.transportChecksumBad);
    }

    @Test
    void shouldObjectToShortOnes() {
        assertEquals(Set.of(DecoderEvent.SCTP_PKT_TOO_SMALL), Decoded.ip(ipv4(132, new byte[11])).events());
        assertEquals(Set.of(DecoderEvent.ESP_PKT_TOO_SMALL), Decoded.ip(ipv4(50, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.IGMP_PKT_TOO_SMALL), Decoded.ip(ipv4(2, new byte[7])).events());
        assertEquals(8, Decoded.ip(ipv4(50, new byte[16])).packet.payloadLength);
    }

    private static Set<DecoderEvent> eventsOfIcmp(int type, int code, byte[] payload) {
        return Decoded.ip(ipv4(1, Frames.icmp(type, code, 0, payload))).events();
    }

    private static Set<DecoderEvent> eventsOfIcmp6(int type, int code, byte[] payload) {
        return Decoded.ip(Frames.icmp6(type, code, 0, payload)).events();
    }
}
