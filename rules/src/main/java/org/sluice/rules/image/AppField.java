package org.sluice.rules.image;

/**
 * Numbers that application parsers give and keywords compare ({@code dns.opcode:4}). The ordinal is what images carry:
 * append only. Where several instances are possible (a message has several questions), an instance index selects one.
 */
public enum AppField {
    /** {@code dns.opcode}. */
    DNS_OPCODE(AppProtocol.DNS, false),
    /** {@code dns.rcode}: of a response. */
    DNS_RCODE(AppProtocol.DNS, false),
    /** {@code dns.rrtype}: of each question, then of each answer. */
    DNS_RRTYPE(AppProtocol.DNS, true),
    /**
     * Wire version of the negotiated protocol, 0x0301 for TLS 1.0; 0x0200 for SSLv2: {@code tls.version},
     * {@code ssl_version}.
     */
    TLS_VERSION(AppProtocol.TLS, false),
    /** Bits of {@code ssl_state}: 1 client_hello, 2 server_hello, 4 client_keyx, 8 server_keyx, 16 unknown. */
    TLS_STATE(AppProtocol.TLS, false),
    /** {@code tls.cert_chain_len}. */
    TLS_CERT_CHAIN_LEN(AppProtocol.TLS, false),
    /** Seconds since the Unix epoch: {@code tls_cert_notbefore}. */
    TLS_CERT_NOTBEFORE(AppProtocol.TLS, false),
    /** Seconds since the Unix epoch: {@code tls_cert_notafter}. */
    TLS_CERT_NOTAFTER(AppProtocol.TLS, false),
    /** Status of the response, 0 when it is not a number. */
    HTTP_STATUS(AppProtocol.HTTP, false),
    /** Bytes of the message's body seen so far, after decoding. */
    HTTP_BODY_LENGTH(AppProtocol.HTTP, false),
    /** {@code ftp.mode}: 1 active, 2 passive; of the command that asks for a data channel. */
    FTP_MODE(AppProtocol.FTP, false),
    /** {@code ftp.dynamic_port}: port of the data channel. */
    FTP_DYNAMIC_PORT(AppProtocol.FTP, false),
    /** {@code ftp.reply_received}: 1 once a reply came. */
    FTP_REPLY_RECEIVED(AppProtocol.FTP, false),
    /** {@code dcerpc.opnum}. */
    DCERPC_OPNUM(AppProtocol.DCERPC, false),
    /** {@code smb.version}: 1, or 2 for 2 and 3. */
    SMB_VERSION(AppProtocol.SMB, false),
    /** {@code mqtt.type}. */
    MQTT_TYPE(AppProtocol.MQTT, true),
    /** {@code mqtt.flags}. */
    MQTT_FLAGS(AppProtocol.MQTT, true),
    /** {@code mqtt.qos}. */
    MQTT_QOS(AppProtocol.MQTT, true),
    /** {@code mqtt.protocol_version}. */
    MQTT_PROTOCOL_VERSION(AppProtocol.MQTT, false),
    /** {@code mqtt.reason_code}. */
    MQTT_REASON_CODE(AppProtocol.MQTT, true),
    /** {@code mqtt.connect.flags}. */
    MQTT_CONNECT_FLAGS(AppProtocol.MQTT, false),
    /** {@code mqtt.connack.session_present}. */
    MQTT_CONNACK_SESSION_PRESENT(AppProtocol.MQTT, false),
    /** {@code modbus: function}. */
    MODBUS_FUNCTION(AppProtocol.MODBUS, false),
    /** {@code modbus: subfunction}. */
    MODBUS_SUBFUNCTION(AppProtocol.MODBUS, false),
    /** {@code modbus: category}. */
    MODBUS_CATEGORY(AppProtocol.MODBUS, false),
    /** {@code modbus: access}. */
    MODBUS_ACCESS(AppProtocol.MODBUS, false),
    /** {@code modbus: unit}. */
    MODBUS_UNIT(AppProtocol.MODBUS, false),
    /** {@code modbus: first address}. */
    MODBUS_ADDRESS_FIRST(AppProtocol.MODBUS, false),
    /** {@code modbus: last address}. */
    MODBUS_ADDRESS_LAST(AppProtocol.MODBUS, false),
    /** {@code modbus: value}. */
    MODBUS_VALUE(AppProtocol.MODBUS, true),
    /** {@code dnp3_func}. */
    DNP3_FUNC(AppProtocol.DNP3, false),
    /** {@code dnp3_ind}. */
    DNP3_IND(AppProtocol.DNP3, false),
    /** {@code dnp3_obj}. */
    DNP3_OBJ(AppProtocol.DNP3, true),
    /** {@code enip_command}. */
    ENIP_COMMAND(AppProtocol.ENIP, false),
    /** {@code cip_service}. */
    CIP_SERVICE(AppProtocol.ENIP, true),
    /** {@code enip.cip_class}. */
    ENIP_CIP_CLASS(AppProtocol.ENIP, true),
    /** {@code enip.cip_instance}. */
    ENIP_CIP_INSTANCE(AppProtocol.ENIP, true),
    /** {@code enip.cip_attribute}. */
    ENIP_CIP_ATTRIBUTE(AppProtocol.ENIP, true),
    /** {@code enip.cip_status}. */
    ENIP_CIP_STATUS(AppProtocol.ENIP, true),
    /** {@code enip.cip_extendedstatus}. */
    ENIP_CIP_EXTENDEDSTATUS(AppProtocol.ENIP, true),
    /** {@code enip.status}. */
    ENIP_STATUS(AppProtocol.ENIP, false),
    /** {@code enip.protocol_version}. */
    ENIP_PROTOCOL_VERSION(AppProtocol.ENIP, true),
    /** {@code enip.capabilities}. */
    ENIP_CAPABILITIES(AppProtocol.ENIP, true),
    /** {@code enip.vendor_id}. */
    ENIP_VENDOR_ID(AppProtocol.ENIP, false),
    /** {@code enip.device_type}. */
    ENIP_DEVICE_TYPE(AppProtocol.ENIP, false),
    /** {@code enip.product_code}. */
    ENIP_PRODUCT_CODE(AppProtocol.ENIP, false),
    /** {@code enip.revision}. */
    ENIP_REVISION(AppProtocol.ENIP, false),
    /** {@code enip.identity_status}. */
    ENIP_IDENTITY_STATUS(AppProtocol.ENIP, false),
    /** {@code enip.serial}. */
    ENIP_SERIAL(AppProtocol.ENIP, false),
    /** {@code enip.state}. */
    ENIP_STATE(AppProtocol.ENIP, false),
    /** {@code ldap.request.operation}. */
    LDAP_REQUEST_OPERATION(AppProtocol.LDAP, false),
    /** {@code ldap.responses.operation}. */
    LDAP_RESPONSES_OPERATION(AppProtocol.LDAP, true),
    /** {@code ldap.responses.count}. */
    LDAP_RESPONSES_COUNT(AppProtocol.LDAP, false),
    /** {@code ldap.responses.result_code}. */
    LDAP_RESPONSES_RESULT_CODE(AppProtocol.LDAP, true),
    /** {@code krb5_msg_type}. */
    KRB5_MSG_TYPE(AppProtocol.KRB5, false),
    /** {@code krb5_err_code}. */
    KRB5_ERR_CODE(AppProtocol.KRB5, false),
    /** {@code krb5.ticket_encryption}. */
    KRB5_TICKET_ENCRYPTION(AppProtocol.KRB5, false),
    /** {@code snmp.version}. */
    SNMP_VERSION(AppProtocol.SNMP, false),
    /** {@code snmp.pdu_type}. */
    SNMP_PDU_TYPE(AppProtocol.SNMP, false),
    /** {@code snmp.trap_type}. */
    SNMP_TRAP_TYPE(AppProtocol.SNMP, false),
    /** {@code ntp.version}. */
    NTP_VERSION(AppProtocol.NTP, false),
    /** {@code ntp.mode}. */
    NTP_MODE(AppProtocol.NTP, false),
    /** {@code ntp.stratum}. */
    NTP_STRATUM(AppProtocol.NTP, false),
    /** {@code tftp.opcode}. */
    TFTP_OPCODE(AppProtocol.TFTP, false),
    /** {@code ike.exchtype}. */
    IKE_EXCHTYPE(AppProtocol.IKE, false),
    /** {@code ike.key_exchange_payload_length}. */
    IKE_KEY_EXCHANGE_PAYLOAD_LENGTH(AppProtocol.IKE, false),
    /** {@code ike.nonce_payload_length}. */
    IKE_NONCE_PAYLOAD_LENGTH(AppProtocol.IKE, false),
    /** {@code http2.frametype}: each type of frame there was. */
    HTTP2_FRAMETYPE(AppProtocol.HTTP2, true),
    /** {@code http2.errorcode}: of GOAWAY and RST_STREAM. */
    HTTP2_ERRORCODE(AppProtocol.HTTP2, true),
    /** {@code http2.priority}: the weight as it is sent. */
    HTTP2_PRIORITY(AppProtocol.HTTP2, true),
    /** {@code http2.window}: of WINDOW_UPDATE. */
    HTTP2_WINDOW(AppProtocol.HTTP2, true),
    /** {@code http2.size_update}: of the table of header fields. */
    HTTP2_SIZE_UPDATE(AppProtocol.HTTP2, true),
    /** {@code http2.settings}: the setting's number in the upper 32 bits, its value in the lower. */
    HTTP2_SETTINGS(AppProtocol.HTTP2, true),
    /** {@code nfs_procedure}. */
    NFS_PROCEDURE(AppProtocol.NFS, true),
    /** {@code nfs.version}. */
    NFS_VERSION(AppProtocol.NFS, false),
    /** {@code nfs_procedure} by name: the version in the upper 32 bits, the procedure in the lower. */
    NFS_CALL(AppProtocol.NFS, true),
    /** {@code websocket.opcode}. */
    WEBSOCKET_OPCODE(AppProtocol.WEBSOCKET, true),
    /** {@code websocket.flags}: the upper half of a frame's first byte. */
    WEBSOCKET_FLAGS(AppProtocol.WEBSOCKET, true),
    /** {@code websocket.mask}. */
    WEBSOCKET_MASK(AppProtocol.WEBSOCKET, true),
    /** {@code dhcp.leasetime}. */
    DHCP_LEASETIME(AppProtocol.DHCP, false),
    /** {@code dhcp.rebinding_time}. */
    DHCP_REBINDING_TIME(AppProtocol.DHCP, false),
    /** {@code dhcp.renewal_time}. */
    DHCP_RENEWAL_TIME(AppProtocol.DHCP, false),
    /** {@code rfb.sectype}. */
    RFB_SECTYPE(AppProtocol.RFB, false),
    /** {@code rfb.secresult}. */
    RFB_SECRESULT(AppProtocol.RFB, false),
    /** {@code ftpbounce}: 1 when PORT names another host than the client, else 0. */
    FTP_BOUNCE(AppProtocol.FTP, false),
    /** {@code ftpdata_command}: 1 retr, 2 stor. */
    FTPDATA_COMMAND(AppProtocol.FTP_DATA, false),
    /** {@code ike.chosen_sa_attribute}: the attribute's number in the upper 32 bits, its value in the lower. */
    IKE_CHOSEN_SA_ATTRIBUTE(AppProtocol.IKE, true);

    private static final AppField[] VALUES = values();

    private final AppProtocol protocol;
    private final boolean multiple;

    AppField(AppProtocol protocol, boolean multiple) {
        this.protocol = protocol;
        this.multiple = multiple;
    }

    /** Whose parser gives it; UNKNOWN for those of files. */
    public AppProtocol protocol() {
        return protocol;
    }

    /** Whether a transaction can have several. */
    public boolean multiple() {
        return multiple;
    }

    /** Number of fields. */
    public static int count() {
        return VALUES.length;
    }

    /** The field with that ordinal. */
    public static AppField of(int ordinal) {
        return VALUES[ordinal];
    }
}
