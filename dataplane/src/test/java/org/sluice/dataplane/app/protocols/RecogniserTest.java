package org.sluice.dataplane.app.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.dataplane.app.Conversation;
import org.sluice.rules.image.AppProtocol;

import java.util.HexFormat;

class RecogniserTest {
    @ParameterizedTest
    @CsvSource({
        "SMB, 445, tcp, 0, 00000040fe534d4240000000",
        "DCERPC, 49152, tcp, 0, 05000b0310000000480000000100000000000000",
        "IMAP, 143, tcp, 1, 2a204f4b20686921",
        "POP3, 110, tcp, 1, 2b4f4b2068690d0a",
        "RDP, 3389, tcp, 0, 030000130ee000000000000100080003000000",
        "RFB, 5900, tcp, 1, 524642203030332e3030380a",
        "MQTT, 1884, tcp, 0, 101000044d5154540402003c0004",
        "HTTP2, 8080, tcp, 0, 505249202a20485454502f322e300d0a0d0a534d0d0a0d0a",
        "MODBUS, 502, tcp, 0, 000100000006010300000001",
        "TELNET, 23, tcp, 1, fffd18fffd20",
        "PGSQL, 5432, tcp, 0, 0000000804d2162f",
        "LDAP, 389, tcp, 0, 300c020101600702010304008000",
        "SNMP, 161, udp, 0, 302602010104067075626c6963a01902040a0b0c0d020100020100300b300906052b060102010500",
        "TFTP, 69, udp, 0, 000161006f6374657400",
        "FAILED, 445, tcp, 0, 0005ffff0102030405060708",
    })
    void shouldKnowAProtocolByItsFirstBytes(
            AppProtocol expected, int port, String transport, int direction, String hex) {
        try (Conversation conversation = new Conversation().serverPort(port)) {
            if (transport.equals("udp")) {
                conversation.overUdp();
            }

            conversation.send(direction, HexFormat.of().parseHex(hex));

            assertEquals(expected, conversation.session().protocol(direction));
            conversation.finish();
        }
    }
}
