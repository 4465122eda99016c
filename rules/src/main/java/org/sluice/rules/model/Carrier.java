package org.sluice.rules.model;

/** What packets a rule's protocol names, below the application. */
public enum Carrier {
    /** Every packet that was decoded, IP or not ({@code pkthdr}). */
    PACKET,
    /** Ethernet frames ({@code ether}). */
    ETHERNET,
    /** ARP. */
    ARP,
    /** IPv4 and IPv6. */
    IP,
    /** IPv4 only. */
    IPV4,
    /** IPv6 only. */
    IPV6,
    /** TCP: the reassembled stream for contents, single packets for the rest. */
    TCP,
    /** TCP, contents in single packets only. */
    TCP_PACKET,
    /** TCP, contents in the reassembled stream only. */
    TCP_STREAM,
    /** UDP. */
    UDP,
    /** ICMPv4 and ICMPv6 ({@code icmp}). */
    ICMP,
    /** ICMPv4 only. */
    ICMPV4,
    /** ICMPv6 only. */
    ICMPV6,
    /** SCTP. */
    SCTP,
    /** ESP. */
    ESP,
    /** IGMP. */
    IGMP,
    /** Whatever carries the rule's application protocol. */
    APPLICATION
}
