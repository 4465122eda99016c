package org.sluice.control.export;

/** IP protocol numbers as EVE prints them (names of the IANA registry; the common ones as Suricata spells them). */
final class ProtocolNames {
    private static final String[] NAMES = new String[256];

    static {
        final Object[] known = {
            0, "HOPOPT", 1, "ICMP", 2, "IGMP", 3, "GGP", 4, "IP-in-IP", 5, "ST", 6, "TCP", 7, "CBT", 8, "EGP", 9, "IGP",
            12, "PUP", 17, "UDP", 20, "HMP", 22, "XNS-IDP", 27, "RDP", 33, "DCCP", 41, "IPv6", 43, "IPv6-Route",
            44, "IPv6-Frag", 45, "IDRP", 46, "RSVP", 47, "GRE", 50, "ESP", 51, "AH", 57, "SKIP", 58, "IPv6-ICMP",
            59, "IPv6-NoNxt", 60, "IPv6-Opts", 81, "VMTP", 88, "EIGRP", 89, "OSPFIGP", 93, "AX.25", 94, "IPIP",
            97, "ETHERIP", 98, "ENCAP", 103, "PIM", 108, "IPComp", 112, "VRRP", 115, "L2TP", 124, "ISIS", 132, "SCTP",
            133, "FC", 135, "Mobility", 136, "UDPLite", 137, "MPLS-in-IP", 138, "MANET", 139, "HIP", 140, "Shim6",
            141, "WESP", 142, "ROHC", 255, "Reserved"};
        for (int i = 0; i < 256; i++) {
            NAMES[i] = String.format("%03d", i);
        }
        for (int i = 0; i < known.length; i += 2) {
            NAMES[(Integer)known[i]] = (String)known[i + 1];
        }
    }

    private ProtocolNames() {
    }

    static String of(final int protocol) {
        return NAMES[protocol & 0xFF];
    }
}
