package org.sluice.perf.bench.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.sluice.rules.image.AppProtocol;

/**
 * A short conversation of a protocol, as its ends would have it. Turns begin with {@code >} from the client or
 * {@code <} from the server; the rest is hexadecimal digits, and text in quotes.
 *
 * @param protocol what it has to be recognised as
 * @param port of the server
 * @param datagrams whether it is UDP
 * @param turns what is said
 */
record SampleConversation(AppProtocol protocol, int port, boolean datagrams, List<Turn> turns) {
    private static final String SMB_HEADER = "fe534d42 4000 0000 00000000 %s 0100 %s 0000 00000000 0100000000000000 "
            + "00000000 01000000 0000000000000000 00000000000000000000000000000000";
    private static final String SHARE = "5c005c0068005c006400610074006100";
    private static final String IFACE = "81bb7a36 4498f135 ad3298f038001003 02000000";
    private static final String SYNTAX = "045d888aeb1cc9119fe808002b104860 02000000";

    /** What one end says at a time. */
    record Turn(boolean fromClient, byte[] bytes) {}

    /** The conversation of a protocol, by its name in rules. */
    static SampleConversation of(String name) {
        return switch (name) {
            case "ftp" -> tcp(AppProtocol.FTP, 21, "< '220 FTP\r\n'",
                    "> 'USER me\r\n'", "< '331 password\r\n'", "> 'PASV\r\n'", "< '227 Entering (10,0,0,1,4,2)\r\n'",
                    "> 'RETR file.bin\r\n'", "< '150 opening\r\n226 done\r\n'");
            case "smtp" -> smtp();
            case "ssh" -> tcp(AppProtocol.SSH, 22, "> 'SSH-2.0-OpenSSH_9.2p1\r\n'", "< 'SSH-2.0-OpenSSH_9.6\r\n'",
                    "> " + keyExchange(), "< " + keyExchange());
            case "sip" -> udp(AppProtocol.SIP, 5060, "> 'INVITE sip:b@y SIP/2.0\r\nVia: SIP/2.0/UDP h\r\n"
                    + "From: <sip:a@x>\r\nTo: <sip:b@y>\r\nContent-Type: application/sdp\r\nContent-Length: 4\r\n"
                    + "\r\nv=0\n'",
                    "< 'SIP/2.0 180 Ringing\r\nVia: x\r\n\r\n'");
            case "smb" -> tcp(AppProtocol.SMB, 445,
                    "> 00000058 " + SMB_HEADER.formatted("0300", "0000") + "0900 0000 4800 1000 " + SHARE,
                    "< 00000050 " + SMB_HEADER.formatted("0300", "0100") + "1000 01 00 00000000 00000000 00000000");
            case "dcerpc" -> tcp(AppProtocol.DCERPC, 135, "> 05000b03 10000000 4800 0000 01000000 b810b810 00000000 "
                    + "01000000 0000 0100" + IFACE + SYNTAX,
                    "< 05000c03 10000000 3800 0000 01000000 b810b810 00000000 0000 0000 01000000 0000 0000" + SYNTAX,
                    "> 05000003 10000000 2000 0000 02000000 08000000 0000 0f00 4142434445464748",
                    "< 05000203 10000000 2000 0000 02000000 08000000 0000 0000 4142434445464748");
            case "mqtt" -> tcp(AppProtocol.MQTT, 1883, "> 1019 0004 4d515454 04 c2 003c 0002 6964 0004 75736572 0003 "
                    + "707764", "< 20020100", "> 320a 0003 612f62 0007 68656c", "< 40020007", "> e000");
            case "modbus" -> tcp(AppProtocol.MODBUS, 502, "> 0001 0000 0006 0a 03 0064 0003",
                    "< 0001 0000 0009 0a 03 06 000100020003");
            case "dnp3" -> tcp(AppProtocol.DNP3, 20_000, "> " + checked("05640bc401000200") + checked("c0c101160106"));
            case "enip" -> tcp(AppProtocol.ENIP, 44_818, "> 63000000" + "00".repeat(20), "< 6300 2b00" + "00".repeat(20)
                    + "0100 0c00 2500 0100" + "00".repeat(16) + "0100 0c00 4100 0103 3000 78563412 03 'PLC' 03");
            case "pgsql" -> tcp(AppProtocol.PGSQL, 5432, "> 00000008 00030000", "< 52 00000008 00000000 5a 00000005 49",
                    "> 51 0000000e 'SELECT 1;' 00", "< 54 00000006 0001 44 0000000b 0001 00000001 31 43 0000000d "
                            + "'SELECT 1' 00 5a 00000005 49");
            case "ldap" -> tcp(AppProtocol.LDAP, 389, "> " + ber("30", "020102", ber("63", ber("04", text("dc=x")),
                    "0a01000a0100020100020100010100", ber("87", text("cn")), ber("30", ber("04", text("mail"))))),
                    "< " + ber("30", "020102", ber("65", "0a010004000400")));
            case "krb5" -> udp(AppProtocol.KRB5, 88, "> " + kerberos());
            case "ntp" -> udp(AppProtocol.NTP, 123, "> 23020000" + "00".repeat(8) + "'LOCL'" + "00".repeat(32));
            case "snmp" -> udp(AppProtocol.SNMP, 161, "> " + ber("30", "020101", ber("04", text("public")),
                    ber("a0", "020101020100020100", ber("30"))));
            case "tftp" -> udp(AppProtocol.TFTP, 69, "> 0001 'boot.img' 00 'octet' 00");
            case "ike" -> udp(AppProtocol.IKE, 500, "> 0102030405060708 0000000000000000 21 20 22 08 00000000 0000003c"
                    + "00 00 0020 0000 001c 01 01 00 02 0300 0008 01 00 0002 0000 0008 04 00 0002 00000000");
            case "http2" -> tcp(AppProtocol.HTTP2, 80, "> 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' 000000 04 00 00000000 "
                    + "000014 01 05 00000001 828684 410f 'www.example.com'",
                    "< 000000 04 00 00000000 000001 01 05 00000001 88");
            case "websocket" -> tcp(AppProtocol.WEBSOCKET, 80, "> 'GET /c HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n'",
                    "< 'HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n'",
                    "> 8185 37fa213d 7f9f4d5158", "< 8105 'Hello'");
            case "nfs" -> tcp(AppProtocol.NFS, 2049, "> 80000028 01020304 00000000 00000002 000186a3 00000003 00000000"
                    + "00".repeat(16), "< 80000018 01020304 00000001" + "00".repeat(16));
            case "rdp" -> tcp(AppProtocol.RDP, 3389, "> 03000013 0ee0 0000 0000 00 0100 0800 03000000",
                    "< 03000013 0ed0 0000 1234 00 0200 0800 02000000");
            case "rfb" -> tcp(AppProtocol.RFB, 5900, "< 'RFB 003.008\n'", "> 'RFB 003.008\n'", "< 0101", "> 01",
                    "< 00000000", "> 01", "< 0400 0300 20180001 00ff 00ff 00ff 10080000 0000 00000004 'desk'");
            case "dhcp" -> udp(AppProtocol.DHCP, 67, "> 01010600 11223344" + "00".repeat(228) + "63825363 350101 ff");
            case "mdns" -> udp(AppProtocol.MDNS, 5353, "> 000000000001000000000000 05 '_http' 04 '_tcp' 05 'local' 00 "
                    + "000c 0001");
            default -> throw new IllegalArgumentException("no conversation of " + name);
        };
    }

