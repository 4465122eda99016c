package org.sluice.dataplane.app.rdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.rules.image.Buffer;

class RdpParserTest {
    private final Conversation conversation = new Conversation().serverPort(3389);

    @AfterEach
    void close() {
        conversation.close();
    }

    @Test
    void shouldReadTheCookieOfTheRequest() {
        String cookie = "Cookie: mstshash=admin\r\n";
        conversation.client("\3\0\0" + (char) (11 + cookie.length()) + (char) (6 + cookie.length()) + "\340\0\0\0\0\0" + cookie)
                .server("\3\0\0\13\6\320\0\0\0\0\0").client("\26\3\1encrypted").server("\26\3\1encrypted");

        assertEquals(1, conversation.finish().size());
        assertEquals("admin", conversation.ended().getFirst().get(Buffer.RDP_COOKIE, 0));
    }
}
