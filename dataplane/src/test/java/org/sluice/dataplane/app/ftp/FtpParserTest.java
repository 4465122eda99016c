package org.sluice.dataplane.app.ftp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class FtpParserTest {
    private final Conversation conversation = new Conversation().serverPort(21);

    @AfterEach
    void close() {
        conversation.close();
    }

    @Test
    void shouldGiveEachCommandItsReply() {
        conversation.server("220-Welcome\r\n to FTP\r\n220 ready\r\n").client("USER me\r\n").server("331 password\r\n");
        conversation.client("PASV\r\n").server("227 Entering (10,0,0,1,4,2)\r\n");
        conversation.client("RETR f\r\n").server("150 opening\r\n226 done\r\n");

        List<Seen> seen = conversation.finish();

        assertEquals(4, seen.size());
        assertEquals("220||220", seen.get(0).get(Buffer.FTP_COMPLETION_CODE));
        assertEquals("USER", seen.get(1).get(Buffer.FTP_COMMAND));
        assertEquals("me", seen.get(1).get(Buffer.FTP_COMMAND_DATA));
        assertEquals("password", seen.get(1).get(Buffer.FTP_REPLY));
        assertEquals("1026", seen.get(2).buffers().get("FTP_DYNAMIC_PORT<"));
        assertEquals("2", seen.get(2).buffers().get("FTP_MODE<"));
        assertEquals("150||226", seen.get(3).get(Buffer.FTP_COMPLETION_CODE));
    }

    @Test
    void shouldReadExtendedPorts() {
        conversation.server("220 FTP\r\n").client("EPRT |2|::1|5282|\r\n").server("200 ok\r\n");
        conversation.client("EPSV\r\n").server("229 Extended (|||6446|)\r\n");

        List<Seen> seen = conversation.finish();

        assertEquals("5282", seen.get(1).buffers().get("FTP_DYNAMIC_PORT>"));
        assertEquals("6446", seen.get(2).buffers().get("FTP_DYNAMIC_PORT<"));
    }

    @Test
    void shouldTurnToTlsWhenTheServerAgrees() {
        conversation.server("220 FTP\r\n").client("AUTH TLS\r\n").server("234 go\r\n").client("\26\3\1\0\5\1\0\0\1\0");

        assertEquals(AppProtocol.TLS, conversation.session().protocol());
        conversation.finish();
    }

    @Test
    void shouldTellLinesThatAreTooLong() {
        conversation.server("220 FTP\r\n").client("USER " + "a".repeat(5000) + "\r\n");

        assertEquals(List.of("ftp.request_command_too_long"), conversation.finish().get(1).events());
    }

    @Test
    void shouldSayThatNoReplyCameOnlyWhenNoneWill() {
        conversation.server("220 FTP\r\n").client("PASV\r\n");

        List<Seen> seen = conversation.finish();

        assertEquals(null, seen.get(0).buffers().get("FTP_REPLY_RECEIVED<"));
        assertEquals("2", seen.get(1).buffers().get("FTP_MODE>"));
        assertEquals("0", seen.get(1).buffers().get("FTP_REPLY_RECEIVED<"));
    }

    @Test
    void shouldTellADataChannelToAnotherHost() {
        try (Conversation conversation = new Conversation().serverPort(21).clientAddress(0x0a000001)) {
            conversation.server("220 x\r\n").client("PORT 10,0,0,1,4,1\r\n").server("200 ok\r\n")
                    .client("PORT 10,0,0,9,4,1\r\n");

            List<String> bounces = conversation.finish().stream().map(seen -> seen.buffers().get("FTP_BOUNCE>"))
                    .filter(java.util.Objects::nonNull).toList();
            assertEquals(List.of("0", "1"), bounces);
        }
    }
}
