package org.sluice.dataplane.app.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

class SshParserTest {
    @Test
    void shouldReadBannersAndFingerprintOffers() {
        try (Conversation conversation = new Conversation().serverPort(22)) {
            conversation.client("SSH-2.0-Client_1.0 a comment\r\n").server("SSH-2.0-Server\n");
            conversation.client(packet('\24', "cookie0123456789" + list("kex") + list("key") + list("c2s") + list("s2c")
                    + list("m1") + list("m2") + list("z1") + list("z2")));
            conversation.client(packet('\25', "")).server(packet('\25', ""));

            assertTrue(conversation.session().bypassed());
            Seen seen = conversation.finish().getFirst();
            assertEquals("2.0", seen.get(Buffer.SSH_PROTO, 0));
            assertEquals("Client_1.0", seen.get(Buffer.SSH_SOFTWARE, 0));
            assertEquals("Server", seen.get(Buffer.SSH_SOFTWARE, 1));
            assertEquals("kex;c2s;m1;z1", seen.get(Buffer.SSH_HASSH_STRING));
            assertEquals(32, seen.get(Buffer.SSH_HASSH).length());
        }
    }

    @Test
    void shouldTellALongBannerAndABrokenPacket() {
        try (Conversation conversation = new Conversation().serverPort(22)) {
            conversation.client("SSH-2.0-" + "x".repeat(400) + "\r\n").client("\377\377\377\377\0\0");

            assertTrue(conversation.session().parserFailed());
            assertEquals(java.util.List.of("ssh.long_banner", "ssh.invalid_record"),
                    conversation.finish().getFirst().events());
        }
    }

    @Test
    void shouldGoOnWithTheOtherDirectionBehindAGap() {
        try (Conversation conversation = new Conversation().serverPort(22)) {
            conversation.client("SSH-2.0-Client\r\n").gap(0, 1_000).client("not what it was").server("SSH-2.0-Server\r\n");

            Seen seen = conversation.finish().getFirst();
            assertEquals("Client", seen.get(Buffer.SSH_SOFTWARE, 0));
            assertEquals("Server", seen.get(Buffer.SSH_SOFTWARE, 1));
            assertEquals(java.util.List.of(), seen.events());
        }
    }

    private static String packet(char type, String payload) {
        return number(2 + payload.length()) + "\0" + type + payload;
    }

    private static String list(String names) {
        return number(names.length()) + names;
    }

    private static String number(int value) {
        byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
