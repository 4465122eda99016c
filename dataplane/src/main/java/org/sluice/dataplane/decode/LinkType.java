package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** pcap link types (tcpdump.org/linktypes.html): what a packet's first byte belongs to. */
final class LinkType {
    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int PPP = 9;
    /** DLT_RAW as some systems wrote it into files. */
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int PPP_HDLC = 50;
    static final int PPPOE = 51;
    static final int RAW = 101;
    static final int CISCO_HDLC = 104;
    static final int LOOP = 108;
    static final int LINUX_SLL = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_SLL2 = 276;

    private LinkType() {}

    /** Decodes from the first byte on. An unknown link type is counted, and the packet stays undecoded. */
    static void decode(Decoder decoder, Packet packet) {
        int end = packet.length;
        switch (packet.linkType) {
            case ETHERNET -> Ethernet.decode(decoder, packet, 0, end);
            case RAW, RAW_BSD, RAW_OPENBSD -> decodeRaw(decoder, packet, end);
            case IPV4 -> Ipv4.decode(decoder, packet, 0, end);
            case IPV6 -> Ipv6.decode(decoder, packet, 0, end);
            case NULL, LOOP -> NullLink.decode(decoder, packet, 0, end);
            case LINUX_SLL -> LinuxCooked.decode(decoder, packet, 0, end);
            case LINUX_SLL2 -> LinuxCooked.decodeVersion2(decoder, packet, 0, end);
            case PPP, PPP_HDLC -> Ppp.decode(decoder, packet, 0, end);
            case PPPOE -> Pppoe.decodeSession(decoder, packet, 0, end);
            case CISCO_HDLC -> CiscoHdlc.decode(decoder, packet, 0, end);
            default -> decoder.counters.unknownLinkType++;
        }
    }

    private static void decodeRaw(Decoder decoder, Packet packet, int end) {
        decoder.counters.raw++;
        int version = end == 0 ? 0 : Octets.u8(packet.memory, packet.offset) >>> 4;
        switch (version) {
            case 4 -> Ipv4.decode(decoder, packet, 0, end);
            case 6 -> Ipv6.decode(decoder, packet, 0, end);
            default -> packet.raise(DecoderEvent.IPRAW_INVALID_IP_VERSION);
        }
    }
}
