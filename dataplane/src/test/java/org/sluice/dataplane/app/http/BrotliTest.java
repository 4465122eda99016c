package org.sluice.dataplane.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppPolicy;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

/** Bodies in {@code Content-Encoding: br}, with the bounds that gzip has. */
class BrotliTest {
    private static final String TEXT = "<html>an evil-payload in a body</html>";
    private static final String LONGER = "<html>an evil-payload in a body, an evil-payload again</html>";
    private static final byte[] CODED = hex(
            "1b3c00c01c0936ae702fe77819f602576e7909d2c2030e3970f892340b230c3c64297c26e8d0084d91c7da1602fb0a7101363911");
    private static final byte[] GZIP_IN_BROTLI = hex("0b1b801f8b0800000000000203b3c928c9cdb14bcc53482dcbccd12d48acccc9"
            + "4f4c51c8cc53485448ca4fa9b4d107cb03002bccf43b2600000003");
    private static final byte[] BROTLI_IN_GZIP = hex("1f8b0800000000000203eb166ab0c928c9cdb14bcc53482dcbccd12d48accc"
            + "c94f4c51c8cc53485448ca4fa9b4d107cb3303003b8251b02a000000");
    /** 20,000,000 zeros, with a window of 4 MiB. */
    private static final byte[] ZEROS = hex("cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd5ffeb3c4e09f0088c302005d9218");

    @Test
    void shouldUndoAResponse() {
        try (Conversation conversation = new Conversation()) {
            Seen seen = respond(conversation, "br", CODED);

            assertEquals(LONGER, seen.get(Buffer.HTTP_RESPONSE_BODY));
            assertFalse(seen.events().contains("http.abnormal_ce_header"));
        }
    }

    @Test
    void shouldUndoAResponseByteByByte() {
        try (Conversation conversation = new Conversation()) {
            head(conversation, "br", CODED.length);
            for (byte b : CODED) {
                conversation.send(1, new byte[] {b});
            }

            assertEquals(LONGER, conversation.finish().getFirst().get(Buffer.HTTP_RESPONSE_BODY));
        }
    }

    @Test
    void shouldUndoARequest() {
        try (Conversation conversation = new Conversation()) {
            conversation.client("POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\nContent-Length: " + CODED.length
                    + "\r\n\r\n");
            conversation.send(0, CODED);
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

            Seen seen = conversation.finish().getFirst();
            assertEquals(LONGER, seen.get(Buffer.HTTP_REQUEST_BODY));
            assertEquals(LONGER, seen.get(Buffer.FILE_DATA, 0));
        }
    }

    @Test
    void shouldUndoTheCodingNamedLastFirst() {
        try (Conversation conversation = new Conversation()) {
            assertEquals(TEXT, respond(conversation, "gzip, br", GZIP_IN_BROTLI).get(Buffer.HTTP_RESPONSE_BODY));
        }
        try (Conversation conversation = new Conversation()) {
            assertEquals(TEXT, respond(conversation, "br, gzip", BROTLI_IN_GZIP).get(Buffer.HTTP_RESPONSE_BODY));
        }
    }

    @Test
    void shouldGiveOnWhatOnlyClaimsToBeBrotli() {
        try (Conversation conversation = new Conversation()) {
            Seen seen = respond(conversation, "br", TEXT.getBytes(StandardCharsets.US_ASCII));

            assertEquals(TEXT, seen.get(Buffer.HTTP_RESPONSE_BODY));
            assertFalse(seen.events().contains("http.gzip_decompression_failed"));
        }
    }

    @Test
    void shouldTellThatAStreamBroke() {
        byte[] broken = ZEROS.clone();
        broken[30] ^= (byte) 0xff;
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(0)
                .compressionRatioLimit(Integer.MAX_VALUE))) {
            Seen seen = respond(conversation, "br", broken);

            assertTrue(seen.events().contains("http.gzip_decompression_failed"));
        }
    }

    @Test
    void shouldStopABombAtTheBodyLimit() {
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(100_000))) {
            Seen seen = respond(conversation, "br", ZEROS);

            assertEquals(1, conversation.layer().counters().get(AppCounter.DECOMPRESSION_STOPPED));
            assertEquals(100_000, seen.get(Buffer.HTTP_RESPONSE_BODY).length());
        }
    }

    @Test
    void shouldStopABombByItsRatio() {
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(0)
                .compressionBombLimit(200_000).compressionRatioLimit(100))) {
            Seen seen = respond(conversation, "br", ZEROS);

            assertTrue(seen.events().contains("http.compression_bomb"));
            assertEquals(1, conversation.layer().counters().get(AppCounter.DECOMPRESSION_STOPPED));
        }
    }

    @Test
    void shouldCountAWindowPastTheMemcapAndFollowThePolicy() {
        try (Conversation conversation = new Conversation(
                new AppSettings().brotliMemcap(1 << 20).memcapPolicy(AppPolicy.DROP_FLOW))) {
            head(conversation, "br", ZEROS.length);
            conversation.send(1, ZEROS);

            assertEquals(AppPolicy.DROP_FLOW, conversation.policy());
            assertEquals(1, conversation.layer().counters().get(AppCounter.MEMORY_REFUSED));
        }
    }

    @Test
    void shouldHaveItsMemoryBackAfterEachBody() {
        try (Conversation conversation = new Conversation(new AppSettings().brotliMemcap(5 << 20))) {
            for (int i = 0; i < 20; i++) {
                head(conversation, "br", ZEROS.length);
                conversation.send(1, ZEROS);
            }

            assertEquals(0, conversation.layer().counters().get(AppCounter.MEMORY_REFUSED));
            assertEquals(20, conversation.finish().size());
        }
    }

    private static Seen respond(Conversation conversation, String coding, byte[] body) {
        head(conversation, coding, body.length);
        conversation.send(1, body);
        return conversation.finish().getFirst();
    }

    private static void head(Conversation conversation, String coding, int length) {
        conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        conversation.server("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + length + "\r\n\r\n");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
