package org.sluice.rules.image;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule's content can be looked for in: the payload, or one of the buffers that application parsers and decoders
 * fill (Suricata's sticky buffers). The ordinal is what images carry: append only.
 */
public enum Buffer {
    /** {@code payload}. */
    PAYLOAD("payload", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code http.uri}. */
    HTTP_URI("http.uri", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.uri.raw}. */
    HTTP_URI_RAW("http.uri.raw", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.method}. */
    HTTP_METHOD("http.method", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.protocol}. */
    HTTP_PROTOCOL("http.protocol", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.request_line}. */
    HTTP_REQUEST_LINE("http.request_line", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.response_line}. */
    HTTP_RESPONSE_LINE("http.response_line", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code http.host}. */
    HTTP_HOST("http.host", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.host.raw}. */
    HTTP_HOST_RAW("http.host.raw", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.user_agent}. */
    HTTP_USER_AGENT("http.user_agent", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.header}. */
    HTTP_HEADER("http.header", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.header.raw}. */
    HTTP_HEADER_RAW("http.header.raw", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.header_names}. */
    HTTP_HEADER_NAMES("http.header_names", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.request_header}. */
    HTTP_REQUEST_HEADER("http.request_header", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.response_header}. */
    HTTP_RESPONSE_HEADER("http.response_header", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code http.cookie}. */
    HTTP_COOKIE("http.cookie", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.content_type}. */
    HTTP_CONTENT_TYPE("http.content_type", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.content_len}. */
    HTTP_CONTENT_LEN("http.content_len", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.accept}. */
    HTTP_ACCEPT("http.accept", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.accept_enc}. */
    HTTP_ACCEPT_ENC("http.accept_enc", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.accept_lang}. */
    HTTP_ACCEPT_LANG("http.accept_lang", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.connection}. */
    HTTP_CONNECTION("http.connection", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.referer}. */
    HTTP_REFERER("http.referer", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.start}. */
    HTTP_START("http.start", AppProtocol.HTTP, Direction.BOTH),
    /** {@code http.location}. */
    HTTP_LOCATION("http.location", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code http.server}. */
    HTTP_SERVER("http.server", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code http.stat_code}. */
    HTTP_STAT_CODE("http.stat_code", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code http.stat_msg}. */
    HTTP_STAT_MSG("http.stat_msg", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code http.request_body}. */
    HTTP_REQUEST_BODY("http.request_body", AppProtocol.HTTP, Direction.TO_SERVER),
    /** {@code http.response_body}. */
    HTTP_RESPONSE_BODY("http.response_body", AppProtocol.HTTP, Direction.TO_CLIENT),
    /** {@code file.data}. */
    FILE_DATA("file.data", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code file.name}. */
    FILE_NAME("file.name", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code file.magic}. */
    FILE_MAGIC("file.magic", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code dns.query}: names asked for in requests. */
    DNS_QUERY("dns.query", AppProtocol.DNS, Direction.TO_SERVER),
    /** {@code dns.query.name}. */
    DNS_QUERY_NAME("dns.query.name", AppProtocol.DNS, Direction.BOTH),
    /** {@code dns.queries.rrname}. */
    DNS_QUERIES_RRNAME("dns.queries.rrname", AppProtocol.DNS, Direction.BOTH),
    /** {@code dns.answer.name}. */
    DNS_ANSWER_NAME("dns.answer.name", AppProtocol.DNS, Direction.BOTH),
    /** {@code dns.answers.rrname}. */
    DNS_ANSWERS_RRNAME("dns.answers.rrname", AppProtocol.DNS, Direction.BOTH),
    /** {@code dns.authorities.rrname}. */
    DNS_AUTHORITIES_RRNAME("dns.authorities.rrname", AppProtocol.DNS, Direction.BOTH),
    /** {@code dns.additionals.rrname}. */
    DNS_ADDITIONALS_RRNAME("dns.additionals.rrname", AppProtocol.DNS, Direction.BOTH),
    /** {@code dns.response.rrname}. */
    DNS_RESPONSE_RRNAME("dns.response.rrname", AppProtocol.DNS, Direction.TO_CLIENT),
    /** {@code tls.sni}. */
    TLS_SNI("tls.sni", AppProtocol.TLS, Direction.TO_SERVER),
    /** {@code tls.alpn}. */
    TLS_ALPN("tls.alpn", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.version}. */
    TLS_VERSION("tls.version", AppProtocol.TLS, Direction.TO_SERVER),
    /** {@code tls.certs}. */
    TLS_CERTS("tls.certs", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.cert_subject}. */
    TLS_CERT_SUBJECT("tls.cert_subject", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.cert_issuer}. */
    TLS_CERT_ISSUER("tls.cert_issuer", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.cert_serial}. */
    TLS_CERT_SERIAL("tls.cert_serial", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.cert_fingerprint}. */
    TLS_CERT_FINGERPRINT("tls.cert_fingerprint", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.subjectaltname}. */
    TLS_SUBJECTALTNAME("tls.subjectaltname", AppProtocol.TLS, Direction.TO_CLIENT),
    /** {@code tls.random}. */
    TLS_RANDOM("tls.random", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.random_time}. */
    TLS_RANDOM_TIME("tls.random_time", AppProtocol.TLS, Direction.BOTH),
    /** {@code tls.random_bytes}. */
    TLS_RANDOM_BYTES("tls.random_bytes", AppProtocol.TLS, Direction.BOTH),
    /** {@code ja3.hash}. */
    JA3_HASH("ja3.hash", AppProtocol.TLS, Direction.TO_SERVER),
    /** {@code ja3.string}. */
    JA3_STRING("ja3.string", AppProtocol.TLS, Direction.TO_SERVER),
    /** {@code ja3s.hash}. */
    JA3S_HASH("ja3s.hash", AppProtocol.TLS, Direction.TO_CLIENT),
    /** {@code ja3s.string}. */
    JA3S_STRING("ja3s.string", AppProtocol.TLS, Direction.TO_CLIENT),
    /** {@code ja4.hash}. */
    JA4_HASH("ja4.hash", AppProtocol.TLS, Direction.TO_SERVER),
    /** {@code ssh.proto}. */
    SSH_PROTO("ssh.proto", AppProtocol.SSH, Direction.BOTH),
    /** {@code ssh.software}. */
    SSH_SOFTWARE("ssh.software", AppProtocol.SSH, Direction.BOTH),
    /** {@code ipv4.hdr}. */
    IPV4_HDR("ipv4.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code ipv6.hdr}. */
    IPV6_HDR("ipv6.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code tcp.hdr}. */
    TCP_HDR("tcp.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code udp.hdr}. */
    UDP_HDR("udp.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code icmpv4.hdr}. */
    ICMPV4_HDR("icmpv4.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code icmpv6.hdr}. */
    ICMPV6_HDR("icmpv6.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code base64_data}. */
    BASE64_DATA("base64_data", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code ssh.hassh}. */
    SSH_HASSH("ssh.hassh", AppProtocol.SSH, Direction.TO_SERVER),
    /** {@code ssh.hassh.string}. */
    SSH_HASSH_STRING("ssh.hassh.string", AppProtocol.SSH, Direction.TO_SERVER),
    /** {@code ssh.hassh.server}. */
    SSH_HASSH_SERVER("ssh.hassh.server", AppProtocol.SSH, Direction.TO_CLIENT),
    /** {@code ssh.hassh.server.string}. */
    SSH_HASSH_SERVER_STRING("ssh.hassh.server.string", AppProtocol.SSH, Direction.TO_CLIENT),
    /** {@code sip.method}. */
    SIP_METHOD("sip.method", AppProtocol.SIP, Direction.TO_SERVER),
    /** {@code sip.uri}. */
    SIP_URI("sip.uri", AppProtocol.SIP, Direction.TO_SERVER),
    /** {@code sip.protocol}. */
    SIP_PROTOCOL("sip.protocol", AppProtocol.SIP, Direction.BOTH),
    /** {@code sip.request_line}. */
    SIP_REQUEST_LINE("sip.request_line", AppProtocol.SIP, Direction.TO_SERVER),
    /** {@code sip.response_line}. */
    SIP_RESPONSE_LINE("sip.response_line", AppProtocol.SIP, Direction.TO_CLIENT),
    /** {@code sip.stat_code}. */
    SIP_STAT_CODE("sip.stat_code", AppProtocol.SIP, Direction.TO_CLIENT),
    /** {@code sip.stat_msg}. */
    SIP_STAT_MSG("sip.stat_msg", AppProtocol.SIP, Direction.TO_CLIENT),
    /** {@code sip.from}. */
    SIP_FROM("sip.from", AppProtocol.SIP, Direction.BOTH),
    /** {@code sip.to}. */
    SIP_TO("sip.to", AppProtocol.SIP, Direction.BOTH),
    /** {@code sip.via}. */
    SIP_VIA("sip.via", AppProtocol.SIP, Direction.BOTH),
    /** {@code sip.user_agent}. */
    SIP_USER_AGENT("sip.user_agent", AppProtocol.SIP, Direction.BOTH),
    /** {@code sip.content_type}. */
    SIP_CONTENT_TYPE("sip.content_type", AppProtocol.SIP, Direction.BOTH),
    /** {@code sip.content_length}. */
    SIP_CONTENT_LENGTH("sip.content_length", AppProtocol.SIP, Direction.BOTH),
    /** {@code ftp.command}. */
    FTP_COMMAND("ftp.command", AppProtocol.FTP, Direction.TO_SERVER),
    /** {@code ftp.command_data}. */
    FTP_COMMAND_DATA("ftp.command_data", AppProtocol.FTP, Direction.TO_SERVER),
    /** {@code ftp.reply}. */
    FTP_REPLY("ftp.reply", AppProtocol.FTP, Direction.TO_CLIENT),
    /** {@code ftp.completion_code}. */
    FTP_COMPLETION_CODE("ftp.completion_code", AppProtocol.FTP, Direction.TO_CLIENT),
    /** {@code smtp.helo}. */
    SMTP_HELO("smtp.helo", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code smtp.mail_from}. */
    SMTP_MAIL_FROM("smtp.mail_from", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code smtp.rcpt_to}. */
    SMTP_RCPT_TO("smtp.rcpt_to", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.from}. */
    EMAIL_FROM("email.from", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.to}. */
    EMAIL_TO("email.to", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.cc}. */
    EMAIL_CC("email.cc", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.subject}. */
    EMAIL_SUBJECT("email.subject", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.date}. */
    EMAIL_DATE("email.date", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.message_id}. */
    EMAIL_MESSAGE_ID("email.message_id", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.x_mailer}. */
    EMAIL_X_MAILER("email.x_mailer", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.received}. */
    EMAIL_RECEIVED("email.received", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.url}. */
    EMAIL_URL("email.url", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code email.body_md5}. */
    EMAIL_BODY_MD5("email.body_md5", AppProtocol.SMTP, Direction.TO_SERVER),
    /** {@code ip.src}: 4 or 16 bytes. */
    IP_SRC("ip.src", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code ip.dst}: 4 or 16 bytes. */
    IP_DST("ip.dst", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code dcerpc.stub_data}. */
    DCERPC_STUB_DATA("dcerpc.stub_data", AppProtocol.DCERPC, Direction.BOTH),
    /** The called interface: its UUID, and its major version in two bytes; {@code dcerpc.iface}. */
    DCERPC_IFACE("dcerpc.iface", AppProtocol.DCERPC, Direction.BOTH),
    /** {@code smb.named_pipe}. */
    SMB_NAMED_PIPE("smb.named_pipe", AppProtocol.SMB, Direction.BOTH),
    /** {@code smb.share}. */
    SMB_SHARE("smb.share", AppProtocol.SMB, Direction.BOTH),
    /** {@code smb.ntlmssp_user}. */
    SMB_NTLMSSP_USER("smb.ntlmssp_user", AppProtocol.SMB, Direction.TO_SERVER),
    /** {@code smb.ntlmssp_domain}. */
    SMB_NTLMSSP_DOMAIN("smb.ntlmssp_domain", AppProtocol.SMB, Direction.TO_SERVER),
    /** {@code mqtt.connect.clientid}. */
    MQTT_CONNECT_CLIENTID("mqtt.connect.clientid", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.connect.username}. */
    MQTT_CONNECT_USERNAME("mqtt.connect.username", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.connect.password}. */
    MQTT_CONNECT_PASSWORD("mqtt.connect.password", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.connect.protocol_string}. */
    MQTT_CONNECT_PROTOCOL_STRING("mqtt.connect.protocol_string", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.connect.willtopic}. */
    MQTT_CONNECT_WILLTOPIC("mqtt.connect.willtopic", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.connect.willmessage}. */
    MQTT_CONNECT_WILLMESSAGE("mqtt.connect.willmessage", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.publish.topic}. */
    MQTT_PUBLISH_TOPIC("mqtt.publish.topic", AppProtocol.MQTT, Direction.BOTH),
    /** {@code mqtt.publish.message}. */
    MQTT_PUBLISH_MESSAGE("mqtt.publish.message", AppProtocol.MQTT, Direction.BOTH),
    /** {@code mqtt.subscribe.topic}. */
    MQTT_SUBSCRIBE_TOPIC("mqtt.subscribe.topic", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code mqtt.unsubscribe.topic}. */
    MQTT_UNSUBSCRIBE_TOPIC("mqtt.unsubscribe.topic", AppProtocol.MQTT, Direction.TO_SERVER),
    /** {@code dnp3.data}. */
    DNP3_DATA("dnp3.data", AppProtocol.DNP3, Direction.BOTH),
    /** {@code enip.product_name}. */
    ENIP_PRODUCT_NAME("enip.product_name", AppProtocol.ENIP, Direction.TO_CLIENT),
    /** {@code enip.service_name}. */
    ENIP_SERVICE_NAME("enip.service_name", AppProtocol.ENIP, Direction.TO_CLIENT),
    /** {@code ldap.request.dn}. */
    LDAP_REQUEST_DN("ldap.request.dn", AppProtocol.LDAP, Direction.TO_SERVER),
    /** {@code ldap.responses.dn}. */
    LDAP_RESPONSES_DN("ldap.responses.dn", AppProtocol.LDAP, Direction.TO_CLIENT),
    /** {@code ldap.responses.message}. */
    LDAP_RESPONSES_MESSAGE("ldap.responses.message", AppProtocol.LDAP, Direction.TO_CLIENT),
    /** {@code ldap.request.attribute_type}. */
    LDAP_REQUEST_ATTRIBUTE_TYPE("ldap.request.attribute_type", AppProtocol.LDAP, Direction.TO_SERVER),
    /** {@code ldap.responses.attribute_type}. */
    LDAP_RESPONSES_ATTRIBUTE_TYPE("ldap.responses.attribute_type", AppProtocol.LDAP, Direction.TO_CLIENT),
    /** {@code krb5.cname}. */
    KRB5_CNAME("krb5.cname", AppProtocol.KRB5, Direction.BOTH),
    /** {@code krb5.sname}. */
    KRB5_SNAME("krb5.sname", AppProtocol.KRB5, Direction.BOTH),
    /** {@code snmp.community}. */
    SNMP_COMMUNITY("snmp.community", AppProtocol.SNMP, Direction.BOTH),
    /** {@code snmp.usm}. */
    SNMP_USM("snmp.usm", AppProtocol.SNMP, Direction.BOTH),
    /** {@code ntp.reference_id}. */
    NTP_REFERENCE_ID("ntp.reference_id", AppProtocol.NTP, Direction.BOTH),
    /** {@code pgsql.query}. */
    PGSQL_QUERY("pgsql.query", AppProtocol.PGSQL, Direction.TO_SERVER),
    /** {@code tftp.file}. */
    TFTP_FILE("tftp.file", AppProtocol.TFTP, Direction.BOTH),
    /** {@code tftp.mode}. */
    TFTP_MODE("tftp.mode", AppProtocol.TFTP, Direction.BOTH),
    /** {@code ike.init_spi}. */
    IKE_INIT_SPI("ike.init_spi", AppProtocol.IKE, Direction.BOTH),
    /** {@code ike.resp_spi}. */
    IKE_RESP_SPI("ike.resp_spi", AppProtocol.IKE, Direction.BOTH),
    /** {@code ike.vendor}. */
    IKE_VENDOR("ike.vendor", AppProtocol.IKE, Direction.BOTH),
    /** {@code ike.nonce_payload}. */
    IKE_NONCE_PAYLOAD("ike.nonce_payload", AppProtocol.IKE, Direction.BOTH),
    /** {@code ike.key_exchange_payload}. */
    IKE_KEY_EXCHANGE_PAYLOAD("ike.key_exchange_payload", AppProtocol.IKE, Direction.BOTH),
    /** {@code frame:http1.request}. */
    FRAME_HTTP1_REQUEST("frame:http1.request", AppProtocol.HTTP, Direction.BOTH),
    /** {@code frame:http1.response}. */
    FRAME_HTTP1_RESPONSE("frame:http1.response", AppProtocol.HTTP, Direction.BOTH),
    /** {@code frame:sip.pdu}. */
    FRAME_SIP_PDU("frame:sip.pdu", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:sip.request.line}. */
    FRAME_SIP_REQUEST_LINE("frame:sip.request.line", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:sip.request.headers}. */
    FRAME_SIP_REQUEST_HEADERS("frame:sip.request.headers", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:sip.request.body}. */
    FRAME_SIP_REQUEST_BODY("frame:sip.request.body", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:sip.response.line}. */
    FRAME_SIP_RESPONSE_LINE("frame:sip.response.line", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:sip.response.headers}. */
    FRAME_SIP_RESPONSE_HEADERS("frame:sip.response.headers", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:sip.response.body}. */
    FRAME_SIP_RESPONSE_BODY("frame:sip.response.body", AppProtocol.SIP, Direction.BOTH),
    /** {@code frame:smb.nbss.pdu}. */
    FRAME_SMB_NBSS_PDU("frame:smb.nbss.pdu", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.nbss.hdr}. */
    FRAME_SMB_NBSS_HDR("frame:smb.nbss.hdr", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.nbss.data}. */
    FRAME_SMB_NBSS_DATA("frame:smb.nbss.data", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.smb1.pdu}. */
    FRAME_SMB_SMB1_PDU("frame:smb.smb1.pdu", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.smb1.hdr}. */
    FRAME_SMB_SMB1_HDR("frame:smb.smb1.hdr", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.smb1.data}. */
    FRAME_SMB_SMB1_DATA("frame:smb.smb1.data", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.smb2.pdu}. */
    FRAME_SMB_SMB2_PDU("frame:smb.smb2.pdu", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.smb2.hdr}. */
    FRAME_SMB_SMB2_HDR("frame:smb.smb2.hdr", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:smb.smb2.data}. */
    FRAME_SMB_SMB2_DATA("frame:smb.smb2.data", AppProtocol.SMB, Direction.BOTH),
    /** {@code frame:dcerpc.pdu}. */
    FRAME_DCERPC_PDU("frame:dcerpc.pdu", AppProtocol.DCERPC, Direction.BOTH),
    /** {@code frame:dcerpc.hdr}. */
    FRAME_DCERPC_HDR("frame:dcerpc.hdr", AppProtocol.DCERPC, Direction.BOTH),
    /** {@code frame:dcerpc.data}. */
    FRAME_DCERPC_DATA("frame:dcerpc.data", AppProtocol.DCERPC, Direction.BOTH),
    /** {@code frame:enip.pdu}. */
    FRAME_ENIP_PDU("frame:enip.pdu", AppProtocol.ENIP, Direction.BOTH),
    /** {@code frame:enip.hdr}. */
    FRAME_ENIP_HDR("frame:enip.hdr", AppProtocol.ENIP, Direction.BOTH),
    /** {@code frame:enip.data}. */
    FRAME_ENIP_DATA("frame:enip.data", AppProtocol.ENIP, Direction.BOTH),
    /** {@code frame:enip.cip}. */
    FRAME_ENIP_CIP("frame:enip.cip", AppProtocol.ENIP, Direction.BOTH),
    /** {@code frame:enip.enip.item}. */
    FRAME_ENIP_ENIP_ITEM("frame:enip.enip.item", AppProtocol.ENIP, Direction.BOTH),
    /** {@code frame:telnet.data}. */
    FRAME_TELNET_DATA("frame:telnet.data", AppProtocol.TELNET, Direction.BOTH),
    /** {@code frame:mqtt.pdu}. */
    FRAME_MQTT_PDU("frame:mqtt.pdu", AppProtocol.MQTT, Direction.BOTH),
    /** {@code frame:mqtt.header}. */
    FRAME_MQTT_HEADER("frame:mqtt.header", AppProtocol.MQTT, Direction.BOTH),
    /** {@code frame:mqtt.data}. */
    FRAME_MQTT_DATA("frame:mqtt.data", AppProtocol.MQTT, Direction.BOTH),
    /** {@code frame:http2.pdu}. */
    FRAME_HTTP2_PDU("frame:http2.pdu", AppProtocol.HTTP2, Direction.BOTH),
    /** {@code frame:http2.hdr}. */
    FRAME_HTTP2_HDR("frame:http2.hdr", AppProtocol.HTTP2, Direction.BOTH),
    /** {@code frame:http2.data}. */
    FRAME_HTTP2_DATA("frame:http2.data", AppProtocol.HTTP2, Direction.BOTH),
    /** {@code http2.header_name}. */
    HTTP2_HEADER_NAME("http2.header_name", AppProtocol.HTTP2, Direction.BOTH),
    /** {@code http2.header}. */
    HTTP2_HEADER("http2.header", AppProtocol.HTTP2, Direction.BOTH),
    /** {@code websocket.payload}: unmasked, fragments put together. */
    WEBSOCKET_PAYLOAD("websocket.payload", AppProtocol.WEBSOCKET, Direction.BOTH),
    /** {@code frame:nfs.rpc.pdu}. */
    FRAME_NFS_RPC_PDU("frame:nfs.rpc.pdu", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.rpc.hdr}. */
    FRAME_NFS_RPC_HDR("frame:nfs.rpc.hdr", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.rpc.data}. */
    FRAME_NFS_RPC_DATA("frame:nfs.rpc.data", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.rpc.creds}. */
    FRAME_NFS_RPC_CREDS("frame:nfs.rpc.creds", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.nfs.pdu}. */
    FRAME_NFS_NFS_PDU("frame:nfs.nfs.pdu", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.nfs.status}. */
    FRAME_NFS_NFS_STATUS("frame:nfs.nfs.status", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.nfs4.pdu}. */
    FRAME_NFS_NFS4_PDU("frame:nfs.nfs4.pdu", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:nfs.nfs4.status}. */
    FRAME_NFS_NFS4_STATUS("frame:nfs.nfs4.status", AppProtocol.NFS, Direction.BOTH),
    /** {@code frame:websocket.pdu}. */
    FRAME_WEBSOCKET_PDU("frame:websocket.pdu", AppProtocol.WEBSOCKET, Direction.BOTH),
    /** {@code frame:websocket.header}. */
    FRAME_WEBSOCKET_HEADER("frame:websocket.header", AppProtocol.WEBSOCKET, Direction.BOTH),
    /** {@code frame:websocket.data}. */
    FRAME_WEBSOCKET_DATA("frame:websocket.data", AppProtocol.WEBSOCKET, Direction.BOTH),
    /** {@code frame:telnet.pdu}. */
    FRAME_TELNET_PDU("frame:telnet.pdu", AppProtocol.TELNET, Direction.BOTH),
    /** {@code frame:telnet.ctl}. */
    FRAME_TELNET_CTL("frame:telnet.ctl", AppProtocol.TELNET, Direction.BOTH),
    /** {@code rfb.name}. */
    RFB_NAME("rfb.name", AppProtocol.RFB, Direction.TO_CLIENT),
    /** {@code rdp.cookie}. */
    RDP_COOKIE("rdp.cookie", AppProtocol.RDP, Direction.TO_SERVER),
    /** {@code quic.version}. */
    QUIC_VERSION("quic.version", AppProtocol.QUIC, Direction.BOTH),
    /** {@code quic.sni}. */
    QUIC_SNI("quic.sni", AppProtocol.QUIC, Direction.TO_SERVER),
    /** {@code quic.ua}. */
    QUIC_UA("quic.ua", AppProtocol.QUIC, Direction.TO_SERVER),
    /** {@code quic.cyu.hash}. */
    QUIC_CYU_HASH("quic.cyu.hash", AppProtocol.QUIC, Direction.TO_SERVER),
    /** {@code quic.cyu.string}. */
    QUIC_CYU_STRING("quic.cyu.string", AppProtocol.QUIC, Direction.TO_SERVER),
    /** {@code sdp.origin}. */
    SDP_ORIGIN("sdp.origin", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.session_name}. */
    SDP_SESSION_NAME("sdp.session_name", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.session_info}. */
    SDP_SESSION_INFO("sdp.session_info", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.uri}. */
    SDP_URI("sdp.uri", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.email}. */
    SDP_EMAIL("sdp.email", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.phone_number}. */
    SDP_PHONE_NUMBER("sdp.phone_number", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.connection_data}. */
    SDP_CONNECTION_DATA("sdp.connection_data", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.bandwidth}. */
    SDP_BANDWIDTH("sdp.bandwidth", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.time}. */
    SDP_TIME("sdp.time", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.repeat_time}. */
    SDP_REPEAT_TIME("sdp.repeat_time", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.timezone}. */
    SDP_TIMEZONE("sdp.timezone", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.encryption_key}. */
    SDP_ENCRYPTION_KEY("sdp.encryption_key", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.attribute}. */
    SDP_ATTRIBUTE("sdp.attribute", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.media.media}. */
    SDP_MEDIA_MEDIA("sdp.media.media", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.media.media_info}. */
    SDP_MEDIA_MEDIA_INFO("sdp.media.media_info", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.media.connection_data}. */
    SDP_MEDIA_CONNECTION_DATA("sdp.media.connection_data", AppProtocol.SIP, Direction.BOTH),
    /** {@code sdp.media.encryption_key}. */
    SDP_MEDIA_ENCRYPTION_KEY("sdp.media.encryption_key", AppProtocol.SIP, Direction.BOTH),
    /** {@code mdns.queries.rrname}. */
    MDNS_QUERIES_RRNAME("mdns.queries.rrname", AppProtocol.MDNS, Direction.BOTH),
    /** {@code mdns.answers.rrname}. */
    MDNS_ANSWERS_RRNAME("mdns.answers.rrname", AppProtocol.MDNS, Direction.BOTH),
    /** {@code mdns.authorities.rrname}. */
    MDNS_AUTHORITIES_RRNAME("mdns.authorities.rrname", AppProtocol.MDNS, Direction.BOTH),
    /** {@code mdns.additionals.rrname}. */
    MDNS_ADDITIONALS_RRNAME("mdns.additionals.rrname", AppProtocol.MDNS, Direction.BOTH),
    /** {@code mdns.response.rrname}. */
    MDNS_RESPONSE_RRNAME("mdns.response.rrname", AppProtocol.MDNS, Direction.BOTH),
    /** {@code frame:tls.pdu}. */
    FRAME_TLS_PDU("frame:tls.pdu", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:tls.hdr}. */
    FRAME_TLS_HDR("frame:tls.hdr", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:tls.data}. */
    FRAME_TLS_DATA("frame:tls.data", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:tls.alert}. */
    FRAME_TLS_ALERT("frame:tls.alert", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:tls.heartbeat}. */
    FRAME_TLS_HEARTBEAT("frame:tls.heartbeat", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:tls.ssl2.hdr}. */
    FRAME_TLS_SSL2_HDR("frame:tls.ssl2.hdr", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:tls.ssl2.pdu}. */
    FRAME_TLS_SSL2_PDU("frame:tls.ssl2.pdu", AppProtocol.TLS, Direction.BOTH),
    /** {@code frame:dns.pdu}. */
    FRAME_DNS_PDU("frame:dns.pdu", AppProtocol.DNS, Direction.BOTH),
    /** {@code frame:smtp.command_line}. */
    FRAME_SMTP_COMMAND_LINE("frame:smtp.command_line", AppProtocol.SMTP, Direction.BOTH),
    /** {@code frame:smtp.data}. */
    FRAME_SMTP_DATA("frame:smtp.data", AppProtocol.SMTP, Direction.BOTH),
    /** {@code frame:smtp.response_line}. */
    FRAME_SMTP_RESPONSE_LINE("frame:smtp.response_line", AppProtocol.SMTP, Direction.BOTH),
    /** {@code frame:ftp.command_line}. */
    FRAME_FTP_COMMAND_LINE("frame:ftp.command_line", AppProtocol.FTP, Direction.BOTH),
    /** {@code frame:ftp.response_line}. */
    FRAME_FTP_RESPONSE_LINE("frame:ftp.response_line", AppProtocol.FTP, Direction.BOTH),
    /** {@code frame:ssh.record.hdr}. */
    FRAME_SSH_RECORD_HDR("frame:ssh.record.hdr", AppProtocol.SSH, Direction.BOTH),
    /** {@code frame:ssh.record.data}. */
    FRAME_SSH_RECORD_DATA("frame:ssh.record.data", AppProtocol.SSH, Direction.BOTH),
    /** {@code frame:ssh.record.pdu}. */
    FRAME_SSH_RECORD_PDU("frame:ssh.record.pdu", AppProtocol.SSH, Direction.BOTH),
    /** {@code frame:ldap.pdu}. */
    FRAME_LDAP_PDU("frame:ldap.pdu", AppProtocol.LDAP, Direction.BOTH),
    /** MD5 of a whole file, 16 bytes: {@code filemd5}. */
    FILE_MD5("filemd5", AppProtocol.UNKNOWN, Direction.BOTH),
    /** SHA-1 of a whole file, 20 bytes: {@code filesha1}. */
    FILE_SHA1("filesha1", AppProtocol.UNKNOWN, Direction.BOTH),
    /** SHA-256 of a whole file, 32 bytes: {@code filesha256}. */
    FILE_SHA256("filesha256", AppProtocol.UNKNOWN, Direction.BOTH),
    /** Bytes of a file that has ended, as 8 bytes, big endian, then 1 when it was cut short: {@code filesize}. */
    FILE_SIZE("filesize", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code igmp.hdr}. */
    IGMP_HDR("igmp.hdr", AppProtocol.UNKNOWN, Direction.BOTH),
    /** {@code snmp.trap_oid}. */
    SNMP_TRAP_OID("snmp.trap_oid", AppProtocol.SNMP, Direction.BOTH);

    /** Which way the packet goes that fills the buffer. */
    public enum Direction {
        /** Filled by what the client sends. */
        TO_SERVER,
        /** Filled by what the server sends. */
        TO_CLIENT,
        /** Either: the rule's {@code flow} decides. */
        BOTH
    }

    private static final String FRAME = "frame:";
    private static final Map<String, Buffer> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(Buffer::ruleName, Function.identity()));
    private static final Buffer[] VALUES = values();

    private final String ruleName;
    private final AppProtocol protocol;
    private final Direction direction;

    Buffer(String ruleName, AppProtocol protocol, Direction direction) {
        this.ruleName = ruleName;
        this.protocol = protocol;
        this.direction = direction;
    }

    /** The sticky buffer keyword. */
    public String ruleName() {
        return ruleName;
    }

    /**
     * The protocol whose parser fills it; UNKNOWN for those of packets, and of files, which several protocols carry.
     */
    public AppProtocol protocol() {
        return protocol;
    }

    /** Which way the packet goes that fills it. */
    public Direction direction() {
        return direction;
    }

    /** Whether it is a frame: bytes as they came, which {@code frame} names. */
    public boolean isFrame() {
        return ruleName.startsWith(FRAME);
    }

    /** A frame's type, without the protocol's prefix. */
    public String frameType() {
        return ruleName.substring(ruleName.indexOf('.') + 1);
    }

    /** The frame that a rule of that protocol calls so, with or without the protocol's prefix. */
    public static Optional<Buffer> frame(AppProtocol protocol, String name) {
        Buffer full = BY_NAME.get(FRAME + name);
        String prefix = protocol == AppProtocol.HTTP ? "http1" : protocol.ruleName();
        return Optional.ofNullable(full != null ? full : BY_NAME.get(FRAME + prefix + '.' + name));
    }

    /** The buffer of that sticky keyword. */
    public static Optional<Buffer> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The buffer with that ordinal. */
    public static Buffer of(int ordinal) {
        return VALUES[ordinal];
    }
}