    private static SampleConversation smtp() {
        String attachment = Base64.getMimeEncoder().encodeToString("MZ and what makes a program".repeat(8).getBytes(
                StandardCharsets.US_ASCII));
        return tcp(AppProtocol.SMTP, 25, "< '220 mx ESMTP\r\n'", "> 'EHLO me.example\r\n'", "< '250 mx\r\n'",
                "> 'MAIL FROM:<s@x>\r\n'", "< '250 ok\r\n'", "> 'RCPT TO:<r@y>\r\n'", "< '250 ok\r\n'", "> 'DATA\r\n'",
                "< '354 go\r\n'", "> 'From: A <a@x>\r\nTo: b@y\r\nSubject: report\r\n"
                        + "Content-Type: multipart/mixed; boundary=\"=B\"\r\n\r\n--=B\r\n"
                        + "Content-Type: application/x; name=\"p.exe\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + attachment + "\r\n--=B--\r\n.\r\n'", "< '250 queued\r\n'");
    }

    /** A key exchange's offer (RFC 4253, section 7.1) in its packet. */
    private static String keyExchange() {
        StringBuilder payload = new StringBuilder("14" + "30".repeat(16));
        for (String names : List.of("curve25519-sha256", "ssh-ed25519", "aes128-ctr", "aes128-ctr", "hmac-sha2-256",
                "hmac-sha2-256", "none", "none", "", "")) {
            payload.append(String.format("%08x", names.length())).append(text(names));
        }
        payload.append("0000000000");
        return String.format("%08x", 1 + payload.length() / 2) + "00" + payload;
    }

    /** A request for a ticket (RFC 4120, section 5.4.1). */
    private static String kerberos() {
        String client = ber("a1", ber("30", "a003020101", ber("a1", ber("30", ber("1b", text("bob"))))));
        String service = ber("a3", ber("30", "a003020102",
                ber("a1", ber("30", ber("1b", text("krbtgt")), ber("1b", text("X"))))));
        return ber("6a", ber("30", "a103020105a20302010a", ber("a4", ber("30", client, service))));
    }

    /** An element of BER. */
    private static String ber(String tag, String... content) {
        String inside = String.join("", content);
        return tag + String.format("%02x", inside.length() / 2) + inside;
    }

    /** A block of DNP3 with its checksum. */
    private static String checked(String digits) {
        int crc = 0;
        for (byte b : HexFormat.of().parseHex(digits)) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xa6bc : crc >>> 1;
            }
        }
        crc = ~crc & 0xffff;
        return digits + String.format("%02x%02x", crc & 0xff, crc >> 8);
    }

    private static String text(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static SampleConversation tcp(AppProtocol protocol, int port, String... turns) {
        return new SampleConversation(protocol, port, false, parse(turns));
    }

    private static SampleConversation udp(AppProtocol protocol, int port, String... turns) {
        return new SampleConversation(protocol, port, true, parse(turns));
    }

    private static List<Turn> parse(String... turns) {
        return java.util.Arrays.stream(turns).map(turn -> new Turn(turn.charAt(0) == '>', bytes(turn.substring(1))))
                .toList();
    }

    /** Hexadecimal digits, and text in quotes. */
    private static byte[] bytes(String words) {
        StringBuilder digits = new StringBuilder();
        String[] parts = words.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            digits.append(i % 2 == 1 ? text(parts[i]) : parts[i].replace(" ", ""));
        }
        return HexFormat.of().parseHex(digits);
    }
}
