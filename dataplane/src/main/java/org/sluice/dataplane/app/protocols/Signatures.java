package org.sluice.dataplane.app.protocols;

import static org.sluice.dataplane.app.AppParser.MORE;
import static org.sluice.dataplane.app.AppParser.NO;
import static org.sluice.dataplane.app.AppParser.YES;

/** How protocols begin that have no parser here. What is not marked well enough is believed on its own port only. */
final class Signatures {
    private Signatures() {
    }

    static int imap(FirstBytes b) {
        return b.toServer() ? NO : Math.max(b.has(0, "* OK "), b.has(0, "* PREAUTH "));
    }

    static int pop3(FirstBytes b) {
        return b.toServer() ? NO : b.has(0, "+OK ");
    }

    /** TPKT (RFC 1006) with an X.224 connection request or confirm. */
    static int rdp(FirstBytes b) {
        if (b.at(0) != 3 || b.length() > 1 && b.at(1) != 0) {
            return NO;
        }
        return b.when(7, b.at(5) == (b.toServer() ? 0xE0 : 0xD0) && b.u16(2) == b.at(4) + 5);
    }

    static int rfb(FirstBytes b) {
        return b.has(0, "RFB 003.");
    }

    /** IAC and a negotiation (RFC 854). */
    static int telnet(FirstBytes b) {
        return b.port(23) && b.at(0) == 0xFF ? b.when(3, b.at(1) >= 0xFB && b.at(1) <= 0xFE) : NO;
    }

    /** ONC RPC (RFC 5531) call of NFS's program. */
    static int nfsOverTcp(FirstBytes b) {
        return b.toServer() && b.at(0) >= 0x80 ? nfs(b, 4) : NO;
    }

    static int nfsOverUdp(FirstBytes b) {
        return b.toServer() ? nfs(b, 0) : NO;
    }

    private static int nfs(FirstBytes b, int at) {
        return b.when(at + 20, b.u16(at + 4) == 0 && b.u16(at + 6) == 0 && b.u16(at + 8) == 0 && b.u16(at + 10) == 2
                && b.u16(at + 12) == 1 && b.u16(at + 14) == 0x86A3);
    }

    /** The client's preface (RFC 9113, 3.4), or a SETTINGS frame of stream 0. */
    static int http2(FirstBytes b) {
        if (b.toServer()) {
            return b.has(0, "PRI * HTTP/2.0\r\n");
        }
        if (b.at(0) != 0 || b.length() > 3 && b.at(3) != 4) {
            return NO;
        }
        return b.when(9, b.u16(1) % 6 == 0 && b.at(4) <= 1 && b.u16(5) == 0 && b.u16(7) == 0);
    }

    /** BOOTP with the magic cookie (RFC 2131, 3). */
    static int dhcp(FirstBytes b) {
        boolean ports = b.port(67) || b.port(68);
        return ports && b.length() >= 240 && (b.at(0) == 1 || b.at(0) == 2) && b.u16(236) == 0x6382
                && b.u16(238) == 0x5363 ? YES : NO;
    }

    static int bittorrentDht(FirstBytes b) {
        return b.has(0, "d1:ad2:id20:") == YES || b.has(0, "d1:rd2:id20:") == YES ? YES : NO;
    }
}
