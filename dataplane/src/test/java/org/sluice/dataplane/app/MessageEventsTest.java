package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.rules.image.Buffer;

/** What parsers of messages find wrong. */
class MessageEventsTest {
    private static final int CLIENT = 0;
    private static final int SERVER = 1;
    private static final String MODBUS_REQUEST = "0001 0000 0006 0a 03 0064 0003";

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static List<String> events(List<Conversation.Seen> seen) {
        return seen.stream().flatMap(transaction -> transaction.events().stream()).toList();
    }

    @ParameterizedTest
    @CsvSource({"0001 0001 0006 0a 03 0064 0003,invalid_protocol_id",
        "0001 0000 0007 0a 03 0064 0003 00,invalid_length",
        "0001 0000 0001 0a,invalid_length", "0001 0000 0006 0a 00 0064 0003,invalid_function_code",
        "0001 0000 0006 0a 83 0064 0003,invalid_function_code", "0001 0000 0006 0a 03 0064 007e,invalid_value",
        "0001 0000 0006 0a 03 ffff 0002,invalid_value", "0001 0000 0006 0a 05 0001 0001,invalid_value",
        "0001 0000 0009 0a 10 0001 0002 02 0001,invalid_value"})
    void shouldTellModbusRequestsThatMayNotBe(String request, String event) {
        try (Conversation conversation = new Conversation().serverPort(502)) {
            conversation.send(CLIENT, hex(MODBUS_REQUEST));
            conversation.send(CLIENT, hex(request));

            List<Conversation.Seen> seen = conversation.finish();
            assertEquals(List.of(), seen.getFirst().events());
            assertEquals(List.of("modbus." + event), seen.getLast().events());
        }
    }

    @ParameterizedTest
    @CsvSource({"0001 0000 0003 0a 83 09,modbus.invalid_exception_code",
        "0001 0000 0004 0a 83 02 00,modbus.invalid_length",
        "0001 0000 0007 0a 03 04 00010002,modbus.value_mismatch",
        "0001 0000 0008 0a 03 06 00010002 00,modbus.value_mismatch",
        "0001 0000 0003 0a 83 02,", "0001 0000 0009 0a 03 06 000100020003,"})
    void shouldCompareModbusResponsesWithTheirRequests(String response, String event) {
        try (Conversation conversation = new Conversation().serverPort(502)) {
            conversation.send(CLIENT, hex(MODBUS_REQUEST));
            conversation.send(SERVER, hex(response));

            assertEquals(event == null ? List.of() : List.of(event), conversation.finish().getFirst().events());
        }
    }

    @Test
    void shouldSayThatAFlowHasTooManyOpenTransactions() {
        AppSettings few = new AppSettings().transactionsPerFlow(2);
        try (Conversation modbus = new Conversation(few).serverPort(502);
                Conversation mqtt = new Conversation(few).serverPort(1883)) {
            for (int i = 0; i < 3; i++) {
                modbus.send(CLIENT, hex("000" + i + " 0000 0006 0a 03 0064 0003"));
                mqtt.send(CLIENT, hex("820600 0" + (i + 1) + " 0001 61 00"));
            }

            assertEquals(List.of("modbus.flooded"), events(modbus.finish()));
            assertEquals(1, events(mqtt.finish()).stream().filter("mqtt.too_many_transactions"::equals).count());
        }
    }

