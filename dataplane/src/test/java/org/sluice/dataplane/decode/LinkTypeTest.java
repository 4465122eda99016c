package org.sluice.dataplane.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.image.DecoderEvent;

class LinkTypeTest {
    private static final byte[] HTTP = Frames.tcp(0x18, new byte[0], Frames.GET);
    private static final byte[] HTTP6 = Frames.tcp6(0x18, new byte[0], Frames.GET);

    @ParameterizedTest
    @ValueSource(ints = {12, 14, 101})
    void shouldTellRawIpByItsVersion(int linkType) {
        assertTrue(Decoded.of(linkType, HTTP).packet.isTcp());
        assertEquals(6, Decoded.of(linkType, HTTP6).packet.ipVersion);
        assertEquals(Set.of(DecoderEvent.IPRAW_INVALID_IP_VERSION), Decoded.of(linkType, hex("55")).events());
        assertEquals(Set.of(DecoderEvent.IPRAW_INVALID_IP_VERSION), Decoded.of(linkType, new byte[0]).events());
    }

    @Test
    void shouldTakeLoopbackFamiliesInBothByteOrders() {
        assertTrue(Decoded.of(0, join(hex("02000000"), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(108, join(hex("00000002"), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(0, join(hex("1e000000"), HTTP6)).packet.isTcp());
        assertEquals(Set.of(DecoderEvent.LTNULL_UNSUPPORTED_TYPE), Decoded.of(0, hex("07000000")).events());
        assertEquals(Set.of(DecoderEvent.LTNULL_PKT_TOO_SMALL), Decoded.of(0, new byte[3]).events());
    }

    @Test
    void shouldTakeLinuxCookedCaptures() {
        assertTrue(Decoded.of(113, join(new byte[14], u16(0x0800), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(276, join(u16(0x86dd), new byte[18], HTTP6)).packet.isTcp());
        assertEquals(Set.of(DecoderEvent.SLL_PKT_TOO_SMALL), Decoded.of(113, new byte[15]).events());
        assertEquals(Set.of(DecoderEvent.SLL2_PKT_TOO_SMALL), Decoded.of(276, new byte[19]).events());
    }

    @Test
    void shouldTakeCiscoHdlc() {
        assertTrue(Decoded.of(104, join(hex("0f00"), u16(0x0800), HTTP)).packet.isTcp());
        assertEquals(Set.of(DecoderEvent.CHDLC_PKT_TOO_SMALL), Decoded.of(104, new byte[3]).events());
    }

    @Test
    void shouldCountUnknownLinkTypes() {
        Decoded decoded = Decoded.of(147, HTTP);

        assertEquals(Set.of(), decoded.events());
        assertEquals(1, decoded.decoder.counters().unknownLinkType);
        assertFalse(decoded.packet.isTcp());
    }

    @Test
    void shouldTakePppWithAndWithoutCompression() {
        assertTrue(Decoded.of(9, join(hex("ff030021"), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(9, join(hex("ff0321"), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(9, join(hex("0021"), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(9, join(hex("21"), HTTP)).packet.isTcp());
        assertTrue(Decoded.of(9, join(hex("0057"), HTTP6)).packet.isTcp());
    }

    @Test
    void shouldObjectToBrokenPpp() {
        assertEquals(Set.of(DecoderEvent.PPP_PKT_TOO_SMALL), Decoded.of(9, hex("ff0300")).events());
        assertEquals(Set.of(DecoderEvent.PPP_IP4_PKT_TOO_SMALL), Decoded.of(9, hex("ff03002145")).events());
        assertEquals(Set.of(DecoderEvent.PPP_VJU_PKT_TOO_SMALL), Decoded.of(9, hex("ff03002f45")).events());
        assertEquals(Set.of(DecoderEvent.PPP_IP6_PKT_TOO_SMALL), Decoded.of(9, hex("ff03005760")).events());
        assertEquals(Set.of(DecoderEvent.PPP_UNSUP_PROTO), Decoded.of(9, hex("ff03002b00")).events());
        assertEquals(Set.of(DecoderEvent.PPP_WRONG_TYPE), Decoded.of(9, hex("ff03006600")).events());
        assertEquals(Set.of(), Decoded.of(9, hex("ff03c0210101")).events());
    }

    @Test
    void shouldFindIpBehindPppoeSession() {
        byte[] session = join(hex("11000007"), u16(HTTP.length + 2), hex("0021"), HTTP);

        Decoded decoded = Decoded.ethernet(ethernet(0x8864, session));

        assertEquals(Set.of(), decoded.events());
        assertTrue(decoded.packet.isTcp());
    }

    @Test
    void shouldObjectToBrokenPppoe() {
        assertEquals(Set.of(DecoderEvent.PPPOE_PKT_TOO_SMALL),
                Decoded.ethernet(ethernet(0x8864, new byte[7])).events());
        assertEquals(Set.of(DecoderEvent.PPPOE_WRONG_CODE),
                Decoded.ethernet(ethernet(0x8864, hex("1101000700020021"))).events());
        assertEquals(Set.of(DecoderEvent.PPPOE_WRONG_CODE),
                Decoded.ethernet(ethernet(0x8863, hex("110300000000"))).events());
        assertEquals(Set.of(DecoderEvent.PPPOE_MALFORMED_TAGS),
                Decoded.ethernet(ethernet(0x8863, hex("110900000004 01010001"))).events());
        assertEquals(Set.of(DecoderEvent.PPPOE_MALFORMED_TAGS),
                Decoded.ethernet(ethernet(0x8863, hex("110900000008 01010000"))).events());
        assertEquals(Set.of(), Decoded.ethernet(ethernet(0x8863, hex("110900000004 01010000 0000"))).events());
    }
}
