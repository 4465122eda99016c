package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.DecoderEvent;

class EthernetTest {
    private static final byte[] HTTP = Frames.tcp(0x18, new byte[0], Frames.GET);

    @Test
    void shouldFindTcpBehindEthernetAndIgnorePadding() {
        Decoded decoded = Decoded.ethernet(join(ethernet(0x0800, HTTP), new byte[10]));

        assertEquals(Set.of(), decoded.events());
        assertEquals(0, decoded.packet.ethernetOffset);
        assertEquals(14, decoded.packet.ipOffset);
        assertEquals(34, decoded.packet.transportOffset);
        assertEquals(80, decoded.packet.destinationPort);
        assertArrayEquals(Frames.GET, Decoded.payload(decoded.packet));
    }

    @Test
    void shouldObjectToFrameShorterThanItsHeader() {
        Decoded decoded = Decoded.ethernet(new byte[13]);

        assertEquals(Set.of(DecoderEvent.ETHERNET_PKT_TOO_SMALL), decoded.events());
        assertTrue(decoded.packet.invalid);
        assertEquals(1, decoded.decoder.counters().invalid);
        assertEquals(1, decoded.decoder.counters().events[DecoderEvent.ETHERNET_PKT_TOO_SMALL.ordinal()]);
    }

    @Test
    void shouldLetLldpPassWithAnEventThatDoesNotInvalidate() {
        Decoded decoded = Decoded.ethernet(ethernet(0x88cc, new byte[46]));

        assertEquals(Set.of(DecoderEvent.ETHERNET_UNKNOWN_ETHERTYPE), decoded.events());
        assertFalse(decoded.packet.invalid);
    }

    @Test
    void shouldLetSpanningTreePassWithoutEvent() {
        Decoded decoded = Decoded.ethernet(ethernet(38, join(hex("424203"), new byte[43])));

        assertEquals(Set.of(), decoded.events());
        assertEquals(1, decoded.decoder.counters().llc);
    }

    @Test
    void shouldFindIpBehindSnap() {
        byte[] snap = join(hex("aaaa03000000 0800"), HTTP);

        Decoded decoded = Decoded.ethernet(ethernet(snap.length, snap));

        assertTrue(decoded.packet.isTcp());
    }

    @Test
    void shouldKeepThreeVlansOutermostFirst() {
        byte[] tags = join(u16(0x2064), u16(0x8100), u16(200), u16(0x9100), u16(300), u16(0x0800), HTTP);

        Decoded decoded = Decoded.ethernet(ethernet(0x88a8, tags));

        assertEquals(3, decoded.packet.vlanCount);
        assertArrayEquals(new int[] {100, 200, 300}, decoded.packet.vlans);
        assertTrue(decoded.packet.isTcp());
    }

    @Test
    void shouldObjectToFourthVlanAndDecodeAllTheSame() {
        byte[] tags = join(u16(1), u16(0x8100), u16(2), u16(0x8100), u16(3), u16(0x8100), u16(4), u16(0x0800), HTTP);

        Decoded decoded = Decoded.ethernet(ethernet(0x8100, tags));

        assertEquals(Set.of(DecoderEvent.VLAN_TOO_MANY_LAYERS), decoded.events());
        assertTrue(decoded.packet.isTcp());
    }

    @Test
    void shouldObjectToTruncatedVlanAndUnknownTypeBehindIt() {
        Decoded truncated = Decoded.ethernet(ethernet(0x8100, new byte[3]));
        Decoded unknown = Decoded.ethernet(ethernet(0x8100, join(u16(1), u16(0x8035), new byte[28])));

        assertEquals(Set.of(DecoderEvent.VLAN_HEADER_TOO_SMALL), truncated.events());
        assertEquals(Set.of(DecoderEvent.VLAN_UNKNOWN_TYPE, DecoderEvent.ETHERNET_UNKNOWN_ETHERTYPE),
                unknown.events());
    }

    @Test
    void shouldStopAtTooManyLayers() {
        byte[] inner = ethernet(0x0800, HTTP);
        for (int i = 0; i < 20; i++) {
            inner = ethernet(0x88e7, join(new byte[4], inner));
        }

        Decoded decoded = Decoded.ethernet(inner);

        assertEquals(Set.of(DecoderEvent.TOO_MANY_LAYERS), decoded.events());
        assertEquals(0, decoded.packet.ipVersion);
    }

    @Test
    void shouldFindIpBehindProviderBackboneAndFabricPath() {
        Decoded backbone = Decoded.ethernet(ethernet(0x88e7, join(new byte[4], ethernet(0x0800, HTTP))));
        Decoded fabric = Decoded.ethernet(ethernet(0x8903, join(new byte[2], ethernet(0x0800, HTTP))));
        Decoded small = Decoded.ethernet(ethernet(0x88e7, new byte[17]));

        assertTrue(backbone.packet.isTcp());
        assertEquals(0, backbone.packet.ethernetOffset);
        assertTrue(fabric.packet.isTcp());
        assertEquals(Set.of(DecoderEvent.IEEE8021AH_HEADER_TOO_SMALL), small.events());
    }

