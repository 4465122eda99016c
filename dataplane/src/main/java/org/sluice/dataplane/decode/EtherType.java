package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Dispatch by EtherType (IEEE 802 numbers), wherever one stands: in Ethernet, a tag, SLL, GRE, SNAP. */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int TRANSPARENT_ETHERNET = 0x6558;
    static final int VLAN = 0x8100;
    static final int IPV6 = 0x86dd;
    static final int PPP = 0x880b;
    static final int MPLS_UNICAST = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE_DISCOVERY = 0x8863;
    static final int PPPOE_SESSION = 0x8864;
    static final int PROVIDER_VLAN = 0x88a8;
    static final int ERSPAN = 0x88be;
    static final int BACKBONE = 0x88e7;
    static final int FABRIC_PATH = 0x8903;
    static final int VN_TAG = 0x8926;
    static final int E_TAG = 0x893f;
    static final int NSH = 0x894f;
    static final int OLD_QINQ = 0x9100;
    static final int ERSPAN_III = 0x22eb;
    /** Below this the field is a length (IEEE 802.3, 3.2.6). */
    static final int FIRST = 0x600;

    private EtherType() {}

    /** Decodes what {@code type} names at {@code at}; false when it is nothing we decode, with an event. */
    static boolean decode(Decoder decoder, Packet packet, int type, int at, int end) {
        packet.etherType = type;
        switch (type) {
            case IPV4 -> Ipv4.decode(decoder, packet, at, end);
            case IPV6 -> Ipv6.decode(decoder, packet, at, end);
            case VLAN, PROVIDER_VLAN, OLD_QINQ -> Vlan.decode(decoder, packet, type, at, end);
            case ARP -> Arp.decode(decoder, packet, at, end);
            case MPLS_UNICAST, MPLS_MULTICAST -> Mpls.decode(decoder, packet, at, end);
            case PPPOE_SESSION -> Pppoe.decodeSession(decoder, packet, at, end);
            case PPPOE_DISCOVERY -> Pppoe.decodeDiscovery(decoder, packet, at, end);
            case BACKBONE -> Backbone.decode(decoder, packet, at, end);
            case FABRIC_PATH -> FabricPath.decode(decoder, packet, at, end);
            case VN_TAG -> PortTag.decodeVnTag(decoder, packet, at, end);
            case E_TAG -> PortTag.decodeETag(decoder, packet, at, end);
            case NSH -> Nsh.decode(decoder, packet, at, end);
            default -> {
                return decodeOther(decoder, packet, type, at, end);
            }
        }
        return true;
    }

    private static boolean decodeOther(Decoder decoder, Packet packet, int type, int at, int end) {
        if (type < FIRST) {
            Llc.decode(decoder, packet, at, Math.min(end, at + type));
            return true;
        }
        decoder.counters.unknownEtherType++;
        packet.raise(DecoderEvent.ETHERNET_UNKNOWN_ETHERTYPE);
        return false;
    }
}
