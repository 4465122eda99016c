package org.sluice.rules.keyword;

import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

/**
 * Keywords of protocols beside HTTP, DNS and TLS. A buffer that a parser fills, one of {@link Buffer}, is enforced; the
 * others are known, so that rules which use them are told apart from mistakes, and refused with what is missing.
 */
final class OtherProtocolKeywords {
    private OtherProtocolKeywords() {}

    static void addTo(KeywordRegistry registry) {
        addMail(registry);
        addIndustrial(registry);
        addVoice(registry);
        addMessages(registry);
        addDirectories(registry);
        addFileServices(registry);
        addOthers(registry);
    }

    private static void addMail(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "SMTP", AppProtocol.SMTP)
                .buffers("smtp.helo The name in HELO or EHLO.", "smtp.mail_from The address in MAIL FROM.",
                        "smtp.rcpt_to An address in RCPT TO.");
        new ProtocolKeywords(registry, "E-mail", AppProtocol.SMTP)
                .buffers("email.from The From header.", "email.to The To header.", "email.cc The Cc header.",
                        "email.subject The Subject header.", "email.date The Date header.",
                        "email.message_id The Message-ID header.", "email.x_mailer The X-Mailer header.",
                        "email.url A URL in the body.", "email.received A Received header.",
                        "email.body_md5 The MD5 of the body.");
        new ProtocolKeywords(registry, "POP3", AppProtocol.POP3)
                .buffers("pop3.command The command.");
    }

    private static void addIndustrial(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "Modbus", AppProtocol.MODBUS)
                .values("modbus Function, unit, access or address of a request.");
        new ProtocolKeywords(registry, "DNP3", AppProtocol.DNP3)
                .buffers("dnp3.data,dnp3_data The reassembled application data.")
                .values("dnp3_func,dnp3.func The function code.", "dnp3_ind,dnp3.ind The internal indicators.",
                        "dnp3_obj,dnp3.obj Group and variation of an object.");
        new ProtocolKeywords(registry, "ENIP", AppProtocol.ENIP)
                .buffers("enip.product_name The product's name.", "enip.service_name The service's name.")
                .values("enip_command,enip.command The command.",
                "cip_service,cip.service Service, class and attribute.",
                        "enip.capabilities Capabilities.", "enip.cip_attribute CIP attribute.",
                        "enip.cip_class CIP class.",
                        "enip.cip_instance CIP instance.", "enip.cip_status CIP status.",
                        "enip.cip_extendedstatus Extended CIP status.", "enip.vendor_id Vendor.", "enip.status Status.",
                        "enip.state State.", "enip.serial Serial number.", "enip.revision Revision.",
                        "enip.protocol_version Protocol version.", "enip.product_code Product code.",
                        "enip.identity_status Identity status.", "enip.device_type Device type.");
    }

    private static void addVoice(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "SIP", AppProtocol.SIP)
                .buffers("sip.method The method.", "sip.uri The URI.", "sip.protocol The version.",
                        "sip.request_line The request line.", "sip.response_line The response line.",
                        "sip.stat_code The status code.", "sip.stat_msg The status message.",
                        "sip.from The From header.",
                        "sip.to The To header.", "sip.via The Via header.",
                        "sip.user_agent,sip.ua The User-Agent header.",
                        "sip.content_type The Content-Type header.", "sip.content_length The Content-Length header.");
        new ProtocolKeywords(registry, "SDP", AppProtocol.SIP)
                .buffers("sdp.session_name The session's name.", "sdp.session_info About the session.",
                        "sdp.origin Who began it.", "sdp.uri The URI.", "sdp.email The e-mail address.",
                        "sdp.phone_number The telephone number.", "sdp.connection_data The connection.",
                        "sdp.bandwidth The bandwidth.", "sdp.time The time.", "sdp.repeat_time The repetition.",
                        "sdp.timezone The time zone.", "sdp.encryption_key The key.", "sdp.attribute An attribute.",
                        "sdp.media.media The medium.", "sdp.media.media_info About the medium.",
                        "sdp.media.connection_data The medium's connection.",
                        "sdp.media.encryption_key The medium's key.");
        new ProtocolKeywords(registry, "RFB", AppProtocol.RFB)
                .buffers("rfb.name The desktop's name.")
                .values("rfb.sectype The security type.", "rfb.secresult The security result.");
        new ProtocolKeywords(registry, "RDP", AppProtocol.RDP)
                .buffers("rdp.cookie The cookie.");
    }

    private static void addMessages(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "MQTT", AppProtocol.MQTT)
                .buffers("mqtt.connect.clientid The client's id.", "mqtt.connect.username The user's name.",
                        "mqtt.connect.password The password.", "mqtt.connect.protocol_string The protocol's name.",
                        "mqtt.connect.willtopic The will's topic.", "mqtt.connect.willmessage The will's message.",
                        "mqtt.publish.topic The topic of a PUBLISH.", "mqtt.publish.message The message of a PUBLISH.",
                        "mqtt.subscribe.topic A topic of a SUBSCRIBE.",
                        "mqtt.unsubscribe.topic A topic of an UNSUBSCRIBE.")
                .values("mqtt.type The message type.", "mqtt.flags The header's flags.",
                "mqtt.qos The quality of service.",
                        "mqtt.protocol_version The version.",
                        "mqtt.reason_code,mqtt.connack.return_code The reason code.",
                        "mqtt.connect.flags The flags of a CONNECT.",
                        "mqtt.connack.session_present The session is kept.");
        new ProtocolKeywords(registry, "WebSocket", AppProtocol.WEBSOCKET)
                .buffers("websocket.payload The payload, unmasked.")
                .values("websocket.opcode The opcode.", "websocket.mask The mask.", "websocket.flags The flags.");
        new ProtocolKeywords(registry, "HTTP2", AppProtocol.HTTP2)
                .buffers("http2.header_name A header's name.")
                .values("http2.frametype The frame's type.", "http2.errorcode The error code.",
                "http2.priority The weight.",
                        "http2.window The window's increment.", "http2.size_update The table's new size.",
                        "http2.settings A setting and its value.");
        new ProtocolKeywords(registry, "QUIC", AppProtocol.QUIC)
                .buffers("quic.sni The server's name.", "quic.ua The user agent.", "quic.version The version.",
                        "quic.cyu.hash The CYU fingerprint.", "quic.cyu.string The CYU fingerprint in full.");
    }

    private static void addDirectories(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "LDAP", AppProtocol.LDAP)
                .buffers("ldap.request.dn The name asked for.", "ldap.responses.dn A name answered.",
                        "ldap.responses.message A result's message.",
                        "ldap.request.attribute_type An attribute asked for.",
                        "ldap.responses.attribute_type An attribute answered.")
                .values("ldap.request.operation The request's operation.",
                "ldap.responses.operation An answer's operation.",
                        "ldap.responses.count The number of answers.", "ldap.responses.result_code A result code.");
        new ProtocolKeywords(registry, "Kerberos", AppProtocol.KRB5)
                .buffers("krb5.cname,krb5_cname A client's name.", "krb5.sname,krb5_sname A server's name.")
                .values("krb5_msg_type,krb5.msg_type The message type.", "krb5_err_code,krb5.err_code The error code.",
                        "krb5.ticket_encryption The ticket's encryption.");
        new ProtocolKeywords(registry, "SNMP", AppProtocol.SNMP)
                .buffers("snmp.community The community.", "snmp.usm The user.", "snmp.trap_oid The trap's identifier.")
                .values("snmp.version The version.", "snmp.pdu_type The PDU's type.",
                "snmp.trap_type The trap's type.");
        new ProtocolKeywords(registry, "DHCP", AppProtocol.DHCP)
                .values("dhcp.leasetime The lease, in seconds.", "dhcp.rebinding_time The time to rebinding.",
                        "dhcp.renewal_time The time to renewal.");
        new ProtocolKeywords(registry, "NTP", AppProtocol.NTP)
                .buffers("ntp.reference_id The reference.")
                .values("ntp.version The version.", "ntp.mode The mode.", "ntp.stratum The stratum.");
        new ProtocolKeywords(registry, "PostgreSQL", AppProtocol.PGSQL)
                .buffers("pgsql.query The query.");
        new ProtocolKeywords(registry, "MySQL", AppProtocol.UNKNOWN)
                .buffers("mysql.command The command.", "mysql.rows A row of the result.");
    }

    private static void addFileServices(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "FTP", AppProtocol.FTP)
                .buffers("ftp.command The command.", "ftp.command_data What follows the command.",
                "ftp.reply The reply.",
                        "ftp.completion_code The reply's code.")
                .special("ftp.mode How the data channel is opened.", "ftp.mode:active|passive", "ftp.mode:passive;",
                        (value, rule) -> rule.add(new IntegerMatch(IntegerField.FTP_MODE, IntegerTest.equal(
                                value.choice("mode", "active", "passive") + 1))))
                .number("ftp.dynamic_port The data channel's port.", IntegerField.FTP_DYNAMIC_PORT, 0xffff)
                .special("ftp.reply_received Whether a reply came.", "ftp.reply_received:yes|on|true|1|no|off|false|0",
                        "ftp.reply_received:yes;",
                        (value, rule) -> rule.add(new IntegerMatch(IntegerField.FTP_REPLY_RECEIVED, IntegerTest.equal(
                                1 - value.choice("answer", "yes", "no", "on", "off", "true", "false", "1", "0") % 2))));
        registry.add(Keyword.bare("ftpbounce", "FTP", "A PORT command names another host.",
                (value, rule) -> rule.requireProtocol(AppProtocol.FTP, value)).unenforced("needs the ftp parser"));
        new ProtocolKeywords(registry, "FTP data", AppProtocol.FTP_DATA)
                .values("ftpdata_command,ftpdata.command The command that opened the data channel.");
        new ProtocolKeywords(registry, "NFS", AppProtocol.NFS)
                .values("nfs_procedure,nfs.procedure The procedure.", "nfs.version,nfs_version The version.");
        new ProtocolKeywords(registry, "TFTP", AppProtocol.TFTP)
                .buffers("tftp.file The file's name.", "tftp.mode The mode.")
                .values("tftp.opcode The operation.");
    }

    private static void addOthers(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "SSH", AppProtocol.SSH)
                .buffers("ssh.hassh The client's HASSH.", "ssh.hassh.string The client's HASSH in full.",
                        "ssh.hassh.server The server's HASSH.", "ssh.hassh.server.string The server's HASSH in full.")
                .values("ssh.protoversion The protocol version (older spelling).",
                        "ssh.softwareversion The software version (older spelling).");
        new ProtocolKeywords(registry, "IKE", AppProtocol.IKE)
                .buffers("ike.init_spi The initiator's SPI.", "ike.resp_spi The responder's SPI.",
                "ike.vendor A vendor id.",
                        "ike.nonce_payload The nonce.", "ike.key_exchange_payload The key exchange.")
                .values("ike.exchtype The exchange type.", "ike.chosen_sa_attribute An attribute of the chosen SA.",
                        "ike.key_exchange_payload_length Length of the key exchange.",
                        "ike.nonce_payload_length Length of the nonce.");
    }
}