    @Test
    void shouldFindIpBehindPortTags() {
        Decoded vnTag = Decoded.ethernet(ethernet(0x8926, join(new byte[4], u16(0x0800), HTTP)));
        Decoded eTag = Decoded.ethernet(ethernet(0x893f, join(new byte[6], u16(0x0800), HTTP)));
        Decoded small = Decoded.ethernet(ethernet(0x8926, new byte[5]));
        Decoded unknown = Decoded.ethernet(ethernet(0x893f, join(new byte[6], u16(0x8035), new byte[28])));

        assertTrue(vnTag.packet.isTcp());
        assertTrue(eTag.packet.isTcp());
        assertEquals(Set.of(DecoderEvent.VNTAG_HEADER_TOO_SMALL), small.events());
        assertTrue(unknown.packet.has(DecoderEvent.ETAG_UNKNOWN_TYPE));
    }

    @Test
    void shouldCheckArp() {
        byte[] request = hex("0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002");
        byte[] tokenRing = request.clone();
        tokenRing[1] = 6;
        byte[] longAddress = request.clone();
        longAddress[5] = 16;

        assertEquals(Set.of(), Decoded.ethernet(ethernet(0x0806, join(request, new byte[18]))).events());
        assertEquals(Set.of(DecoderEvent.ARP_PKT_TOO_SMALL), Decoded.ethernet(ethernet(0x0806, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.ARP_UNSUPPORTED_HARDWARE),
                Decoded.ethernet(ethernet(0x0806, tokenRing)).events());
        assertEquals(Set.of(DecoderEvent.ARP_INVALID_PROTOCOL_SIZE),
                Decoded.ethernet(ethernet(0x0806, longAddress)).events());
    }

    @Test
    void shouldFollowMplsLabelsToIpAndToPseudowires() {
        byte[] twoLabels = join(hex("00064040 00065140"), HTTP);
        byte[] explicitNull = join(hex("00000140"), HTTP);
        byte[] pseudowire = join(hex("00064140 00000000"), ethernet(0x0800, HTTP));

        assertTrue(Decoded.ethernet(ethernet(0x8847, twoLabels)).packet.isTcp());
        assertTrue(Decoded.ethernet(ethernet(0x8847, explicitNull)).packet.isTcp());
        assertTrue(Decoded.ethernet(ethernet(0x8848, pseudowire)).packet.isTcp());
    }

    @Test
    void shouldObjectToBrokenMpls() {
        assertEquals(Set.of(DecoderEvent.MPLS_HEADER_TOO_SMALL),
                Decoded.ethernet(ethernet(0x8847, hex("00064040"))).events());
        assertEquals(Set.of(DecoderEvent.MPLS_PKT_TOO_SMALL),
                Decoded.ethernet(ethernet(0x8847, hex("00064140"))).events());
        assertEquals(Set.of(DecoderEvent.MPLS_BAD_LABEL_IMPLICIT_NULL),
                Decoded.ethernet(ethernet(0x8847, join(hex("00003140"), HTTP))).events());
        assertEquals(Set.of(DecoderEvent.MPLS_BAD_LABEL_RESERVED, DecoderEvent.MPLS_UNKNOWN_PAYLOAD_TYPE),
                Decoded.ethernet(ethernet(0x8847, hex("00007140 90"))).events());
    }

    @Test
    void shouldFollowServiceHeadersOfBothKinds() {
        byte[] kind1 = join(hex("00060101 00000101"), new byte[16], HTTP);
        byte[] kind2 = join(hex("00020203 00000101"), ethernet(0x0800, HTTP));

        assertTrue(Decoded.ethernet(ethernet(0x894f, kind1)).packet.isTcp());
        assertTrue(Decoded.ethernet(ethernet(0x894f, kind2)).packet.isTcp());
        assertEquals(Set.of(DecoderEvent.NSH_BAD_HEADER_LENGTH),
                Decoded.ethernet(ethernet(0x894f, hex("00050101 00000101"))).events());
        assertEquals(Set.of(DecoderEvent.NSH_RESERVED_TYPE),
                Decoded.ethernet(ethernet(0x894f, hex("00020001 00000101"))).events());
        assertEquals(Set.of(DecoderEvent.NSH_UNSUPPORTED_VERSION),
                Decoded.ethernet(ethernet(0x894f, hex("40020201 00000101"))).events());
        assertEquals(Set.of(DecoderEvent.NSH_UNKNOWN_PAYLOAD),
                Decoded.ethernet(ethernet(0x894f, hex("00020263 00000101"))).events());
        assertEquals(Set.of(DecoderEvent.NSH_HEADER_TOO_SMALL),
                Decoded.ethernet(ethernet(0x894f, new byte[7])).events());
    }
}
