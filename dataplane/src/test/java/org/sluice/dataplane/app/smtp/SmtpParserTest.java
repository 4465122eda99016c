package org.sluice.dataplane.app.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class SmtpParserTest {
    private final Conversation conversation = new Conversation().serverPort(25);

    @AfterEach
    void close() {
        conversation.close();
    }

    @Test
    void shouldReadEnvelopeHeadersAndAttachments() {
        String attachment = Base64.getMimeEncoder().encodeToString("MZ and what makes a program".getBytes());
        mail("From: A <a@x>\r\nTo: b@y, \"C, D\" <c@y>\r\nSubject: folded\r\n  subject\r\nX-Mailer: m\r\n"
                + "Content-Type: multipart/mixed;\r\n boundary=\"=B\"\r\n\r\npreamble\r\n--=B\r\n"
                + "Content-Type: text/plain\r\n\r\nsee http://evil.example/x?y now\r\n--=B\r\n"
                + "Content-Type: application/x; name=\"p.exe\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + attachment + "\r\n--=B\r\nContent-Disposition: attachment; filename=q.txt\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n..one=20two=\r\n three\r\nlast=3D\r\n--=B--\r\n");

        Seen seen = conversation.finish().getFirst();

        assertEquals("me.example", seen.get(Buffer.SMTP_HELO));
        assertEquals("<s@x>", seen.get(Buffer.SMTP_MAIL_FROM));
        assertEquals("<r@y>||<t@y>", seen.get(Buffer.SMTP_RCPT_TO));
        assertEquals("A <a@x>", seen.get(Buffer.EMAIL_FROM));
        assertEquals("b@y||\"C, D\" <c@y>", seen.get(Buffer.EMAIL_TO));
        assertEquals("folded subject", seen.get(Buffer.EMAIL_SUBJECT));
        assertEquals("evil.example/x?y", seen.get(Buffer.EMAIL_URL));
        assertEquals("p.exe||q.txt", seen.get(Buffer.FILE_NAME, 0));
        assertEquals("MZ and what makes a program", seen.buffers().get("file.data>"));
        assertEquals(".one two three\r\nlast=", seen.buffers().get("file.data>#1"));
        assertTrue(seen.metadata().contains("\"attachment\":[\"p.exe\",\"q.txt\"]"), seen::metadata);
    }

    @Test
    void shouldPutTheNameOfAFileTogetherThatComesInPieces() {
        mail("Content-Disposition: attachment; filename*1=\"b c\"; filename*0=a.; filename*2*=%2ezip\r\n\r\nx\r\n");

        assertEquals("a.b c.zip", conversation.finish().getFirst().get(Buffer.FILE_NAME, 0));
    }

    @Test
    void shouldTakeTheCharsetOffAnExtendedName() {
        mail("Content-Disposition: attachment; filename*=utf-8'en'a%20b.exe\r\n\r\nx\r\n");

        assertEquals("a b.exe", conversation.finish().getFirst().get(Buffer.FILE_NAME, 0));
    }

    @Test
    void shouldDecodeBase64ThatIsPaddedInItsMidst() {
        mail("Content-Disposition: attachment; filename=f\r\nContent-Transfer-Encoding: base64\r\n\r\nNA=\r\n=Mg\r\n==\r\n");

        assertEquals("42", conversation.finish().getFirst().get(Buffer.FILE_DATA, 0));
    }

    @Test
    void shouldFindTheAttachmentOfAMailInsideAMail() {
        mail("Subject: outer\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n"
                + "Content-Disposition: attachment; filename=\"deep\"\r\n\r\nhidden\r\n");

        Seen seen = conversation.finish().getFirst();

        assertEquals("outer", seen.get(Buffer.EMAIL_SUBJECT));
        assertEquals("hidden", seen.get(Buffer.FILE_DATA, 0));
    }

    @Test
    void shouldNotCutLongLinesOfAnAttachment() {
        String line = "0123456789".repeat(3000);
        mail("Content-Disposition: attachment; filename=a\r\n\r\n" + line + "\r\n");

        assertEquals(line, conversation.finish().getFirst().get(Buffer.FILE_DATA, 0));
    }

    @Test
    void shouldMakeATransactionOfEachMail() {
        mail("Subject: one\r\n\r\n");
        mail("Subject: two\r\n\r\n");

        List<Seen> seen = conversation.finish();

        assertEquals("one", seen.get(0).get(Buffer.EMAIL_SUBJECT));
        assertEquals("two", seen.get(1).get(Buffer.EMAIL_SUBJECT));
        assertEquals("me.example", seen.get(1).get(Buffer.SMTP_HELO));
    }

    @Test
    void shouldGoOnWithCommandsWhenDataIsRefused() {
        conversation.server("220 mx ESMTP\r\n").client("EHLO me\r\nDATA\r\n").server("250 mx\r\n503 no\r\n");
        conversation.client("MAIL FROM:<late@x>\r\n");

        Seen seen = conversation.finish().getFirst();

        assertNull(seen.get(Buffer.EMAIL_SUBJECT));
        assertTrue(seen.events().contains("smtp.data_command_rejected"), seen.events()::toString);
    }

    @Test
    void shouldReadTheMailOfAClientThatSentItsCommandsAtOnce() {
        conversation.server("220 mx ESMTP\r\n").client("EHLO me\r\n").server("250 PIPELINING\r\n");
        conversation.client("MAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\nDATA\r\n").server("250 a\r\n250 b\r\n354 go\r\n");
        conversation.client("Subject: piped\r\n\r\n.\r\n");

        assertEquals("piped", conversation.finish().getFirst().get(Buffer.EMAIL_SUBJECT));
    }

    @Test
    void shouldLookForTlsBehindStarttls() {
        conversation.server("220 mx ESMTP\r\n").client("EHLO me\r\n").server("250 STARTTLS\r\n");
        conversation.client("STARTTLS\r\n").server("220 go\r\n");

        conversation.client("\26\3\1\0\5\1\0\0\1\0");

        assertEquals(AppProtocol.TLS, conversation.session().protocol());
        assertEquals(AppProtocol.SMTP, conversation.session().originalProtocol());
        conversation.finish();
    }

    private void mail(String text) {
        if (conversation.session() == null) {
            conversation.server("220 mx.example ESMTP\r\n").client("EHLO me.example\r\n").server("250 hi\r\n");
        }
        conversation.client("MAIL FROM:<s@x> SIZE=5\r\n").server("250 ok\r\n");
        conversation.client("RCPT TO:<r@y>\r\nRCPT TO: <t@y>\r\n").server("250 ok\r\n250 ok\r\n");
        conversation.client("DATA\r\n").server("354 go on\r\n");
        conversation.client(text + ".\r\n").server("250 queued\r\n");
    }
}
