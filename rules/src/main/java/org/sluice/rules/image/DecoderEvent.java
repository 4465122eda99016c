package org.sluice.rules.image;

import java.util.HashMap;
import java.util.Map;

/**
 * Everything the packet decoder and the defragmenter can object to, by the names that {@code decode-event} rules use
 * (Suricata's). The rule compiler writes ordinals into the image and the data plane keeps them as bits of
 * {@code Packet.decoderEvents}: new events go to the end of the enum, none is ever moved or removed.
 */
public enum DecoderEvent {
    // IPv4
    IPV4_PKT_TOO_SMALL("ipv4.pkt_too_small", Layer.NETWORK, true),
    IPV4_HLEN_TOO_SMALL("ipv4.hlen_too_small", Layer.NETWORK, true),
    IPV4_IPLEN_SMALLER_THAN_HLEN("ipv4.iplen_smaller_than_hlen", Layer.NETWORK, true),
    IPV4_TRUNC_PKT("ipv4.trunc_pkt", Layer.NETWORK, true),
    IPV4_OPT_INVALID("ipv4.opt_invalid", Layer.NETWORK, false),
    IPV4_OPT_INVALID_LEN("ipv4.opt_invalid_len", Layer.NETWORK, false),
    IPV4_OPT_MALFORMED("ipv4.opt_malformed", Layer.NETWORK, false),
    IPV4_OPT_PAD_REQUIRED("ipv4.opt_pad_required", Layer.NETWORK, false),
    IPV4_OPT_EOL_REQUIRED("ipv4.opt_eol_required", Layer.NETWORK, false),
    IPV4_OPT_DUPLICATE("ipv4.opt_duplicate", Layer.NETWORK, false),
    IPV4_OPT_UNKNOWN("ipv4.opt_unknown", Layer.NETWORK, false),
    IPV4_WRONG_IP_VERSION("ipv4.wrong_ip_version", Layer.NETWORK, true),
    IPV4_ICMPV6("ipv4.icmpv6", Layer.NETWORK, false),
    IPV4_FRAG_PKT_TOO_LARGE("ipv4.frag_pkt_too_large", Layer.FRAGMENT, false),
    IPV4_FRAG_OVERLAP("ipv4.frag_overlap", Layer.FRAGMENT, false),
    IPV4_FRAG_IGNORED("ipv4.frag_ignored", Layer.FRAGMENT, false),
    // IPv6
    IPV6_PKT_TOO_SMALL("ipv6.pkt_too_small", Layer.NETWORK, true),
    IPV6_TRUNC_PKT("ipv6.trunc_pkt", Layer.NETWORK, true),
    IPV6_TRUNC_EXTHDR("ipv6.trunc_exthdr", Layer.NETWORK, true),
    IPV6_EXTHDR_DUPL_FH("ipv6.exthdr_dupl_fh", Layer.NETWORK, false),
    IPV6_EXTHDR_USELESS_FH("ipv6.exthdr_useless_fh", Layer.NETWORK, false),
    IPV6_EXTHDR_DUPL_RH("ipv6.exthdr_dupl_rh", Layer.NETWORK, false),
    IPV6_EXTHDR_DUPL_HH("ipv6.exthdr_dupl_hh", Layer.NETWORK, false),
    IPV6_EXTHDR_DUPL_DH("ipv6.exthdr_dupl_dh", Layer.NETWORK, false),
    IPV6_EXTHDR_DUPL_AH("ipv6.exthdr_dupl_ah", Layer.NETWORK, false),
    IPV6_EXTHDR_DUPL_EH("ipv6.exthdr_dupl_eh", Layer.NETWORK, false),
    IPV6_EXTHDR_INVALID_OPTLEN("ipv6.exthdr_invalid_optlen", Layer.NETWORK, false),
    IPV6_WRONG_IP_VERSION("ipv6.wrong_ip_version", Layer.NETWORK, true),
    IPV6_EXTHDR_AH_RES_NOT_NULL("ipv6.exthdr_ah_res_not_null", Layer.NETWORK, false),
    IPV6_HOPOPTS_UNKNOWN_OPT("ipv6.hopopts_unknown_opt", Layer.NETWORK, false),
    IPV6_HOPOPTS_ONLY_PADDING("ipv6.hopopts_only_padding", Layer.NETWORK, false),
    IPV6_DSTOPTS_UNKNOWN_OPT("ipv6.dstopts_unknown_opt", Layer.NETWORK, false),
    IPV6_DSTOPTS_ONLY_PADDING("ipv6.dstopts_only_padding", Layer.NETWORK, false),
    IPV6_RH_TYPE_0("ipv6.rh_type_0", Layer.NETWORK, false),
    IPV6_ZERO_LEN_PADN("ipv6.zero_len_padn", Layer.NETWORK, false),
    IPV6_FH_NON_ZERO_RESERVED_FIELD("ipv6.fh_non_zero_reserved_field", Layer.NETWORK, false),
    IPV6_DATA_AFTER_NONE_HEADER("ipv6.data_after_none_header", Layer.NETWORK, false),
    IPV6_UNKNOWN_NEXT_HEADER("ipv6.unknown_next_header", Layer.NETWORK, false),
    IPV6_ICMPV4("ipv6.icmpv4", Layer.NETWORK, false),
    IPV6_FRAG_PKT_TOO_LARGE("ipv6.frag_pkt_too_large", Layer.FRAGMENT, false),
    IPV6_FRAG_OVERLAP("ipv6.frag_overlap", Layer.FRAGMENT, false),
    IPV6_FRAG_INVALID_LENGTH("ipv6.frag_invalid_length", Layer.FRAGMENT, false),
    IPV6_FRAG_IGNORED("ipv6.frag_ignored", Layer.FRAGMENT, false),
    IPV6_IPV4_IN_IPV6_TOO_SMALL("ipv6.ipv4_in_ipv6_too_small", Layer.TUNNEL, true),
    IPV6_IPV4_IN_IPV6_WRONG_VERSION("ipv6.ipv4_in_ipv6_wrong_version", Layer.TUNNEL, true),
    IPV6_IPV6_IN_IPV6_TOO_SMALL("ipv6.ipv6_in_ipv6_too_small", Layer.TUNNEL, true),
    IPV6_IPV6_IN_IPV6_WRONG_VERSION("ipv6.ipv6_in_ipv6_wrong_version", Layer.TUNNEL, true),
    // ICMP
    ICMPV4_PKT_TOO_SMALL("icmpv4.pkt_too_small", Layer.TRANSPORT, true),
    ICMPV4_UNKNOWN_TYPE("icmpv4.unknown_type", Layer.TRANSPORT, false),
    ICMPV4_UNKNOWN_CODE("icmpv4.unknown_code", Layer.TRANSPORT, false),
    ICMPV4_IPV4_TRUNC_PKT("icmpv4.ipv4_trunc_pkt", Layer.TRANSPORT, false),
    ICMPV4_IPV4_UNKNOWN_VER("icmpv4.ipv4_unknown_ver", Layer.TRANSPORT, false),
    ICMPV6_UNKNOWN_TYPE("icmpv6.unknown_type", Layer.TRANSPORT, false),
    ICMPV6_UNKNOWN_CODE("icmpv6.unknown_code", Layer.TRANSPORT, false),
    ICMPV6_PKT_TOO_SMALL("icmpv6.pkt_too_small", Layer.TRANSPORT, true),
    ICMPV6_IPV6_UNKNOWN_VERSION("icmpv6.ipv6_unknown_version", Layer.TRANSPORT, false),
    ICMPV6_IPV6_TRUNC_PKT("icmpv6.ipv6_trunc_pkt", Layer.TRANSPORT, false),
    ICMPV6_MLD_MESSAGE_WITH_INVALID_HL("icmpv6.mld_message_with_invalid_hl", Layer.TRANSPORT, false),
    ICMPV6_UNASSIGNED_TYPE("icmpv6.unassigned_type", Layer.TRANSPORT, false),
    ICMPV6_EXPERIMENTATION_TYPE("icmpv6.experimentation_type", Layer.TRANSPORT, false),
    // IGMP
    IGMP_PKT_TOO_SMALL("igmp.pkt_too_small", Layer.TRANSPORT, true),
    // TCP
    TCP_PKT_TOO_SMALL("tcp.pkt_too_small", Layer.TRANSPORT, true),
    TCP_HLEN_TOO_SMALL("tcp.hlen_too_small", Layer.TRANSPORT, true),
    TCP_INVALID_OPTLEN("tcp.invalid_optlen", Layer.TRANSPORT, true),
    TCP_OPT_INVALID_LEN("tcp.opt_invalid_len", Layer.TRANSPORT, false),
    TCP_OPT_DUPLICATE("tcp.opt_duplicate", Layer.TRANSPORT, false),
    // UDP
    UDP_PKT_TOO_SMALL("udp.pkt_too_small", Layer.TRANSPORT, true),
    UDP_HLEN_TOO_SMALL("udp.hlen_too_small", Layer.TRANSPORT, true),
    UDP_HLEN_INVALID("udp.hlen_invalid", Layer.TRANSPORT, true),
    UDP_LEN_INVALID("udp.len_invalid", Layer.TRANSPORT, true),
    // SCTP, ESP
    SCTP_PKT_TOO_SMALL("sctp.pkt_too_small", Layer.TRANSPORT, true),
    ESP_PKT_TOO_SMALL("esp.pkt_too_small", Layer.TRANSPORT, true),
    // Link layers
    ETHERNET_PKT_TOO_SMALL("ethernet.pkt_too_small", Layer.LINK, true),
    ETHERNET_UNKNOWN_ETHERTYPE("ethernet.unknown_ethertype", Layer.LINK, false),
    SLL_PKT_TOO_SMALL("sll.pkt_too_small", Layer.LINK, true),
    SLL2_PKT_TOO_SMALL("sll2.pkt_too_small", Layer.LINK, true),
    CHDLC_PKT_TOO_SMALL("chdlc.pkt_too_small", Layer.LINK, true),
    DCE_PKT_TOO_SMALL("dce.pkt_too_small", Layer.LINK, true),
    LTNULL_PKT_TOO_SMALL("ltnull.pkt_too_small", Layer.LINK, true),
    LTNULL_UNSUPPORTED_TYPE("ltnull.unsupported_type", Layer.LINK, false),
    IPRAW_INVALID_IP_VERSION("ipraw.invalid_ip_version", Layer.LINK, true),
    AFPACKET_TRUNC_PKT("afpacket.trunc_pkt", Layer.LINK, false),
    // PPP
    PPP_PKT_TOO_SMALL("ppp.pkt_too_small", Layer.LINK, true),
    PPP_VJU_PKT_TOO_SMALL("ppp.vju_pkt_too_small", Layer.LINK, true),
    PPP_IP4_PKT_TOO_SMALL("ppp.ip4_pkt_too_small", Layer.LINK, true),
    PPP_IP6_PKT_TOO_SMALL("ppp.ip6_pkt_too_small", Layer.LINK, true),
    PPP_WRONG_TYPE("ppp.wrong_type", Layer.LINK, false),
    PPP_UNSUP_PROTO("ppp.unsup_proto", Layer.LINK, false),
    PPPOE_PKT_TOO_SMALL("pppoe.pkt_too_small", Layer.LINK, true),
    PPPOE_WRONG_CODE("pppoe.wrong_code", Layer.LINK, true),
    PPPOE_MALFORMED_TAGS("pppoe.malformed_tags", Layer.LINK, false),
    // Tags
    VLAN_HEADER_TOO_SMALL("vlan.header_too_small", Layer.LINK, true),
    VLAN_UNKNOWN_TYPE("vlan.unknown_type", Layer.LINK, false),
    VLAN_TOO_MANY_LAYERS("vlan.too_many_layers", Layer.LINK, false),
    IEEE8021AH_HEADER_TOO_SMALL("ieee8021ah.header_too_small", Layer.LINK, true),
    VNTAG_HEADER_TOO_SMALL("vntag.header_too_small", Layer.LINK, true),
    VNTAG_UNKNOWN_TYPE("vntag.unknown_type", Layer.LINK, false),
    ETAG_HEADER_TOO_SMALL("etag.header_too_small", Layer.LINK, true),
    ETAG_UNKNOWN_TYPE("etag.unknown_type", Layer.LINK, false),
    MPLS_HEADER_TOO_SMALL("mpls.header_too_small", Layer.LINK, true),
    MPLS_PKT_TOO_SMALL("mpls.pkt_too_small", Layer.LINK, true),
    MPLS_BAD_LABEL_ROUTER_ALERT("mpls.bad_label_router_alert", Layer.LINK, false),
    MPLS_BAD_LABEL_IMPLICIT_NULL("mpls.bad_label_implicit_null", Layer.LINK, false),
    MPLS_BAD_LABEL_RESERVED("mpls.bad_label_reserved", Layer.LINK, false),
    MPLS_UNKNOWN_PAYLOAD_TYPE("mpls.unknown_payload_type", Layer.LINK, false),
    NSH_HEADER_TOO_SMALL("nsh.header_too_small", Layer.LINK, true),
    NSH_UNSUPPORTED_VERSION("nsh.unsupported_version", Layer.LINK, true),
    NSH_BAD_HEADER_LENGTH("nsh.bad_header_length", Layer.LINK, true),
    NSH_RESERVED_TYPE("nsh.reserved_type", Layer.LINK, false),
    NSH_UNSUPPORTED_TYPE("nsh.unsupported_type", Layer.LINK, false),
    NSH_UNKNOWN_PAYLOAD("nsh.unknown_payload", Layer.LINK, false),
    ARP_PKT_TOO_SMALL("arp.pkt_too_small", Layer.LINK, true),
    ARP_UNSUPPORTED_HARDWARE("arp.unsupported_hardware", Layer.LINK, false),
    ARP_UNSUPPORTED_PROTOCOL("arp.unsupported_protocol", Layer.LINK, false),
    ARP_UNSUPPORTED_PKT("arp.unsupported_pkt", Layer.LINK, false),
    ARP_INVALID_HARDWARE_SIZE("arp.invalid_hardware_size", Layer.LINK, true),
    ARP_INVALID_PROTOCOL_SIZE("arp.invalid_protocol_size", Layer.LINK, true),
    // Tunnels
    GRE_PKT_TOO_SMALL("gre.pkt_too_small", Layer.TUNNEL, true),
    GRE_WRONG_VERSION("gre.wrong_version", Layer.TUNNEL, true),
    GRE_VERSION0_RECUR("gre.version0_recur", Layer.TUNNEL, true),
    GRE_VERSION0_FLAGS("gre.version0_flags", Layer.TUNNEL, true),
    GRE_VERSION0_HDR_TOO_BIG("gre.version0_hdr_too_big", Layer.TUNNEL, true),
    GRE_VERSION0_MALFORMED_SRE_HDR("gre.version0_malformed_sre_hdr", Layer.TUNNEL, true),
    GRE_VERSION1_CHKSUM("gre.version1_chksum", Layer.TUNNEL, true),
    GRE_VERSION1_ROUTE("gre.version1_route", Layer.TUNNEL, true),
    GRE_VERSION1_SSR("gre.version1_ssr", Layer.TUNNEL, true),
    GRE_VERSION1_RECUR("gre.version1_recur", Layer.TUNNEL, true),
    GRE_VERSION1_FLAGS("gre.version1_flags", Layer.TUNNEL, true),
    GRE_VERSION1_NO_KEY("gre.version1_no_key", Layer.TUNNEL, true),
    GRE_VERSION1_WRONG_PROTOCOL("gre.version1_wrong_protocol", Layer.TUNNEL, true),
    GRE_VERSION1_MALFORMED_SRE_HDR("gre.version1_malformed_sre_hdr", Layer.TUNNEL, true),
    GRE_VERSION1_HDR_TOO_BIG("gre.version1_hdr_too_big", Layer.TUNNEL, true),
    ERSPAN_HEADER_TOO_SMALL("erspan.header_too_small", Layer.TUNNEL, true),
    ERSPAN_UNSUPPORTED_VERSION("erspan.unsupported_version", Layer.TUNNEL, true),
    ERSPAN_TOO_MANY_VLAN_LAYERS("erspan.too_many_vlan_layers", Layer.TUNNEL, false),
    VXLAN_UNKNOWN_PAYLOAD_TYPE("vxlan.unknown_payload_type", Layer.TUNNEL, false),
    GENEVE_UNKNOWN_PAYLOAD_TYPE("geneve.unknown_payload_type", Layer.TUNNEL, false),
    // Any
    TOO_MANY_LAYERS("too_many_layers", Layer.ANY, true);

