package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

/** Protocols of messages with a length: what rules ask of them, however the stream was cut. */
class MessageProtocolsTest {
    private static final int CLIENT = 0;
    private static final int SERVER = 1;

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hexOf(String text) {
        return HexFormat.of().formatHex(ascii(text));
    }

    private static void send(Conversation conversation, int direction, byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            conversation.send(direction, java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
    }

    private static String number(Seen seen, String field) {
        return seen.buffers().get(field);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 5000})
    void shouldFollowACallToItsInterface(int piece) {
        try (Conversation conversation = new Conversation().serverPort(135)) {
            send(conversation, CLIENT, hex("05000b03 10000000 4800 0000 01000000 b810b810 00000000 01000000 0000 01 00"
                    + "81bb7a36 4498 f135 ad32 98f038001003 0200 0000 045d888aeb1cc9119fe808002b104860 02000000"), piece);
            send(conversation, SERVER, hex("05000c03 10000000 3800 0000 01000000 b810b810 00000000 0000 0000 01000000"
                    + "0000 0000 045d888aeb1cc9119fe808002b104860 02000000"), piece);
            send(conversation, CLIENT, hex("05000001 10000000 1c00 0000 02000000 08000000 0000 0f00 41424344"), piece);
            send(conversation, CLIENT, hex("05000002 10000000 1c00 0000 02000000 08000000 0000 0f00 45464748"), piece);

            Seen call = conversation.finish().getLast();
            assertEquals("15", number(call, "DCERPC_OPNUM>"));
            assertEquals("ABCDEFGH", call.get(Buffer.DCERPC_STUB_DATA, CLIENT));
            assertEquals("367abb81984435f1ad3298f0380010030002", hexOf(call.get(Buffer.DCERPC_IFACE, CLIENT)));
            assertTrue(call.metadata().contains("367abb81-9844-35f1-ad32-98f038001003"));
        }
    }

    private static byte[] smb2(int command, int flags, long message, String body) {
        String text = "fe534d42 4000 0000 00000000 " + le16(command) + " 0100 " + le16(flags) + "0000 00000000 "
                + le16((int) message) + "000000000000 00000000 01000000 0000000000000000" + "00".repeat(16) + body;
        byte[] pdu = hex(text);
        byte[] framed = new byte[pdu.length + 4];
        framed[2] = (byte) (pdu.length >> 8);
        framed[3] = (byte) pdu.length;
        System.arraycopy(pdu, 0, framed, 4, pdu.length);
        return framed;
    }

    private static String le16(int value) {
        return String.format("%02x%02x", value & 0xff, value >> 8 & 0xff);
    }

