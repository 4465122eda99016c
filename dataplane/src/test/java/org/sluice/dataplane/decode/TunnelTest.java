package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.ipv4;
import static org.sluice.dataplane.decode.Frames.ipv6;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.DecoderEvent;

class TunnelTest {
    private static final byte[] HTTP = Frames.tcp(0x18, new byte[0], Frames.GET);
    private static final byte[] HTTP6 = Frames.tcp6(0x18, new byte[0], Frames.GET);

    @Test
    void shouldMakePacketsOfIpInIpInAllFourWays() {
        assertTunnel(Decoded.ip(ipv4(4, HTTP)), "ipv4 tunnel");
        assertTunnel(Decoded.ip(ipv4(41, HTTP6)), "ipv4 tunnel");
        assertTunnel(Decoded.ip(ipv6(4, HTTP)), "ipv6 tunnel");
        assertTunnel(Decoded.ip(ipv6(41, HTTP6)), "ipv6 tunnel");
    }

    @Test
    void shouldObjectToBrokenIpInIpv6() {
        assertEquals(Set.of(DecoderEvent.IPV6_IPV4_IN_IPV6_TOO_SMALL), Decoded.ip(ipv6(4, new byte[19])).events());
        assertEquals(Set.of(DecoderEvent.IPV6_IPV4_IN_IPV6_WRONG_VERSION), Decoded.ip(ipv6(4, HTTP6)).events());
        assertEquals(Set.of(DecoderEvent.IPV6_IPV6_IN_IPV6_TOO_SMALL), Decoded.ip(ipv6(41, new byte[39])).events());
        assertEquals(Set.of(DecoderEvent.IPV6_IPV6_IN_IPV6_WRONG_VERSION), Decoded.ip(ipv6(41, HTTP)).events());
    }

    @Test
    void shouldGivePlaceDepthAndOuterToInnerPackets() {
        byte[] twice = ipv4(4, ipv4(4, HTTP));

        Decoded decoded = Decoded.ip(twice);

        assertEquals(3, decoded.list.size());
        assertSame(decoded.packet, decoded.inner(1).outer);
        assertSame(decoded.inner(1), decoded.inner(2).outer);
        assertEquals(2, decoded.inner(2).depth);
        assertEquals(40, decoded.inner(2).offset);
        assertEquals(HTTP.length, decoded.inner(2).length);
        assertTrue(decoded.packet.carriesPacket);
        assertTrue(decoded.inner(1).carriesPacket);
        assertFalse(decoded.inner(2).carriesPacket);
    }

    @Test
    void shouldStopNestingAtTheLayerLimit() {
        byte[] nested = HTTP;
        for (int i = 0; i < 30; i++) {
            nested = ipv4(4, nested);
        }

        Decoded decoded = Decoded.ip(nested);

        Packet last = decoded.inner(decoded.list.size() - 1);
        assertEquals(17, decoded.list.size());
        assertEquals(Set.of(DecoderEvent.TOO_MANY_LAYERS), Decoded.events(last));
    }

    @Test
    void shouldLeaveWhatDoesNotFitTheListToTheOuterPacket() {
        PacketList list = new PacketList(1);
        Packet packet = list.claim();
        packet.wrap(Decoded.ip(ipv4(4, HTTP)).packet.memory, 0, HTTP.length + 20, LinkType.RAW);

        new Decoder(DecoderSettings.defaults()).decode(packet, list);

        assertEquals(1, list.overflows());
        assertFalse(packet.carriesPacket);
        assertEquals(HTTP.length, packet.payloadLength);
    }

    @Test
    void shouldFollowGreWithEveryOptionalField() {
        assertTunnel(Decoded.ip(ipv4(47, join(hex("0000 0800"), HTTP))), "gre tunnel");
        assertTunnel(Decoded.ip(ipv4(47, join(hex("b000 86dd"), new byte[12], HTTP6))), "gre tunnel");
        assertTunnel(Decoded.ip(ipv4(47, join(hex("4000 0800 00000000 0002 0004 0a000003 00000000"), HTTP))),
                "gre tunnel");
        assertTunnel(Decoded.ip(ipv4(47, join(hex("0000 6558"), ethernet(0x0800, HTTP)))), "gre tunnel");
        assertTunnel(Decoded.ip(ipv6(47, join(hex("0000 8100"), u16(5), u16(0x0800), HTTP))), "gre tunnel");
        assertTunnel(Decoded.ip(ipv4(47, join(hex("3081 880b 00040001 00000001 00000001 ff030021"), HTTP))),
                "gre tunnel");
    }

