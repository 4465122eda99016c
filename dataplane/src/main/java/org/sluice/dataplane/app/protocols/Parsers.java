package org.sluice.dataplane.app.protocols;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.dcerpc.DcerpcParser;
import org.sluice.dataplane.app.dns.DnsParser;
import org.sluice.dataplane.app.ftp.FtpParser;
import org.sluice.dataplane.app.http.HttpParser;
import org.sluice.dataplane.app.sip.SipParser;
import org.sluice.dataplane.app.smb.SmbParser;
import org.sluice.dataplane.app.smtp.SmtpParser;
import org.sluice.dataplane.app.ssh.SshParser;
import org.sluice.dataplane.app.tls.TlsParser;
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
        parsers.add(new TlsParser(runtime));
        parsers.add(new SipParser(runtime));
        parsers.add(Recogniser.tcp(AppProtocol.HTTP2, Signatures::http2));
        parsers.add(new HttpParser(runtime));
        parsers.add(new SshParser(runtime));
        parsers.add(new SmtpParser(runtime));
        parsers.add(new FtpParser(runtime));
        parsers.add(new SmbParser(runtime));
        parsers.add(new DcerpcParser(runtime));
        parsers.add(Recogniser.tcp(AppProtocol.IMAP, Signatures::imap));
        parsers.add(Recogniser.tcp(AppProtocol.POP3, Signatures::pop3));
        parsers.add(Recogniser.tcp(AppProtocol.RDP, Signatures::rdp));
        parsers.add(Recogniser.tcp(AppProtocol.RFB, Signatures::rfb));
        parsers.add(Recogniser.tcp(AppProtocol.MQTT, Signatures::mqtt));
        parsers.add(Recogniser.tcp(AppProtocol.MODBUS, Signatures::modbus));
        parsers.add(Recogniser.tcp(AppProtocol.DNP3, Signatures::dnp3));
        parsers.add(Recogniser.tcp(AppProtocol.ENIP, Signatures::enip));
        parsers.add(Recogniser.tcp(AppProtocol.TELNET, Signatures::telnet));
        parsers.add(Recogniser.tcp(AppProtocol.PGSQL, Signatures::pgsql));
        parsers.add(Recogniser.tcp(AppProtocol.LDAP, Signatures::ldap));
        parsers.add(Recogniser.tcp(AppProtocol.KRB5, Signatures::krb5OverTcp));
        parsers.add(Recogniser.tcp(AppProtocol.NFS, Signatures::nfsOverTcp));
        parsers.add(DnsParser.overTcp(runtime));
    }

    private static void addDatagrams(List<AppParser> parsers, AppRuntime runtime) {
        parsers.add(DnsParser.overUdp(runtime));
        parsers.add(Recogniser.udp(AppProtocol.NTP, Signatures::ntp));
        parsers.add(Recogniser.udp(AppProtocol.DHCP, Signatures::dhcp));
        parsers.add(Recogniser.udp(AppProtocol.SNMP, Signatures::snmp));
        parsers.add(Recogniser.udp(AppProtocol.KRB5, Signatures::krb5OverUdp));
        parsers.add(Recogniser.udp(AppProtocol.TFTP, Signatures::tftp));
        parsers.add(Recogniser.udp(AppProtocol.IKE, Signatures::ike));
        parsers.add(Recogniser.udp(AppProtocol.NFS, Signatures::nfsOverUdp));
        parsers.add(Recogniser.udp(AppProtocol.BITTORRENT_DHT, Signatures::bittorrentDht));
    }
}