    private static String utf16(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16LE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 5000})
    void shouldTellSharesPipesAndFiles(int piece) {
        String path = utf16("\\\\h\\data");
        String id = "0102030405060708 1112131415161718";
        try (Conversation conversation = new Conversation().serverPort(445)) {
            send(conversation, CLIENT, smb2(3, 0, 1, "0900 0000 4800 " + le16(path.length() / 2) + path), piece);
            send(conversation, SERVER, smb2(3, 1, 1, "1000 01 00 00000000 00000000 00000000"), piece);
            send(conversation, CLIENT, smb2(5, 0, 2, "3900 0000" + "00".repeat(40) + "7800 0a00" + "00".repeat(8)
                    + utf16("a.exe")), piece);
            send(conversation, SERVER, smb2(5, 1, 2, "5900 0000" + "00".repeat(60) + id), piece);
            send(conversation, CLIENT, smb2(9, 0, 3, "3100 7000 05000000 0000000000000000" + id + "00".repeat(16)
                    + hexOf("hello")), piece);
            send(conversation, CLIENT, smb2(6, 0, 4, "1800 0000 00000000" + id), piece);

            List<Seen> seen = conversation.finish();
            assertEquals("\\\\h\\data", seen.getFirst().get(Buffer.SMB_SHARE, CLIENT));
            assertEquals("\\\\h\\data", seen.getFirst().get(Buffer.SMB_SHARE, SERVER));
            Seen file = seen.stream().filter(s -> s.get(Buffer.FILE_DATA) != null).findFirst().orElseThrow();
            assertEquals("a.exe", file.get(Buffer.FILE_NAME, CLIENT));
            assertTrue(file.get(Buffer.FILE_DATA, CLIENT).endsWith("hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5000})
    void shouldJoinMqttMessagesWithTheirAcknowledgements(int piece) {
        try (Conversation conversation = new Conversation().serverPort(1883)) {
            send(conversation, CLIENT, hex("1019 0004 4d515454 04 c2 003c 0002 6964 0004 75736572 0003 707764"), piece);
            send(conversation, SERVER, hex("20020100"), piece);
            send(conversation, CLIENT, hex("320a 0003 612f62 0007 68656c"), piece);
            send(conversation, SERVER, hex("40020007"), piece);
            send(conversation, CLIENT, hex("e000"), piece);

            List<Seen> seen = conversation.finish();
            assertEquals(3, seen.size());
            assertEquals("user", seen.get(0).get(Buffer.MQTT_CONNECT_USERNAME));
            assertEquals("pwd", seen.get(0).get(Buffer.MQTT_CONNECT_PASSWORD));
            assertEquals("a/b", seen.get(1).get(Buffer.MQTT_PUBLISH_TOPIC));
            assertEquals("hel", seen.get(1).get(Buffer.MQTT_PUBLISH_MESSAGE));
            assertEquals("4", number(seen.get(1), "MQTT_TYPE<"));
            assertEquals(List.of(), seen.get(1).events());
        }
    }

    @Test
    void shouldSayThatAMessageWasNotIntroduced() {
        try (Conversation conversation = new Conversation().serverPort(1883)) {
            conversation.send(CLIENT, hex("300700036162630078"));

            assertEquals(List.of("mqtt.unintroduced_message"), conversation.finish().getFirst().events());
        }
    }

    @Test
    void shouldShowAnAnswersStubDataFromItsHeaderOnWithTheAuthentication() {
        try (Conversation conversation = new Conversation().serverPort(135)) {
            conversation.send(CLIENT, hex("05000b03 10000000 4800 0000 01000000 b810b810 00000000 01000000 0000 01 00"
                    + "81bb7a36 4498 f135 ad32 98f038001003 0200 0000 045d888aeb1cc9119fe808002b104860 02000000"));
            conversation.send(CLIENT, hex("05000003 10000000 1c00 0000 02000000 08000000 0000 0f00 41424344"));

            conversation.send(SERVER, hex("05000203 10000000 2800 0400 02000000 04000000 0000 0000 45464748"
                    + "0906000000000000 53535353"));

            Seen call = conversation.finish().getFirst();
            assertEquals("ABCD", call.get(Buffer.DCERPC_STUB_DATA, CLIENT));
            assertEquals("04000000000000004546474809060000000000005353" + "5353",
                    hexOf(call.get(Buffer.DCERPC_STUB_DATA, SERVER)));
        }
    }

    @Test
    void shouldTakeNoClientForModbusThatBeginsWithAnError() {
        try (Conversation conversation = new Conversation().serverPort(502)) {
            conversation.send(CLIENT, hex("0001 0000 0004 0a 81 0600"));

            assertTrue(conversation.finish().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldReadModbusRequests(int piece) {
        try (Conversation conversation = new Conversation().serverPort(502)) {
            send(conversation, CLIENT, hex("0001 0000 0006 0a 03 0064 0003"), piece);
            send(conversation, SERVER, hex("0001 0000 0009 0a 03 06 000100020003"), piece);

            Seen seen = conversation.finish().getFirst();
            assertEquals("3", number(seen, "MODBUS_FUNCTION>"));
            assertEquals("101", number(seen, "MODBUS_ADDRESS_FIRST>"));
            assertEquals("103", number(seen, "MODBUS_ADDRESS_LAST>"));
            assertNull(number(seen, "MODBUS_FUNCTION<"));
            assertTrue(seen.metadata().contains("READ | HOLDING"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldReadObjectsOfDnp3(int piece) {
        try (Conversation conversation = new Conversation().serverPort(20_000)) {
            byte[] frame = dnp3("0564 0b c4 0100 0200", "c0 c1 01 1601 06");
            send(conversation, CLIENT, frame, piece);
            byte[] damaged = frame.clone();
            damaged[9] ^= 1;
            send(conversation, CLIENT, damaged, piece);

            List<Seen> seen = conversation.finish();
            assertEquals("1", number(seen.get(0), "DNP3_FUNC>"));
            assertEquals(Integer.toString(22 << 8 | 1), number(seen.get(0), "DNP3_OBJ>"));
            assertEquals(List.of("dnp3.bad_link_crc"), seen.get(1).events());
        }
    }

    private static byte[] dnp3(String header, String data) {
        return concat(withCrc(hex(header)), withCrc(hex(data)));
    }

    private static byte[] withCrc(byte[] block) {
        int crc = 0;
        for (byte b : block) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xa6bc : crc >>> 1;
            }
        }
        crc = ~crc & 0xffff;
        return concat(block, new byte[] {(byte) crc, (byte) (crc >> 8)});
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** An element of BER: tag and content, as hexadecimal digits. */
    private static String ber(String tag, String... content) {
        String inside = String.join("", content).replace(" ", "");
        return tag + String.format("%02x", inside.length() / 2) + inside;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 5000})
    void shouldGatherLdapResponses(int piece) {
        String name = ber("04", hexOf("dc=x"));
        try (Conversation conversation = new Conversation().serverPort(389)) {
            send(conversation, CLIENT, hex(ber("30", "020102", ber("63", name, "0a0100 0a0100 020100 020100 010100",
                    ber("87", hexOf("cn")), ber("30", ber("04", hexOf("mail")))))), piece);
            send(conversation, SERVER, hex(ber("30", "020102", ber("64", name, ber("30", ber("30", ber("04", hexOf("cn")),
                    ber("31", ber("04", hexOf("ab")))))))), piece);
            send(conversation, SERVER, hex(ber("30", "020102", ber("65", "0a0100 0400 0400"))), piece);

            Seen seen = conversation.finish().getFirst();
            assertEquals("dc=x", seen.get(Buffer.LDAP_REQUEST_DN));
            assertEquals("mail", seen.get(Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE));
            assertTrue(seen.get(Buffer.LDAP_RESPONSES_DN).startsWith("dc=x"));
            assertTrue(seen.get(Buffer.LDAP_RESPONSES_ATTRIBUTE_TYPE).startsWith("cn"));
            assertEquals("2", number(seen, "LDAP_RESPONSES_COUNT<"));
            assertTrue(seen.metadata().contains("search_result_done"));
        }
    }

    @Test
    void shouldReadDatagrams() {
        try (Conversation ntp = new Conversation().serverPort(123).overUdp();
                Conversation snmp = new Conversation().serverPort(161).overUdp();
                Conversation tftp = new Conversation().serverPort(69).overUdp();
                Conversation ike = new Conversation().serverPort(500).overUdp()) {
            ntp.send(CLIENT, hex("23 02 0000" + "00".repeat(8) + hexOf("LOCL") + "00".repeat(32)));
            snmp.send(CLIENT, hex(ber("30", "020101", ber("04", hexOf("public")),
                    ber("a0", "020101 020100 020100", ber("30")))));
            tftp.send(CLIENT, concat(hex("0001"), ascii("boot.img\0octet\0")));
            ike.send(CLIENT, hex("0102030405060708 0000000000000000 21 20 22 08 00000000 0000003c"
                    + "00 00 0020 0000 001c 01 01 00 02 0300 0008 01 00 0002 0000 0008 04 00 0002 00000000"));

            Seen time = ntp.finish().getFirst();
            assertEquals("4", number(time, "NTP_VERSION>"));
            assertEquals("LOCL", time.get(Buffer.NTP_REFERENCE_ID));
            assertEquals("public", snmp.finish().getFirst().get(Buffer.SNMP_COMMUNITY));
            Seen file = tftp.finish().getFirst();
            assertEquals("boot.img", file.get(Buffer.TFTP_FILE));
            assertEquals("octet", file.get(Buffer.TFTP_MODE));
            Seen exchange = ike.finish().getFirst();
            assertEquals("0102030405060708", exchange.get(Buffer.IKE_INIT_SPI));
            assertTrue(exchange.events().contains("ike.weak_crypto_dh"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldReadKerberosNames(int piece) {
        String client = ber("a1", ber("30", "a003020101", ber("a1", ber("30", ber("1b", hexOf("bob"))))));
        String service = ber("a3", ber("30", "a003020102",
                ber("a1", ber("30", ber("1b", hexOf("krbtgt")), ber("1b", hexOf("X"))))));
        byte[] message = hex(ber("6a", ber("30", "a103020105 a20302010a", ber("a4", ber("30", client, service)))));
        try (Conversation conversation = new Conversation().serverPort(88)) {
            send(conversation, CLIENT, concat(new byte[] {0, 0, 0, (byte) message.length}, message), piece);

            Seen seen = conversation.finish().getFirst();
            assertEquals("10", number(seen, "KRB5_MSG_TYPE>"));
            assertEquals("bob", seen.get(Buffer.KRB5_CNAME));
            assertEquals("krbtgt||X", seen.get(Buffer.KRB5_SNAME));
            assertTrue(seen.metadata().contains("krbtgt/X"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldReadIdentitiesOfEnip(int piece) {
        try (Conversation conversation = new Conversation().serverPort(44_818)) {
            send(conversation, CLIENT, hex("6300 0000" + "00".repeat(20)), piece);
            send(conversation, SERVER, hex("6300 2b00" + "00".repeat(20) + "0100 0c00 2500 0100" + "00".repeat(16)
                    + "0100 0c00 4100 0103 3000 78563412 03" + hexOf("PLC") + "03"), piece);

            Seen seen = conversation.finish().getFirst();
            assertEquals("99", number(seen, "ENIP_COMMAND>"));
            assertEquals("PLC", seen.get(Buffer.ENIP_PRODUCT_NAME, SERVER));
            assertEquals(Long.toString(0x12345678L), number(seen, "ENIP_SERIAL<"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldReadQueries(int piece) {
        try (Conversation conversation = new Conversation().serverPort(5432)) {
            send(conversation, CLIENT, hex("00000008 00030000"), piece);
            send(conversation, SERVER, hex("52 00000008 00000000 5a 00000005 49"), piece);
            send(conversation, CLIENT, concat(hex("51 0000000e"), ascii("SELECT 1;\0")), piece);
            send(conversation, SERVER, concat(hex("54 00000006 0001 44 0000000b 0001 00000001 31 43 0000000d"),
                    concat(ascii("SELECT 1\0"), hex("5a 00000005 49"))), piece);

            Seen seen = conversation.finish().getLast();
            assertEquals("SELECT 1;", seen.get(Buffer.PGSQL_QUERY));
            assertTrue(seen.metadata().contains("\"data_rows\":1"), seen.metadata());
        }
    }

    @Test
    void shouldMarkOnlyTheFramesThatAreWanted() {
        try (Conversation conversation = new Conversation()) {
            conversation.layer().frames().want(Buffer.FRAME_HTTP1_REQUEST);
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n");
            Frame frame = (Frame) conversation.session().frames().first();
            conversation.client("\r\n");
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");

            assertTrue(frame.complete());
            assertEquals(0, conversation.session().frames().size());
            conversation.finish();
            assertEquals(0, conversation.layer().memory().used());
        }
    }
}
