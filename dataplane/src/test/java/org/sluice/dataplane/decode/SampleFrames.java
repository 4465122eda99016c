package org.sluice.dataplane.decode;

import static org.sluice.dataplane.decode.Frames.ethernet;
import static org.sluice.dataplane.decode.Frames.hex;
import static org.sluice.dataplane.decode.Frames.ipv4;
import static org.sluice.dataplane.decode.Frames.ipv6;
import static org.sluice.dataplane.decode.Frames.join;
import static org.sluice.dataplane.decode.Frames.u16;

import java.util.List;

/** One sound Ethernet frame of each kind the decoder knows: seeds for mutation and fuzzing. */
public final class SampleFrames {
    private static final byte[] NONE = new byte[0];
    private static final byte[] OPTIONS = hex("020405b4 0402 080a 0000000b 0000000c 01 030307");
    private static final byte[] HTTP = Frames.tcp(0x18, OPTIONS, Frames.GET);
    private static final byte[] HTTP6 = Frames.tcp6(0x18, OPTIONS, Frames.GET);
    private static final byte[] FRAME = ethernet(0x0800, HTTP);

    private SampleFrames() {}

    /** All of them. */
    public static List<byte[]> all() {
        return List.of(
                FRAME,
                ethernet(0x86dd, HTTP6),
                ethernet(0x0800, Frames.udp(53, 1024, Frames.GET)),
                ethernet(0x0800, Frames.ping(Frames.GET)),
                ethernet(0x0800, ipv4(1, Frames.icmp(3, 3, 0, HTTP))),
                ethernet(0x86dd, Frames.icmp6(1, 4, 0, HTTP6)),
                ethernet(0x86dd, Frames.icmp6(143, 0, 1, new byte[20])),
                ethernet(0x0800, ipv4(4, 1, 0, hex("8307040a000003 44080500 00000000 00"), HTTP)),
                ethernet(0x0800, ipv4(4, 1, 0, hex("860a00000001 01040002 820b 000000000000000000 000000"), HTTP)),
                ethernet(0x86dd, ipv6(0, join(hex("3c00050200000000 2b00050200000000 3300020000000000"),
                        hex("2c01000000000001 00000002 0600000000000001"), Frames.tcpSegment(2, NONE, NONE)))),
                ethernet(0x86dd, Frames.ipv6Fragment(6, 7, 1448, true, new byte[64])),
                ethernet(0x0800, ipv4(6, 7, 0x2003, NONE, new byte[64])),
                ethernet(0x88a8, join(u16(1), u16(0x8100), u16(2), u16(0x0800), HTTP)),
                ethernet(0x8847, join(hex("00064040 00065140"), HTTP)),
                ethernet(0x8847, join(hex("00064140 00000000"), FRAME)),
                ethernet(0x8864, join(hex("11000007"), u16(HTTP.length + 2), hex("0021"), HTTP)),
                ethernet(0x8863, hex("110900000008 01010000 01030000")),
                ethernet(0x88e7, join(new byte[4], FRAME)),
                ethernet(0x8926, join(new byte[4], u16(0x0800), HTTP)),
                ethernet(0x893f, join(new byte[6], u16(0x0800), HTTP)),
                ethernet(0x894f, join(hex("00020203 00000101"), FRAME)),
                ethernet(0x0806, hex("0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002")),
                ethernet(HTTP.length + 8, join(hex("aaaa030000000800"), HTTP)),
                ethernet(0x0800, ipv4(4, HTTP)),
                ethernet(0x86dd, ipv6(41, HTTP6)),
                ethernet(0x0800, ipv4(47, join(hex("b0006558"), new byte[12], FRAME))),
                ethernet(0x0800, ipv4(47, join(hex("400008000000000000020004 0a00000300000000"), HTTP))),
                ethernet(0x0800, ipv4(47, join(hex("3081880b000400010000000100000001ff030021"), HTTP))),
                ethernet(0x0800, ipv4(47, join(hex("100088be 00000001 1000000100000000"), FRAME))),
                ethernet(0x0800, ipv4(47, join(hex("100022eb 00000001 2000000100000000 00000000"), FRAME))),
                ethernet(0x0800, Frames.udp(1, 4789, join(hex("0800000000000100"), FRAME))),
                ethernet(0x0800, Frames.udp(1, 6081, join(hex("02006558000001000000000000000000"), FRAME))),
                ethernet(0x0800, Frames.udp(9, 3544, join(hex("00010000000000000000000000 000000010a000001"), HTTP6))),
                ethernet(0x0800, ipv4(132, hex("00010002000000030000000000030004"))),
                ethernet(0x0800, ipv4(50, new byte[24])),
                ethernet(0x0800, ipv4(2, new byte[8])));
    }
}
