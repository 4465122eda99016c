package org.sluice.rules.image;

/**
 * What is known of a packet before anything of it is searched, a bit each. A rule names the bits it needs in
 * {@link ImageSection#RULE_FACTS}; the engine computes a packet's once, and one AND rejects most candidates.
 */
public final class Facts {
    /** IPv4. */
    public static final long IPV4 = 1L;
    /** IPv6. */
    public static final long IPV6 = 1L << 1;
    /** TCP with its header. */
    public static final long TCP = 1L << 2;
    /** UDP with its header. */
    public static final long UDP = 1L << 3;
    /** ICMPv4. */
    public static final long ICMPV4 = 1L << 4;
    /** ICMPv6. */
    public static final long ICMPV6 = 1L << 5;
    /** ICMP of either version. */
    public static final long ICMP = 1L << 6;
    /** SCTP. */
    public static final long SCTP = 1L << 7;
    /** Any IP packet. */
    public static final long IP = 1L << 8;
    /** Client to server. */
    public static final long TO_SERVER = 1L << 9;
    /** Server to client. */
    public static final long TO_CLIENT = 1L << 10;
    /** Part of a flow that is established. */
    public static final long ESTABLISHED = 1L << 11;
    /** Part of a flow that is not established. */
    public static final long NOT_ESTABLISHED = 1L << 12;
    /** Put together from fragments. */
    public static final long REASSEMBLED = 1L << 13;
    /** Not put together from fragments. */
    public static final long NOT_REASSEMBLED = 1L << 14;
    /** Carries payload. */
    public static final long PAYLOAD = 1L << 15;
    /** Source and destination address are the same. */
    public static final long SAME_ADDRESSES = 1L << 16;
    /** Part of a flow. */
    public static final long FLOW = 1L << 17;
    /** ESP. */
    public static final long ESP = 1L << 18;
    /** Ethernet header was decoded. */
    public static final long ETHERNET = 1L << 19;
    /** ARP. */
    public static final long ARP = 1L << 20;
    /** First packet of its flow in its direction, or one without a flow. */
    public static final long FIRST = 1L << 21;
    /** A decoder or stream event was raised on it. */
    public static final long EVENTS = 1L << 22;
    /** Not even an IP header, or an IP header whose upper layer is none of the above. */
    public static final long OTHER = 1L << 23;
    /** TCP with SYN set. */
    public static final long SYN = 1L << 24;
    /** The checksum of the IPv4 header was looked at and is wrong. */
    public static final long IP_CHECKSUM_BAD = 1L << 25;
    /** Nothing is known against the checksum of the IPv4 header. */
    public static final long IP_CHECKSUM_SOUND = 1L << 26;
    /** The checksum of TCP, UDP or ICMP was looked at and is wrong. */
    public static final long TRANSPORT_CHECKSUM_BAD = 1L << 27;
    /** Nothing is known against the checksum of TCP, UDP or ICMP. */
    public static final long TRANSPORT_CHECKSUM_SOUND = 1L << 28;
    /** IGMP. */
    public static final long IGMP = 1L << 29;

    private Facts() {
    }
}
