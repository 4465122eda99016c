package org.sluice.dataplane.app.ftp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** Two connections of one pair of hosts: the control channel, and the data channel it announces. */
class FtpDataParserTest {
    private final AppSettings settings = new AppSettings();

    @Test
    void shouldKnowAPassiveDownloadByThePortThatWasAgreedOn() {
        try (Conversation control = new Conversation(settings).serverPort(21);
                Conversation data = new Conversation(settings).serverPort(5 * 256 + 1)) {
            control.server("220 ftp\r\n").client("PASV\r\n").server("227 Entering (0,0,0,0,5,1)\r\n")
                    .client("RETR dir/a.txt\r\n");

            data.server("GET / is what the file holds");
            assertEquals(AppProtocol.FTP_DATA, data.session().protocol());
            Seen seen = data.finish().getFirst();

            assertEquals("dir/a.txt", seen.get(Buffer.FILE_NAME, 1));
            assertEquals("GET / is what the file holds", seen.get(Buffer.FILE_DATA, 1));
            assertEquals("1", seen.buffers().get("FTPDATA_COMMAND>"));
            assertTrue(seen.metadata().contains("\"command\":\"RETR\""), seen::metadata);
        }
    }

    @Test
    void shouldKnowAnActiveUpload() {
        try (Conversation control = new Conversation(settings).serverPort(21);
                Conversation data = new Conversation(settings).serverPort(4000)) {
            control.server("220 ftp\r\n").client("PORT 0,0,0,0,15,160\r\n").server("200 ok\r\n").client("STOR b\r\n");

            data.server("up");

            assertEquals("2", data.finish().getFirst().buffers().get("FTPDATA_COMMAND<"));
        }
    }

    @Test
    void shouldExpectAConnectionOnce() {
        try (Conversation control = new Conversation(settings).serverPort(21);
                Conversation first = new Conversation(settings).serverPort(4000);
                Conversation second = new Conversation(settings).serverPort(4000)) {
            control.server("220 ftp\r\n").client("EPSV\r\n").server("229 Entering (|||4000|)\r\n").client("RETR b\r\n");

            first.server("x");
            second.server("x");

            assertEquals(AppProtocol.FTP_DATA, first.session().protocol());
            assertNotEquals(AppProtocol.FTP_DATA, second.session().protocol());
        }
    }

    @Test
    void shouldTakeAnAppendedFileForAnUpload() {
        try (Conversation control = new Conversation(settings).serverPort(21);
                Conversation data = new Conversation(settings).serverPort(4000)) {
            control.server("220 ftp\r\n").client("EPSV\r\n").server("229 Entering (|||4000|)\r\n")
                    .client("APPE log\r\n");

            data.client("more").client(" lines");
            Seen seen = data.finish().getFirst();

            assertEquals("2", seen.buffers().get("FTPDATA_COMMAND>"));
            assertEquals("log", seen.get(Buffer.FILE_NAME, 0));
            assertEquals("more lines", seen.get(Buffer.FILE_DATA, 0));
        }
    }
}
