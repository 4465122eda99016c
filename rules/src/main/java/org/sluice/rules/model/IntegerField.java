package org.sluice.rules.model;

import org.sluice.rules.image.AppProtocol;

/** A number that rules ask for by name. All are unsigned. */
public enum IntegerField {
    /** Bytes of payload. */
    DSIZE("dsize", Scope.PACKET),
    /** IPv4 TTL or IPv6 hop limit. */
    TTL("ttl", Scope.PACKET),
    /** IPv4 TOS byte. */
    TOS("tos", Scope.PACKET),
    /** IPv4 identification. */
    IP_ID("id", Scope.PACKET),
    /** Upper-layer protocol number. */
    IP_PROTO("ip_proto", Scope.PACKET),
    /** Fragment offset in units of 8 bytes. */
    FRAG_OFFSET("fragoffset", Scope.PACKET),
    /** ICMP or ICMPv6 type. */
    ITYPE("itype", Scope.PACKET),
    /** ICMP or ICMPv6 code. */
    ICODE("icode", Scope.PACKET),
    /** ICMP or ICMPv6 identifier. */
    ICMP_ID("icmp_id", Scope.PACKET),
    /** ICMP or ICMPv6 sequence number. */
    ICMP_SEQ("icmp_seq", Scope.PACKET),
    /** MTU of an ICMPv6 packet-too-big. */
    ICMPV6_MTU("icmpv6.mtu", Scope.PACKET),
    /** IGMP type. */
    IGMP_TYPE("igmp.type", Scope.PACKET),
    /** TCP sequence number. */
    TCP_SEQ("tcp.seq", Scope.PACKET),
    /** TCP acknowledgement number. */
    TCP_ACK("tcp.ack", Scope.PACKET),
    /** TCP window as in the header. */
    TCP_WINDOW("tcp.window", Scope.PACKET),
    /** TCP maximum segment size option. */
    TCP_MSS("tcp.mss", Scope.PACKET),
    /** TCP window scale option. */
    TCP_WSCALE("tcp.wscale", Scope.PACKET),
    /** Innermost VLAN identifiers, first layer. */
    VLAN_ID("vlan.id", Scope.PACKET),
    /** Number of VLAN tags. */
    VLAN_LAYERS("vlan.layers", Scope.PACKET),
    /** Seconds since the flow's first packet. */
    FLOW_AGE("flow.age", Scope.FLOW),
    /** Packets to the server. */
    FLOW_PKTS_TOSERVER("flow.pkts_toserver", Scope.FLOW),
    /** Packets to the client. */
    FLOW_PKTS_TOCLIENT("flow.pkts_toclient", Scope.FLOW),
    /** Bytes to the server. */
    FLOW_BYTES_TOSERVER("flow.bytes_toserver", Scope.FLOW),
    /** Bytes to the client. */
    FLOW_BYTES_TOCLIENT("flow.bytes_toclient", Scope.FLOW),
    /** Packets in either direction: one of both must fit. */
    FLOW_PKTS_EITHER("flow.pkts:either", Scope.FLOW),
    /** Bytes in either direction: one of both must fit. */
    FLOW_BYTES_EITHER("flow.bytes:either", Scope.FLOW),
    /** Elephant flow: 1 to server, 2 to client, 3 both. */
    FLOW_ELEPHANT("flow.elephant", Scope.FLOW),
    /** Bytes of a file, known when it is complete. */
    FILE_SIZE("filesize", Scope.TRANSACTION),
    /** DNS header opcode. */
    DNS_OPCODE("dns.opcode", AppProtocol.DNS),
    /** DNS header response code. */
    DNS_RCODE("dns.rcode", AppProtocol.DNS),
    /** Type of a DNS query or answer. */
    DNS_RRTYPE("dns.rrtype", AppProtocol.DNS),
    /** Number of certificates in the chain. */
    TLS_CERT_CHAIN_LEN("tls.cert_chain_len", AppProtocol.TLS),
    /** 1 when the session was resumed. */
    TLS_RESUMED("tls.resumed", AppProtocol.TLS),
    /** Bits of the handshake: 1 client_hello, 2 server_hello, 4 client_keyx, 8 server_keyx, 16 unknown. */
    TLS_STATE("ssl_state", AppProtocol.TLS),
    /** First moment the certificate is valid, seconds since 1970. */
    TLS_CERT_NOTBEFORE("tls_cert_notbefore", AppProtocol.TLS),
    /** Last moment the certificate is valid, seconds since 1970. */
    TLS_CERT_NOTAFTER("tls_cert_notafter", AppProtocol.TLS),
    /** 1 for the active, 2 for the passive mode of a data channel. */
    FTP_MODE("ftp.mode", AppProtocol.FTP),
    /** Port of a data channel. */
    FTP_DYNAMIC_PORT("ftp.dynamic_port", AppProtocol.FTP),
    /** 1 once a command was answered. */
    FTP_REPLY_RECEIVED("ftp.reply_received", AppProtocol.FTP),
    /** Operation that is called. */
    DCERPC_OPNUM("dcerpc.opnum", AppProtocol.DCERPC),
    /** 1, or 2 for 2 and 3. */
    SMB_VERSION("smb.version", AppProtocol.SMB);

    /** What the number belongs to. */
    public enum Scope {
        /** The packet's headers. */
        PACKET,
        /** The flow. */
        FLOW,
        /** A transaction, or a file in one. */
        TRANSACTION
    }

    private final String ruleName;
    private final Scope scope;
    private final AppProtocol protocol;

    IntegerField(String ruleName, Scope scope) {
        this.ruleName = ruleName;
        this.scope = scope;
        this.protocol = AppProtocol.UNKNOWN;
    }

    IntegerField(String ruleName, AppProtocol protocol) {
        this.ruleName = ruleName;
        this.scope = Scope.TRANSACTION;
        this.protocol = protocol;
    }

    /** The keyword. */
    public String ruleName() {
        return ruleName;
    }

    /** What the number belongs to. */
    public Scope scope() {
        return scope;
    }

    /** The protocol whose transactions have it, or UNKNOWN. */
    public AppProtocol protocol() {
        return protocol;
    }
}
