package org.sluice.dataplane.app.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppPolicy;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

class SipParserTest {
    private static final String INVITE = "INVITE sip:b@y SIP/2.0\r\nv: SIP/2.0/UDP h\r\nf: <sip:a@x>\r\nTo: <sip:b@y>\r\n"
            + "Content-Type: application/sdp\r\nContent-Length: 4\r\n\r\nv=0\n";

    @Test
    void shouldReadRequestsAndResponsesInDatagrams() {
        try (Conversation conversation = new Conversation().serverPort(5060).overUdp()) {
            conversation.client(INVITE).server("SIP/2.0 180 Ringing\r\nVia: x\r\n\r\n");

            List<Seen> seen = conversation.finish();
            assertEquals("INVITE", seen.get(0).get(Buffer.SIP_METHOD));
            assertEquals("sip:b@y", seen.get(0).get(Buffer.SIP_URI));
            assertEquals("SIP/2.0/UDP h", seen.get(0).get(Buffer.SIP_VIA, 0));
            assertEquals("<sip:a@x>", seen.get(0).get(Buffer.SIP_FROM, 0));
            assertEquals("4", seen.get(0).get(Buffer.SIP_CONTENT_LENGTH, 0));
            assertEquals("180", seen.get(1).get(Buffer.SIP_STAT_CODE));
            assertEquals("Ringing", seen.get(1).get(Buffer.SIP_STAT_MSG));
        }
    }

    @Test
    void shouldFindMessagesInAStream() {
        try (Conversation conversation = new Conversation().serverPort(5060)) {
            conversation.client(INVITE + "\r\n\r\n" + INVITE + INVITE.substring(0, 30));

            List<Seen> seen = conversation.finish();
            assertEquals(3, seen.size());
            assertEquals("INVITE sip:b@y SIP/2.0", seen.get(1).get(Buffer.SIP_REQUEST_LINE));
            assertEquals(AppPolicy.IGNORE, conversation.policy());
        }
    }
}
