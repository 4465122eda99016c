package org.sluice.dataplane.app.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

class RfbParserTest {
    private final Conversation conversation = new Conversation().serverPort(5900);

    @AfterEach
    void close() {
        conversation.close();
    }

    private static String init(String name) {
        return "\4\0\3\0" + "\0".repeat(16) + "\0\0\0" + (char) name.length() + name;
    }

    @Test
    void shouldFollowALoginToTheDesktopsName() {
        conversation.server("RFB 003.008\n").client("RFB 003.008\n").server("\2\1\2").client("\2").server("c".repeat(16))
                .client("r".repeat(16)).server("\0\0\0\0").client("\1").server(init("desk")).server("pixels").client("keys");

        Seen seen = conversation.finish().getFirst();
        assertEquals("desk", seen.get(Buffer.RFB_NAME, 1));
        assertEquals("2", seen.buffers().get("RFB_SECTYPE>"));
        assertEquals("0", seen.buffers().get("RFB_SECRESULT<"));
        assertEquals("{\"rfb\":{\"server_protocol_version\":{\"major\":\"003\",\"minor\":\"008\"},\"client_protocol_version\":"
                + "{\"major\":\"003\",\"minor\":\"008\"},\"authentication\":{\"security_type\":2,\"vnc\":{\"challenge\":\""
                + "63".repeat(16) + "\",\"response\":\"" + "72".repeat(16) + "\"},\"security_result\":\"OK\"},"
                + "\"screen_shared\":true,\"framebuffer\":{\"width\":1024,\"height\":768,\"name\":\"desk\"}}}",
                seen.metadata());
    }

    @Test
    void shouldFollowAnOldServerThatChoosesItself() {
        conversation.server("RFB 003.003\n").client("RFB 003.003\n").server("\0\0\0\1").client("\1").server(init("old"));

        Seen seen = conversation.finish().getFirst();
        assertEquals("old", seen.get(Buffer.RFB_NAME, 1));
        assertEquals("1", seen.buffers().get("RFB_SECTYPE<"));
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() {
        conversation.server("RFB 003.008\n").client("RFB 003.008\n").server("\1\36").client("\36").server("whatever");

        assertTrue(conversation.finish().getFirst().events().contains("rfb.unimplemented_security_type"));
    }

    @Test
    void shouldGiveUpOnTalkOutOfTurn() {
        conversation.server("RFB 003.008\n").server("too early").client("RFB 003.008\n");

        assertEquals(1, conversation.finish().size());
        assertTrue(conversation.ended().getFirst().events().contains("rfb.confused_state"));
    }
}
