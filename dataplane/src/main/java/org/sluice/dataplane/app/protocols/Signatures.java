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

    /** CONNECT with the protocol's name (MQTT 5, 3.1); the server's CONNACK. */
    static int mqtt(FirstBytes b) {
        if (b.at(0) != (b.toServer() ? 0x10 : 0x20)) {
            return NO;
        }
        if (!b.toServer()) {
            return b.port(1883) ? b.when(4, b.at(1) >= 2 && b.at(1) < 0x80 && b.at(2) <= 1) : NO;
        }
        int at = 1;
        while (at < 4 && b.at(at) >= 0x80) {
            at++;
        }
        return Math.max(b.has(at + 1, "\0\4MQTT"), b.has(at + 1, "\0\6MQIsdp"));
    }

    static int modbus(FirstBytes b) {
        return b.port(502) ? b.when(8, b.u16(2) == 0 && b.u16(4) >= 2 && b.u16(4) <= 254) : NO;
    }

    static int dnp3(FirstBytes b) {
        return b.port(20_000) ? b.when(10, b.at(0) == 5 && b.at(1) == 0x64 && b.at(2) >= 5) : NO;
    }

    static int enip(FirstBytes b) {
        return b.port(44_818) ? b.when(24, b.at(1) == 0 && b.at(0) <= 0x72) : NO;
    }

    /** IAC and a negotiation (RFC 854). */
    static int telnet(FirstBytes b) {
        return b.port(23) && b.at(0) == 0xFF ? b.when(3, b.at(1) >= 0xFB && b.at(1) <= 0xFE) : NO;
    }

    /** Startup, TLS or cancel request. */
    static int pgsql(FirstBytes b) {
        if (!b.toServer() || b.at(0) != 0) {
            return NO;
        }
        return b.when(8, b.u16(4) == 3 && b.u16(6) == 0 && b.port(5432) || b.u16(4) == 1234 && b.u16(6) == 5679);
    }

    /** A BER sequence that begins with a message id (RFC 4511, 4.1.1). */
    static int ldap(FirstBytes b) {
        if (!b.port(389) && !b.port(3268) || b.at(0) != 0x30) {
            return NO;
        }
        int at = b.at(1) > 0x80 ? 2 + (b.at(1) & 0x7F) : 2;
        return b.when(at + 2, b.at(at) == 2 && b.at(at + 1) >= 1 && b.at(at + 1) <= 4);
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

    static int krb5OverTcp(FirstBytes b) {
        return b.port(88) && b.at(0) == 0 ? b.when(5, isKrb5(b.at(4))) : NO;
    }

    static int krb5OverUdp(FirstBytes b) {
        return b.port(88) && isKrb5(b.at(0)) ? YES : NO;
    }

    private static boolean isKrb5(int tag) {
        return tag >= 0x6A && tag <= 0x6F || tag == 0x7E;
    }

    static int ntp(FirstBytes b) {
        int version = b.at(0) >> 3 & 7;
        return b.port(123) && b.length() >= 48 && version >= 1 && version <= 4 && (b.at(0) & 7) > 0 ? YES : NO;
    }

    static int tftp(FirstBytes b) {
        return b.port(69) && b.at(0) == 0 && b.at(1) >= 1 && b.at(1) <= 5 && b.length() >= 4 ? YES : NO;
    }

    /** Two SPIs, next payload, version 1 or 2 (RFC 7296, 3.1); behind four zeros on port 4500. */
    static int ike(FirstBytes b) {
        int at = b.port(4500) && b.length() >= 4 && b.u16(0) == 0 && b.u16(2) == 0 ? 4 : 0;
        boolean version = b.at(at + 17) == 0x10 || b.at(at + 17) == 0x20;
        return (b.port(500) || at > 0) && b.length() >= at + 28 && version ? YES : NO;
    }

    static int snmp(FirstBytes b) {
        int at = b.at(1) > 0x80 ? 2 + (b.at(1) & 0x7F) : 2;
        boolean version = b.at(at) == 2 && b.at(at + 1) == 1 && b.at(at + 2) >= 0 && b.at(at + 2) <= 3;
        return (b.port(161) || b.port(162)) && b.at(0) == 0x30 && version ? YES : NO;
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
