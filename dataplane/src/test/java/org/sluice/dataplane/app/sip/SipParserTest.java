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

    @Test
    void shouldReadTheDescriptionOfASession() {
        String sdp = "v=0\r\no=a 1 1 IN IP4 h\r\ns=call\r\nc=IN IP4 1.2.3.4\r\na=x\r\nm=audio 1 RTP/AVP 0\r\ni=voice\r\n"
                + "c=IN IP4 5.6.7.8\r\na=y\r\nm=video 2 RTP/AVP 1\r\n";
        try (Conversation conversation = new Conversation().serverPort(5060).overUdp()) {
            conversation.client("INVITE sip:b@y SIP/2.0\r\nContent-Type: Application/SDP\r\n\r\n" + sdp);

            List<Seen> all = conversation.finish();
            Seen seen = all.getFirst();
            assertEquals(1, all.size());
            assertEquals("a 1 1 IN IP4 h", seen.get(Buffer.SDP_ORIGIN, 0));
            assertEquals("call", seen.get(Buffer.SDP_SESSION_NAME, 0));
            assertEquals("IN IP4 1.2.3.4", seen.get(Buffer.SDP_CONNECTION_DATA, 0));
            assertEquals("x||y", seen.get(Buffer.SDP_ATTRIBUTE, 0));
            assertEquals("audio 1 RTP/AVP 0||video 2 RTP/AVP 1", seen.get(Buffer.SDP_MEDIA_MEDIA, 0));
            assertEquals("voice", seen.get(Buffer.SDP_MEDIA_MEDIA_INFO, 0));
            assertEquals("IN IP4 5.6.7.8", seen.get(Buffer.SDP_MEDIA_CONNECTION_DATA, 0));
        }
    }
}
