package org.sluice.dataplane.app.protocols;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.dcerpc.DcerpcParser;
import org.sluice.dataplane.app.dhcp.DhcpParser;
import org.sluice.dataplane.app.dnp3.Dnp3Parser;
import org.sluice.dataplane.app.dns.DnsParser;
import org.sluice.dataplane.app.enip.EnipParser;
import org.sluice.dataplane.app.ftp.FtpDataParser;
import org.sluice.dataplane.app.ftp.FtpParser;
import org.sluice.dataplane.app.http.DecompressorPool;
import org.sluice.dataplane.app.http.HttpParser;
import org.sluice.dataplane.app.http2.Http2Parser;
import org.sluice.dataplane.app.ike.IkeParser;
import org.sluice.dataplane.app.krb5.Krb5Parser;
import org.sluice.dataplane.app.ldap.LdapParser;
import org.sluice.dataplane.app.modbus.ModbusParser;
import org.sluice.dataplane.app.mqtt.MqttParser;
import org.sluice.dataplane.app.nfs.NfsParser;
import org.sluice.dataplane.app.ntp.NtpParser;
import org.sluice.dataplane.app.pgsql.PgsqlParser;
import org.sluice.dataplane.app.quic.QuicParser;
import org.sluice.dataplane.app.rdp.RdpParser;
import org.sluice.dataplane.app.rfb.RfbParser;
import org.sluice.dataplane.app.sip.SipParser;
import org.sluice.dataplane.app.smb.SmbParser;
import org.sluice.dataplane.app.smtp.SmtpParser;
import org.sluice.dataplane.app.snmp.SnmpParser;
import org.sluice.dataplane.app.ssh.SshParser;
import org.sluice.dataplane.app.telnet.TelnetParser;
import org.sluice.dataplane.app.tftp.TftpParser;
import org.sluice.dataplane.app.tls.TlsParser;
import org.sluice.dataplane.app.websocket.WebSocketParser;
import org.sluice.rules.image.AppProtocol;

/** All protocols there are, in the order in which they are asked whether they know a flow's first bytes. */
public final class Parsers {
    private Parsers() {
    }

    /** The application layer of one inspector; its buffers live as long as {@code arena}. */
    public static AppLayer appLayer(AppSettings settings, Arena arena) {
        AppRuntime runtime = new AppRuntime(settings, arena);
        List<AppParser> parsers = new ArrayList<>();
        addStreams(parsers, runtime);
        addDatagrams(parsers, runtime);
        return new AppLayer(runtime, parsers);
    }

    private static void addStreams(List<AppParser> parsers, AppRuntime runtime) {
        parsers.add(new FtpDataParser(runtime));
        parsers.add(new TlsParser(runtime));
        parsers.add(new SipParser(runtime));
        DecompressorPool decompressors = new DecompressorPool(runtime);
        parsers.add(new Http2Parser(runtime, decompressors));
        parsers.add(new HttpParser(runtime, decompressors));
        parsers.add(new WebSocketParser(runtime));
        parsers.add(new SshParser(runtime));
        parsers.add(new SmtpParser(runtime));
        parsers.add(new FtpParser(runtime));
        parsers.add(new SmbParser(runtime));
        parsers.add(new DcerpcParser(runtime));
        parsers.add(Recogniser.tcp(AppProtocol.IMAP, Signatures::imap));
        parsers.add(Recogniser.tcp(AppProtocol.POP3, Signatures::pop3));
        parsers.add(new RdpParser(runtime));
        parsers.add(new RfbParser(runtime));
        parsers.add(new MqttParser(runtime));
        parsers.add(new ModbusParser(runtime));
        parsers.add(Dnp3Parser.overTcp(runtime));
        parsers.add(EnipParser.overTcp(runtime));
        parsers.add(new TelnetParser(runtime));
        parsers.add(new PgsqlParser(runtime));
        parsers.add(LdapParser.overTcp(runtime));
        parsers.add(Krb5Parser.overTcp(runtime));
        parsers.add(NfsParser.overTcp(runtime));
        parsers.add(DnsParser.overTcp(runtime));
    }

    private static void addDatagrams(List<AppParser> parsers, AppRuntime runtime) {
        parsers.add(DnsParser.byMulticast(runtime));
        parsers.add(DnsParser.overUdp(runtime));
        parsers.add(new QuicParser(runtime));
        parsers.add(new NtpParser(runtime));
        parsers.add(Dnp3Parser.overUdp(runtime));
        parsers.add(EnipParser.overUdp(runtime));
        parsers.add(LdapParser.overUdp(runtime));
        parsers.add(new DhcpParser(runtime));
        parsers.add(new SnmpParser(runtime));
        parsers.add(Krb5Parser.overUdp(runtime));
        parsers.add(new TftpParser(runtime));
        parsers.add(new IkeParser(runtime));
        parsers.add(NfsParser.overUdp(runtime));
        parsers.add(Recogniser.udp(AppProtocol.BITTORRENT_DHT, Signatures::bittorrentDht));
    }
}
