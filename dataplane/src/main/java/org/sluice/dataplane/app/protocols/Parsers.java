package org.sluice.dataplane.app.protocols;

import java.lang.foreign.Arena;
import java.util.List;
import org.sluice.dataplane.app.AppLayer;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.dns.DnsParser;
import org.sluice.dataplane.app.http.HttpParser;
import org.sluice.dataplane.app.sip.SipParser;
import org.sluice.dataplane.app.ssh.SshParser;
import org.sluice.dataplane.app.tls.TlsParser;

/** All protocols there are, in the order in which they are asked whether they know a flow's first bytes. */
public final class Parsers {
    private Parsers() {
    }

    /** The application layer of one inspector; its buffers live as long as {@code arena}. */
    public static AppLayer appLayer(AppSettings settings, Arena arena) {
        AppRuntime runtime = new AppRuntime(settings, arena);
        List<AppParser> parsers = List.of(
                new SipParser(runtime),
                new HttpParser(runtime),
                new TlsParser(runtime),
                new SshParser(runtime),
                DnsParser.overUdp(runtime),
                DnsParser.overTcp(runtime));
        return new AppLayer(runtime, parsers);
    }
}
