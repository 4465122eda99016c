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
    /** VLAN identifiers, the outermost first. */
    VLAN_ID("vlan.id", Scope.PACKET),
    /** Version of IP: 4 or 6. */
    L3_PROTO("l3_proto", Scope.PACKET),
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
    SMB_VERSION("smb.version", AppProtocol.SMB),
    /** {@code mqtt.type}. */
    MQTT_TYPE("mqtt.type", AppProtocol.MQTT),
    /** {@code mqtt.flags}. */
    MQTT_FLAGS("mqtt.flags", AppProtocol.MQTT),
    /** {@code mqtt.qos}. */
    MQTT_QOS("mqtt.qos", AppProtocol.MQTT),
    /** {@code mqtt.protocol_version}. */
    MQTT_PROTOCOL_VERSION("mqtt.protocol_version", AppProtocol.MQTT),
    /** {@code mqtt.reason_code}. */
    MQTT_REASON_CODE("mqtt.reason_code", AppProtocol.MQTT),
    /** {@code mqtt.connect.flags}. */
    MQTT_CONNECT_FLAGS("mqtt.connect.flags", AppProtocol.MQTT),
    /** {@code mqtt.connack.session_present}. */
    MQTT_CONNACK_SESSION_PRESENT("mqtt.connack.session_present", AppProtocol.MQTT),
    /** {@code modbus: function}. */
    MODBUS_FUNCTION("modbus: function", AppProtocol.MODBUS),
    /** {@code modbus: subfunction}. */
    MODBUS_SUBFUNCTION("modbus: subfunction", AppProtocol.MODBUS),
    /** {@code modbus: category}. */
    MODBUS_CATEGORY("modbus: category", AppProtocol.MODBUS),
    /** {@code modbus: access}. */
    MODBUS_ACCESS("modbus: access", AppProtocol.MODBUS),
    /** {@code modbus: unit}. */
    MODBUS_UNIT("modbus: unit", AppProtocol.MODBUS),
    /** {@code modbus: first address}. */
    MODBUS_ADDRESS_FIRST("modbus: first address", AppProtocol.MODBUS),
    /** {@code modbus: last address}. */
    MODBUS_ADDRESS_LAST("modbus: last address", AppProtocol.MODBUS),
    /** {@code modbus: value}. */
    MODBUS_VALUE("modbus: value", AppProtocol.MODBUS),
    /** {@code dnp3_func}. */
    DNP3_FUNC("dnp3_func", AppProtocol.DNP3),
    /** {@code dnp3_ind}. */
    DNP3_IND("dnp3_ind", AppProtocol.DNP3),
    /** {@code dnp3_obj}. */
    DNP3_OBJ("dnp3_obj", AppProtocol.DNP3),
    /** {@code enip_command}. */
    ENIP_COMMAND("enip_command", AppProtocol.ENIP),
    /** {@code cip_service}. */
    CIP_SERVICE("cip_service", AppProtocol.ENIP),
    /** {@code enip.cip_class}. */
    ENIP_CIP_CLASS("enip.cip_class", AppProtocol.ENIP),
    /** {@code enip.cip_instance}. */
    ENIP_CIP_INSTANCE("enip.cip_instance", AppProtocol.ENIP),
    /** {@code enip.cip_attribute}. */
    ENIP_CIP_ATTRIBUTE("enip.cip_attribute", AppProtocol.ENIP),
    /** {@code enip.cip_status}. */
    ENIP_CIP_STATUS("enip.cip_status", AppProtocol.ENIP),
    /** {@code enip.cip_extendedstatus}. */
    ENIP_CIP_EXTENDEDSTATUS("enip.cip_extendedstatus", AppProtocol.ENIP),
    /** {@code enip.status}. */
    ENIP_STATUS("enip.status", AppProtocol.ENIP),
    /** {@code enip.protocol_version}. */
    ENIP_PROTOCOL_VERSION("enip.protocol_version", AppProtocol.ENIP),
    /** {@code enip.capabilities}. */
    ENIP_CAPABILITIES("enip.capabilities", AppProtocol.ENIP),
    /** {@code enip.vendor_id}. */
    ENIP_VENDOR_ID("enip.vendor_id", AppProtocol.ENIP),
    /** {@code enip.device_type}. */
    ENIP_DEVICE_TYPE("enip.device_type", AppProtocol.ENIP),
    /** {@code enip.product_code}. */
    ENIP_PRODUCT_CODE("enip.product_code", AppProtocol.ENIP),
    /** {@code enip.revision}. */
    ENIP_REVISION("enip.revision", AppProtocol.ENIP),
    /** {@code enip.identity_status}. */
    ENIP_IDENTITY_STATUS("enip.identity_status", AppProtocol.ENIP),
    /** {@code enip.serial}. */
    ENIP_SERIAL("enip.serial", AppProtocol.ENIP),
    /** {@code enip.state}. */
    ENIP_STATE("enip.state", AppProtocol.ENIP),
    /** {@code ldap.request.operation}. */
    LDAP_REQUEST_OPERATION("ldap.request.operation", AppProtocol.LDAP),
    /** {@code ldap.responses.operation}. */
    LDAP_RESPONSES_OPERATION("ldap.responses.operation", AppProtocol.LDAP),
    /** {@code ldap.responses.count}. */
    LDAP_RESPONSES_COUNT("ldap.responses.count", AppProtocol.LDAP),
    /** {@code ldap.responses.result_code}. */
    LDAP_RESPONSES_RESULT_CODE("ldap.responses.result_code", AppProtocol.LDAP),
    /** {@code krb5_msg_type}. */
    KRB5_MSG_TYPE("krb5_msg_type", AppProtocol.KRB5),
    /** {@code krb5_err_code}. */
    KRB5_ERR_CODE("krb5_err_code", AppProtocol.KRB5),
    /** {@code krb5.ticket_encryption}. */
    KRB5_TICKET_ENCRYPTION("krb5.ticket_encryption", AppProtocol.KRB5),
    /** {@code snmp.version}. */
    SNMP_VERSION("snmp.version", AppProtocol.SNMP),
    /** {@code snmp.pdu_type}. */
    SNMP_PDU_TYPE("snmp.pdu_type", AppProtocol.SNMP),
    /** {@code snmp.trap_type}. */
    SNMP_TRAP_TYPE("snmp.trap_type", AppProtocol.SNMP),
    /** {@code ntp.version}. */
    NTP_VERSION("ntp.version", AppProtocol.NTP),
    /** {@code ntp.mode}. */
    NTP_MODE("ntp.mode", AppProtocol.NTP),
    /** {@code ntp.stratum}. */
    NTP_STRATUM("ntp.stratum", AppProtocol.NTP),
    /** {@code tftp.opcode}. */
    TFTP_OPCODE("tftp.opcode", AppProtocol.TFTP),
    /** {@code ike.exchtype}. */
    IKE_EXCHTYPE("ike.exchtype", AppProtocol.IKE),
    /** {@code ike.key_exchange_payload_length}. */
    IKE_KEY_EXCHANGE_PAYLOAD_LENGTH("ike.key_exchange_payload_length", AppProtocol.IKE),
    /** {@code ike.nonce_payload_length}. */
    IKE_NONCE_PAYLOAD_LENGTH("ike.nonce_payload_length", AppProtocol.IKE),
    /** {@code http2.frametype}. */
    HTTP2_FRAMETYPE("http2.frametype", AppProtocol.HTTP2),
    /** {@code http2.errorcode}. */
    HTTP2_ERRORCODE("http2.errorcode", AppProtocol.HTTP2),
    /** {@code http2.priority}. */
    HTTP2_PRIORITY("http2.priority", AppProtocol.HTTP2),
    /** {@code http2.window}. */
    HTTP2_WINDOW("http2.window", AppProtocol.HTTP2),
    /** {@code http2.size_update}. */
    HTTP2_SIZE_UPDATE("http2.size_update", AppProtocol.HTTP2),
    /** {@code http2.settings}: the setting's number in the upper 32 bits, its value in the lower. */
    HTTP2_SETTINGS("http2.settings", AppProtocol.HTTP2),
    /** {@code nfs_procedure}. */
    NFS_PROCEDURE("nfs_procedure", AppProtocol.NFS),
    /** {@code nfs.version}. */
    NFS_VERSION("nfs.version", AppProtocol.NFS),
    /** {@code nfs_procedure: name}. */
    NFS_CALL("nfs_procedure: name", AppProtocol.NFS),
    /** {@code websocket.opcode}. */
    WEBSOCKET_OPCODE("websocket.opcode", AppProtocol.WEBSOCKET),
    /** {@code websocket.flags}. */
    WEBSOCKET_FLAGS("websocket.flags", AppProtocol.WEBSOCKET),
    /** {@code websocket.mask}. */
    WEBSOCKET_MASK("websocket.mask", AppProtocol.WEBSOCKET),
    /** {@code dhcp.leasetime}. */
    DHCP_LEASETIME("dhcp.leasetime", AppProtocol.DHCP),
    /** {@code dhcp.rebinding_time}. */
    DHCP_REBINDING_TIME("dhcp.rebinding_time", AppProtocol.DHCP),
    /** {@code dhcp.renewal_time}. */
    DHCP_RENEWAL_TIME("dhcp.renewal_time", AppProtocol.DHCP),
    /** {@code rfb.sectype}. */
    RFB_SECTYPE("rfb.sectype", AppProtocol.RFB),
    /** {@code rfb.secresult}. */
    RFB_SECRESULT("rfb.secresult", AppProtocol.RFB),
    /** 1 when PORT names another host than the client. */
    FTP_BOUNCE("ftpbounce", AppProtocol.FTP),
    /** 1 for a download, 2 for an upload. */
    FTPDATA_COMMAND("ftpdata_command", AppProtocol.FTP_DATA),
    /** An attribute of the chosen SA: its number in the upper 32 bits, its value in the lower. */
    IKE_CHOSEN_SA_ATTRIBUTE("ike.chosen_sa_attribute", AppProtocol.IKE);

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