    @Test
    void shouldTellMqttTextThatLeadsOutsideOfItsMessage() {
        try (Conversation conversation = new Conversation().serverPort(1883)) {
            conversation.send(CLIENT, hex("1019 0004 4d515454 04 c2 003c 0002 6964 0004 75736572 0003 707764"));
            conversation.send(CLIENT, hex("3004 0009 6162"));

            assertEquals(List.of("mqtt.unintroduced_message", "mqtt.malformed_traffic"), events(conversation.finish()));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,23 00,ntp.malformed_data", "0,24 PAD,ntp.not_request", "1,23 PAD,ntp.not_response", "1,24 PAD,",
        "0,16 0200000000000000,", "0,20 PAD,ntp.malformed_data"})
    void shouldTellNtpOfAWrongFormOrWay(int direction, String datagram, String event) {
        String rest = "00".repeat(47);
        try (Conversation conversation = new Conversation().serverPort(123).overUdp()) {
            conversation.send(CLIENT, hex("23" + rest));
            conversation.send(direction, hex(datagram.replace("PAD", rest)));

            assertEquals(event == null ? List.of() : List.of(event), events(conversation.finish()));
        }
    }

    private static byte[] ike(String payloads, int firstPayload) {
        int length = 28 + payloads.replace(" ", "").length() / 2;
        return hex("0102030405060708 1112131415161718"
                + String.format("%02x 20 22 20 00000000 %08x", firstPayload, length) + payloads);
    }

    @Test
    void shouldTellWhatIsWrongWithProposalsOfIke() {
        String sound = "0000 0024 01 01 00 03 0300 000c 01 00 0014 800e 0080 0300 0008 02 00 0005 0000 0008 04 00 0013";
        String first = "02" + sound.substring(2);
        String weak = "0000 0018 01 01 00 02 0300 0008 01 00 000b 0000 0008 1f 00 0001";
        try (Conversation conversation = new Conversation().serverPort(500).overUdp()) {
            conversation.send(CLIENT, ike("0000 0028" + sound, 33));
            conversation.send(SERVER, ike("0000 004c" + first + sound, 33));
            conversation.send(SERVER, ike("0000 001c" + weak, 33));
            conversation.send(SERVER, ike("0000 0004 ffff", 40));
            conversation.send(SERVER, ike("0000 00ff ffff", 40));

            List<Conversation.Seen> seen = conversation.finish();
            assertEquals(List.of(), seen.getFirst().events());
            assertEquals(List.of("ike.multiple_server_proposal"), seen.get(1).events());
            assertTrue(seen.get(2).events().containsAll(List.of("ike.no_encryption", "ike.unknown_proposal")));
            assertEquals(List.of("ike.payload_extra_data"), seen.get(3).events());
            assertEquals(List.of("ike.malformed_data"), seen.get(4).events());
        }
    }

    @Test
    void shouldReadTheAttributesThatTheResponderOfIke1Chose() {
        String transform = "0000 0018 01 01 0000 8001 0007 8002 0004 000c 0004 00007080";
        String sa = "0000 002c 00000001 00000001" + "0000 0020 01 01 00 01" + transform;
        String header = "0102030405060708 1112131415161718 01 10 02 00 00000000 00000048";
        try (Conversation conversation = new Conversation().serverPort(500).overUdp()) {
            conversation.send(CLIENT, hex(header + sa));
            conversation.send(SERVER, hex(header + sa));

            List<Conversation.Seen> seen = conversation.finish();
            assertEquals(null, seen.getFirst().buffers().get("IKE_CHOSEN_SA_ATTRIBUTE>"));
            assertEquals(Long.toString(1L << 32 | 7), seen.getLast().buffers().get("IKE_CHOSEN_SA_ATTRIBUTE<"));
            assertEquals(List.of(), events(seen));
        }
    }

    @ParameterizedTest
    @CsvSource({"302b 020100 0406 7075626c6963 a41e 0608 2b06010401bf0803 4004 0a000001 020106 020111"
            + "430100 3003 300106,1.3.6.1.4.1.8072.3",
        "3038 020101 0406 7075626c6963 a72b 020101 020100 020100 3020"
            + "300d 06082b06010201010300 430100 300f 060a2b060106030101040100 060188,",
        "303f 020101 0406 7075626c6963 a732 020101 020100 020100 3027"
            + "300d 06082b06010201010300 430100 3016 060a2b060106030101040100 06082b0601040182370f,1.3.6.1.4.1.311.15"})
    void shouldReadTheIdentifiersOfTraps(String datagram, String identifier) {
        try (Conversation conversation = new Conversation().serverPort(162).overUdp()) {
            conversation.send(CLIENT, hex(datagram));

            Conversation.Seen trap = conversation.finish().getFirst();
            assertEquals(identifier == null ? "" : identifier, trap.get(Buffer.SNMP_TRAP_OID));
            assertEquals(List.of(), trap.events());
        }
    }