    /** Part of a frame that an event speaks of. */
    public enum Layer {
        /** What comes before the network layer: Ethernet, tags, PPP, MPLS, ARP. */
        LINK,
        /** IPv4, IPv6 and their options and extension headers. */
        NETWORK,
        /** Putting fragments together. */
        FRAGMENT,
        /** TCP, UDP, ICMP and the like. */
        TRANSPORT,
        /** A packet inside a packet. */
        TUNNEL,
        /** The packet as a whole. */
        ANY
    }

    private static final Map<String, DecoderEvent> BY_NAME = new HashMap<>();

    static {
        for (DecoderEvent event : values()) {
            BY_NAME.put(event.ruleName, event);
        }
    }

    private final String ruleName;
    private final Layer layer;
    private final boolean invalidates;

    DecoderEvent(String ruleName, Layer layer, boolean invalidates) {
        this.ruleName = ruleName;
        this.layer = layer;
        this.invalidates = invalidates;
    }

    /** Name in a {@code decode-event} keyword, such as {@code ipv4.trunc_pkt}. */
    public String ruleName() {
        return ruleName;
    }

    /** Name in an EVE anomaly record, such as {@code decoder.ipv4.trunc_pkt}. */
    public String anomalyName() {
        return "decoder." + ruleName;
    }

    /** The layer it speaks of. */
    public Layer layer() {
        return layer;
    }

    /**
     * Whether a packet with this event is invalid: its layers could not be decoded, and no host takes it. What is odd
     * but may well be taken (bad options, say) does not invalidate, or it would go past inspection.
     */
    public boolean invalidates() {
        return invalidates;
    }

    /** The event of that rule name (with or without a leading {@code decoder.}), or null when there is none. */
    public static DecoderEvent byName(String name) {
        return BY_NAME.get(name.startsWith("decoder.") ? name.substring("decoder.".length()) : name);
    }
}
