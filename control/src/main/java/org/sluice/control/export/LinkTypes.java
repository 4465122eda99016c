package org.sluice.control.export;

import java.util.Map;

/** Names of the link types of pcap files (tcpdump.org/linktypes.html). */
final class LinkTypes {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
        Map.entry(0, "NULL"), Map.entry(1, "EN10MB"), Map.entry(8, "SLIP"), Map.entry(9, "PPP"),
        Map.entry(10, "FDDI"), Map.entry(12, "RAW"), Map.entry(14, "RAW"), Map.entry(50, "PPP_SERIAL"),
        Map.entry(51, "PPP_ETHER"), Map.entry(101, "RAW"), Map.entry(104, "C_HDLC"), Map.entry(105, "IEEE802_11"),
        Map.entry(107, "FRELAY"), Map.entry(108, "LOOP"), Map.entry(113, "LINUX_SLL"), Map.entry(228, "IPV4"),
        Map.entry(229, "IPV6"), Map.entry(276, "LINUX_SLL2"));

    private LinkTypes() {
    }

    static String of(final int linkType) {
        return NAMES.getOrDefault(linkType, "UNKNOWN");
    }
}
