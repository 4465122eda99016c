package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.image.Buffer;

/** Frames: where records, lines and messages begin and end, however the stream was cut. */
class FramesTest {
    private static final int CLIENT = 0;
    private static final int SERVER = 1;
    private static final Pattern FRAME =
            Pattern.compile("\"type\":\"([^\"]*)\".*\"length\":(-?\\d+),\"complete\":(true|false)");

    private static Conversation on(int port, Buffer... wanted) {
        Conversation conversation = new Conversation().serverPort(port);
        Arrays.stream(wanted).forEach(conversation.layer().frames()::want);
        return conversation;
    }

    private static void send(Conversation conversation, int direction, byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            conversation.send(direction, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
    }

    private static void send(Conversation conversation, int direction, String latin1, int piece) {
        send(conversation, direction, latin1.getBytes(StandardCharsets.ISO_8859_1), piece);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Type, length and whether it was complete, of each frame that ended. */
    private static List<String> frames(Conversation conversation) {
        return conversation.finish().stream().map(seen -> FRAME.matcher(seen.metadata())).filter(Matcher::find)
                .map(m -> m.group(1) + ' ' + m.group(2) + (m.group(3).equals("true") ? "" : " cut")).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 5000})
    void shouldMarkTlsRecordsBehindTheStartOfEncryption(int piece) {
        try (Conversation conversation = on(443, Buffer.FRAME_TLS_PDU, Buffer.FRAME_TLS_ALERT)) {
            send(conversation, CLIENT, hex("160301 0004 01000000 140303 0001 01 170303 0003 aabbcc 150303 0002 0102"), piece);

            assertEquals(List.of("pdu 9", "pdu 6", "pdu 8", "pdu 7", "alert 2"), frames(conversation));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldMarkSshRecords(int piece) {
        try (Conversation conversation = on(22, Buffer.FRAME_SSH_RECORD_PDU, Buffer.FRAME_SSH_RECORD_DATA)) {
            send(conversation, CLIENT, "SSH-2.0-x\r\n", piece);
            send(conversation, CLIENT, hex("00000008 04 02 000000000000 0000000a 04 1e 0000000000000000"), piece);

            assertEquals(List.of("record.pdu 12", "record.data 6", "record.pdu 14", "record.data 8"), frames(conversation));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 5000})
    void shouldMarkCommandsRepliesAndDataOfMail(int piece) {
        try (Conversation conversation = on(25, Buffer.FRAME_SMTP_COMMAND_LINE, Buffer.FRAME_SMTP_DATA,
                Buffer.FRAME_SMTP_RESPONSE_LINE)) {
            send(conversation, SERVER, "220 smtp\r\n", 5000);
            send(conversation, CLIENT, "EHLO a\r\n", 5000);
            send(conversation, SERVER, "250 a\r\n", 5000);
            send(conversation, CLIENT, "DATA\r\n", 5000);
            send(conversation, SERVER, "354 go\r\n", 5000);
            send(conversation, CLIENT, "Subject: x\r\n\r\nhello\r\n.\r\n", piece);

            assertEquals(6, conversation.finish().stream().filter(seen -> FRAME.matcher(seen.metadata()).find()).count());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldMarkDnsMessagesWithoutTheirLength(int piece) {
        String message = "0101 0100 0001 0000 0000 0000 0765786d706c6565 03636f6d00 0001 0001".replace(" ", "");
        byte[] bytes = hex(message);
        try (Conversation conversation = on(53, Buffer.FRAME_DNS_PDU)) {
            send(conversation, CLIENT, hex(String.format("%04x", bytes.length) + message), piece);

            assertEquals(List.of("pdu " + bytes.length), frames(conversation));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldMarkTheLinesOfFtp(int piece) {
        try (Conversation conversation = on(21, Buffer.FRAME_FTP_COMMAND_LINE, Buffer.FRAME_FTP_RESPONSE_LINE)) {
            send(conversation, SERVER, "220 ftp ready\r\n", piece);
            send(conversation, CLIENT, "USER me\r\n", piece);

            assertEquals(2, frames(conversation).size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void shouldMarkTheMessagesThatOneCipMessagePacksTogether(int piece) {
        String inner = "03022001";
        String outer = "0a0220022401" + "0200" + "0600" + "0a00" + inner + inner;
        String item = "b200" + le16(outer.length() / 2) + outer;
        String data = "000000000000" + "0100" + item;
        try (Conversation conversation = on(44_818, Buffer.FRAME_ENIP_CIP)) {
            send(conversation, CLIENT, hex("6f00" + le16(data.length() / 2) + "00".repeat(20) + data), piece);

            assertEquals(List.of("cip 20", "cip 4", "cip 4"), frames(conversation));
        }
    }

    private static String le16(int value) {
        return String.format("%02x%02x", value & 0xff, value >> 8);
    }
}