    @Test
    void shouldObjectToBrokenGre() {
        assertEquals(DecoderEvent.GRE_PKT_TOO_SMALL, gre("0000"));
        assertEquals(DecoderEvent.GRE_WRONG_VERSION, gre("0002 0800"));
        assertEquals(DecoderEvent.GRE_VERSION0_RECUR, gre("0100 0800"));
        assertEquals(DecoderEvent.GRE_VERSION0_FLAGS, gre("0008 0800"));
        assertEquals(DecoderEvent.GRE_VERSION0_HDR_TOO_BIG, gre("2000 0800 0000"));
        assertEquals(DecoderEvent.GRE_VERSION0_MALFORMED_SRE_HDR, gre("4000 0800 00000000 0002 0008 0a000003"));
        assertEquals(DecoderEvent.GRE_VERSION1_CHKSUM, gre("a001 880b 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_ROUTE, gre("6001 880b 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_SSR, gre("2801 880b 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_RECUR, gre("2101 880b 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_FLAGS, gre("2009 880b 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_NO_KEY, gre("0001 880b 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_WRONG_PROTOCOL, gre("2001 0800 00000000"));
        assertEquals(DecoderEvent.GRE_VERSION1_HDR_TOO_BIG, gre("3001 880b 00000000"));
    }

    @Test
    void shouldFollowErspanOfAllTypes() {
        byte[] frame = ethernet(0x0800, HTTP);

        assertTunnel(Decoded.ip(ipv4(47, join(hex("0000 88be"), frame))), "gre tunnel");
        assertTunnel(Decoded.ip(ipv4(47, join(hex("1000 88be 00000001 1000 0001 00000000"), frame))), "gre tunnel");
        assertTunnel(Decoded.ip(ipv4(47, join(hex("1000 22eb 00000001 2000 0001 00000000 0000 0000"), frame))),
                "gre tunnel");
        assertEquals(DecoderEvent.ERSPAN_HEADER_TOO_SMALL, gre("1000 88be 00000001 1000"));
        assertEquals(DecoderEvent.ERSPAN_UNSUPPORTED_VERSION, gre("1000 88be 00000001 3000 0001 00000000"));
        Decoded off = Decoded.of(DecoderSettings.defaults().withErspan(false), LinkType.RAW,
                ipv4(47, join(hex("0000 88be"), frame)));
        assertEquals(1, off.list.size());
    }

    @Test
    void shouldFollowVxlanOnItsPortOnly() {
        byte[] payload = join(hex("08000000 00000100"), ethernet(0x0800, HTTP));
        byte[] tagged = join(hex("08000000 00000100"), ethernet(0x8100, join(u16(7), u16(0x0800), HTTP)));

        Decoded decoded = Decoded.ip(Frames.udp(50_000, 4789, payload));

        assertTunnel(decoded, "vxlan encapsulation");
        assertEquals(LinkType.RAW, decoded.inner(1).linkType);
        assertEquals(7, Decoded.ip(Frames.udp(50_000, 4789, tagged)).inner(1).vlans[0]);
        assertEquals(1, Decoded.ip(Frames.udp(50_000, 4790, payload)).list.size());
        assertEquals(1, Decoded.of(DecoderSettings.defaults().withVxlanPorts(List.of()), LinkType.RAW,
                Frames.udp(50_000, 4789, payload)).list.size());
        assertEquals(Set.of(DecoderEvent.VXLAN_UNKNOWN_PAYLOAD_TYPE), Decoded.ip(Frames.udp(1, 4789,
                join(hex("08000000 00000100"), ethernet(0x8035, new byte[28])))).events());
    }

    @Test
    void shouldFollowGeneveWithOptions() {
        byte[] payload = join(hex("0200 6558 00000100 0000000000000000"), ethernet(0x86dd, HTTP6));

        assertTunnel(Decoded.ip(Frames.udp(50_000, 6081, payload)), "geneve encapsulation");
        assertEquals(Set.of(DecoderEvent.GENEVE_UNKNOWN_PAYLOAD_TYPE),
                Decoded.ip(Frames.udp(1, 6081, hex("0000 8035 00000100"))).events());
    }

    @Test
    void shouldFollowTeredoWhenItFitsToTheByte() {
        byte[] origin = hex("0000 0001 0a000001");
        byte[] authentication = hex("0001 0000 0000000000000000 00");

        assertTunnel(Decoded.ip(Frames.udp(3544, 9, HTTP6)), "teredo tunnel");
        assertTunnel(Decoded.ip(Frames.udp(9, 3544, join(authentication, origin, HTTP6))), "teredo tunnel");
        assertEquals(1, Decoded.ip(Frames.udp(9, 3544, join(HTTP6, new byte[1]))).list.size());
    }

    @Test
    void shouldTakeBackTeredoThatTurnsOutMalformed() {
        Decoded decoded = Decoded.ip(Frames.udp(9, 3544, ipv6(6, new byte[3])));

        assertEquals(1, decoded.list.size());
        assertFalse(decoded.packet.carriesPacket);
        assertEquals(Set.of(), decoded.events());
    }

    @Test
    void shouldStartTheInnerPacketClean() {
        Decoded decoded = Decoded.ethernet(ethernet(0x8100, join(u16(5), u16(0x0800), ipv4(4, HTTP))));

        assertEquals(1, decoded.packet.vlanCount);
        assertEquals(0, decoded.inner(1).vlanCount);
        assertEquals(-1, decoded.inner(1).ethernetOffset);
    }

    private static DecoderEvent gre(String header) {
        Set<DecoderEvent> events = Decoded.ip(ipv4(47, hex(header))).events();
        assertEquals(1, events.size(), events::toString);
        return events.iterator().next();
    }

    private static void assertTunnel(Decoded decoded, String source) {
        assertEquals(Set.of(), decoded.events());
        assertEquals(2, decoded.list.size());
        Packet inner = decoded.inner(1);
        assertEquals(Set.of(), Decoded.events(inner));
        assertEquals(Packet.TUNNEL, inner.origin);
        assertEquals(source, inner.sourceName());
        assertTrue(inner.isTcp());
        assertArrayEquals(Frames.GET, Decoded.payload(inner));
    }
}
