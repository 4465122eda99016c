package org.sluice.rules.keyword;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Pcre;

/**
 * Keywords of protocols beside HTTP, DNS and TLS. A buffer that a parser fills, one of {@link Buffer}, is enforced; the
 * others are known, so that rules which use them are told apart from mistakes, and refused with what is missing.
 */
final class OtherProtocolKeywords {
    private OtherProtocolKeywords() {}

    static void addTo(KeywordRegistry registry) {
        addMail(registry);
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
                        "sdp.media.media,sdp.media_description.media The medium.",
                        "sdp.media.media_info,sdp.media_description.session_info About the medium.",
                        "sdp.media.connection_data,sdp.media_description.connection_data The medium's connection.",
                        "sdp.media.encryption_key,sdp.media_description.encryption_key The medium's key.");
        new ProtocolKeywords(registry, "RFB", AppProtocol.RFB)
                .buffers("rfb.name The desktop's name.")
                .number("rfb.sectype The security type.", IntegerField.RFB_SECTYPE, 0xffff_ffffL)
                .number("rfb.secresult The security result.", IntegerField.RFB_SECRESULT, 0xffff_ffffL,
                        IntegerGrammar.numbered("ok 0 fail 1 toomany 2 unknown 3"));
        new ProtocolKeywords(registry, "RDP", AppProtocol.RDP)
                .buffers("rdp.cookie The cookie.");
    }

    private static void addMessages(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "WebSocket", AppProtocol.WEBSOCKET)
                .buffers("websocket.payload The payload, unmasked.")
                .number("websocket.opcode The opcode.", IntegerField.WEBSOCKET_OPCODE, 15, IntegerGrammar.numbered(
                        "continuation 0 text 1 binary 2 connection_close 8 close 8 ping 9 pong 10"))
                .number("websocket.mask The mask, if there is one.", IntegerField.WEBSOCKET_MASK, 0xffff_ffffL)
                .special("websocket.flags The flags.", "websocket.flags:[!]fin|comp[,...]",
                "websocket.flags:fin,!comp;",
                        (value, rule) -> MqttKeywords.flags(value, rule, IntegerField.WEBSOCKET_FLAGS,
                                Map.of("fin", 0x80, "comp", 0x40)));
        new ProtocolKeywords(registry, "QUIC", AppProtocol.QUIC)
                .buffers("quic.sni The server's name.", "quic.ua The user agent.", "quic.version The version.",
                        "quic.cyu.hash The CYU fingerprint.", "quic.cyu.string The CYU fingerprint in full.");
    }

    private static void addDirectories(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "DHCP", AppProtocol.DHCP)
                .number("dhcp.leasetime The lease, in seconds.", IntegerField.DHCP_LEASETIME, Long.MAX_VALUE)
                .number("dhcp.rebinding_time The time to rebinding.", IntegerField.DHCP_REBINDING_TIME, Long.MAX_VALUE)
                .number("dhcp.renewal_time The time to renewal.", IntegerField.DHCP_RENEWAL_TIME, Long.MAX_VALUE);
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
        registry.add(Keyword.bare("ftpbounce", "FTP", "A PORT command names another host than the client.",
                (value, rule) -> {
                    rule.requireProtocol(AppProtocol.FTP, value);
                    rule.add(new IntegerMatch(IntegerField.FTP_BOUNCE, IntegerTest.equal(1)));
                }));
        new ProtocolKeywords(registry, "FTP data", AppProtocol.FTP_DATA)
                .special("ftpdata_command,ftpdata.command The command that the data channel is for.",
                        "ftpdata_command:retr|stor", "ftpdata_command:stor;",
                        (value, rule) -> rule.add(new IntegerMatch(IntegerField.FTPDATA_COMMAND, IntegerTest.equal(
                                value.choice("command", "retr", "stor") + 1))));
    }

    private static void addOthers(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "SSH", AppProtocol.SSH)
                .buffers("ssh.hassh The client's HASSH.", "ssh.hassh.string The client's HASSH in full.",
                        "ssh.hassh.server The server's HASSH.", "ssh.hassh.server.string The server's HASSH in full.")
                .special("ssh.protoversion The beginning of the protocol version; 2_compat is 2 or 1.99.",
                        "ssh.protoversion:version|2_compat", "ssh.protoversion:2_compat;",
                        OtherProtocolKeywords::sshVersion)
                .special("ssh.softwareversion Text in the software version.", "ssh.softwareversion:text",
                        "ssh.softwareversion:\"PuTTY\";", OtherProtocolKeywords::sshSoftware);
    }

    private static void sshVersion(Word value, RuleBuilder rule) {
        String version = value.unquoted().text();
        String pattern = switch (version) {
            case "2_compat" -> "^(2|1\\.99)";
            default -> {
                if (!version.matches("[0-9](\\.[0-9]+)?")) {
                    throw value.refuse("\"" + version + "\" is no version", "write 1.99, 2.0 or 2_compat");
                }
                yield '^' + version.replace(".", "\\.");
            }
        };
        rule.lookOnce(BufferName.of(Buffer.SSH_PROTO)).add(new Pcre(pattern, Set.of(), false, false, List.of()));
    }

    private static void sshSoftware(Word value, RuleBuilder rule) {
        rule.add(new ContentDraft(value, ContentBytes.parse(value.unquoted()), false), BufferName.of(Buffer.SSH_SOFTWARE));
    }
}