    private static byte[] smb2(int command, int flags, int message, String body) {
        return netbios(String.format("fe534d42 4000 0000 00000000 %02x00 0100 %02x000000 00000000 %02x00000000000000",
                command, flags, message) + "00000000 01000000" + "00".repeat(24) + body);
    }

    private static byte[] netbios(String message) {
        return hex(String.format("%08x", message.replace(" ", "").length() / 2) + message);
    }

    private static final String NEGOTIATE = "2400 0100 0100 0000 00000000" + "00".repeat(24) + "0202";
    private static final String SIZES = "4100 0100 0202 0000" + "00".repeat(16) + "00000000 00001000 00001000 00000001";
    private static final String ID = "0102030405060708 1112131415161718";

    @Test
    void shouldHoldSmbToWhatWasNegotiated() {
        try (Conversation conversation = new Conversation().serverPort(445)) {
            conversation.send(CLIENT, smb2(0, 0, 1, NEGOTIATE));
            conversation.send(SERVER, smb2(0, 1, 1, SIZES));
            conversation.send(CLIENT, smb2(8, 0, 2, "3100 0000 00001000 0000000000000000" + ID + "00".repeat(17)));
            conversation.send(CLIENT, smb2(8, 0, 3, "3100 0000 01001000 0000000000000000" + ID + "00".repeat(17)));

            assertEquals(List.of("smb.read_request_too_large"), events(conversation.finish()));
        }
    }

    @Test
    void shouldTellSmbThatIsMalformedOrGoesTheWrongWay() {
        try (Conversation conversation = new Conversation().serverPort(445)) {
            conversation.send(CLIENT, smb2(0, 0, 1, NEGOTIATE.replace("2400 0100", "2400 0900")));
            conversation.send(SERVER, smb2(13, 0, 2, "0400 0000"));
            conversation.send(CLIENT, netbios("fe534d42 4000"));
            conversation.send(CLIENT, netbios("00112233445566"));

            assertEquals(List.of("smb.malformed_data", "smb.malformed_data", "smb.negotiate_malformed_dialects",
                    "smb.request_to_client"), events(conversation.finish()).stream().sorted().toList());
        }
    }

    @Test
    void shouldTellSmbFilesWhoseBytesOverlap() {
        try (Conversation conversation = new Conversation().serverPort(445)) {
            conversation.send(CLIENT, smb2(9, 0, 1, "3100 7000 02000000 0000000000000000" + ID + "00".repeat(16)
                    + "6162"));
            conversation.send(CLIENT, smb2(9, 0, 2, "3100 7000 02000000 0100000000000000" + ID + "00".repeat(16)
                    + "6263"));

            assertEquals(List.of("smb.file_overlap"), events(conversation.finish()));
        }
    }

    @Test
    void shouldTellDialectsOfSmb1ThatAreNone() {
        String header = "ff534d42 72 00000000 00 0000" + "00".repeat(12) + "0000 0000 0000 0000";
        try (Conversation conversation = new Conversation().serverPort(445)) {
            conversation.send(CLIENT, netbios(header + "00 0c00 02 4e54204c4d20302e313200"));
            conversation.send(CLIENT, netbios(header + "00 0300 4e5400"));

            List<Conversation.Seen> seen = conversation.finish();
            assertEquals(List.of(), seen.getFirst().events());
            assertEquals(List.of("smb.negotiate_malformed_dialects"), seen.getLast().events());
        }
    }
}
