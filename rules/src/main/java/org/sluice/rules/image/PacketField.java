package org.sluice.rules.image;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers of packets and flows that rules ask for. The ordinal is what programs carry: append only. */
public enum PacketField {
    DSIZE("dsize"),
    TTL("ttl"),
    TOS("tos"),
    IP_ID("id"),
    IP_PROTO("ip_proto"),
    FRAG_OFFSET("fragoffset"),
    ITYPE("itype"),
    ICODE("icode"),
    ICMP_ID("icmp_id"),
    ICMP_SEQ("icmp_seq"),
    ICMPV6_MTU("icmpv6.mtu"),
    IGMP_TYPE("igmp.type"),
    TCP_SEQ("tcp.seq"),
    TCP_ACK("tcp.ack"),
    TCP_WINDOW("tcp.window"),
    TCP_MSS("tcp.mss"),
    TCP_WSCALE("tcp.wscale"),
    VLAN_ID("vlan.id"),
    VLAN_LAYERS("vlan.layers"),
    FLOW_AGE("flow.age"),
    FLOW_PKTS_TOSERVER("flow.pkts_toserver"),
    FLOW_PKTS_TOCLIENT("flow.pkts_toclient"),
    FLOW_BYTES_TOSERVER("flow.bytes_toserver"),
    FLOW_BYTES_TOCLIENT("flow.bytes_toclient"),
    FLOW_PKTS_EITHER("flow.pkts:either"),
    FLOW_BYTES_EITHER("flow.bytes:either"),
    FLOW_ELEPHANT("flow.elephant"),
    // Of the packet, too.
    L3_PROTO("l3_proto");

    private static final Map<String, PacketField> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(PacketField::ruleName, Function.identity()));
    private static final PacketField[] VALUES = values();

    private final String ruleName;

    PacketField(String ruleName) {
        this.ruleName = ruleName;
    }

    /** The keyword. */
    public String ruleName() {
        return ruleName;
    }

    /** The field of that keyword. */
    public static Optional<PacketField> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The field with that ordinal. */
    public static PacketField of(int ordinal) {
        return VALUES[ordinal];
    }

    /** How many there are. */
    public static int count() {
        return VALUES.length;
    }
}
