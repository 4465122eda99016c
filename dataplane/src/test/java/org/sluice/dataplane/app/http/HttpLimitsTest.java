package org.sluice.dataplane.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppPolicy;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

/** What an attacker can make the parser hold or do, and that all of it comes back. */
class HttpLimitsTest {
    @Test
    void shouldKeepEndlessHeadersWithinTheirLimit() {
        try (Conversation conversation = new Conversation(new AppSettings().headerLimit(8192))) {
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n");
            for (int i = 0; i < 4000; i++) {
                conversation.client("X-Endless-" + i + ": " + "y".repeat(100) + "\r\n");
            }

            assertTrue(conversation.layer().memory().used() < 256 * 1024, () -> "used " + conversation.layer().memory().used());
            Seen seen = conversation.finish().getFirst();
            assertTrue(seen.events().contains("http.request_too_many_headers"));
            assertEquals(0, conversation.layer().memory().used());
        }
    }

    @Test
    void shouldCutAnEndlessLineAndTellIt() {
        try (Conversation conversation = new Conversation()) {
            conversation.client("GET /");
            for (int i = 0; i < 1000; i++) {
                conversation.client("a".repeat(1000));
            }

            assertTrue(conversation.layer().memory().used() < 256 * 1024);
            Seen seen = conversation.finish().getFirst();
            assertTrue(seen.events().contains("http.request_field_too_long"));
        }
    }

    @Test
    void shouldStopADecompressionBombAtTheBodyLimit() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000]);
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(100_000))) {
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            conversation.server("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            conversation.send(1, bomb);

            assertTrue(conversation.layer().memory().peak() < 1 << 20);
            assertEquals(1, conversation.layer().counters().get(AppCounter.DECOMPRESSION_STOPPED));
            assertEquals(100_000, conversation.finish().getFirst().get(Buffer.HTTP_RESPONSE_BODY).length());
        }
    }

    @Test
    void shouldStopABombOfLayersByItsRatio() throws IOException {
        byte[] bomb = gzip(gzip(gzip(new byte[20_000_000])));
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(0)
                .responseBodyDecompressLayerLimit(3).compressionBombLimit(200_000).compressionRatioLimit(100))) {
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            conversation.server("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\n\r\n");
            conversation.send(1, bomb);

            Seen seen = conversation.finish().getFirst();
            assertTrue(seen.events().contains("http.compression_bomb"));
            assertEquals(1, conversation.layer().counters().get(AppCounter.DECOMPRESSION_STOPPED));
        }
    }

    @Test
    void shouldLeaveMoreLayersThanAllowedAsTheyAre() throws IOException {
        byte[] inner = gzip("evil".getBytes(StandardCharsets.US_ASCII));
        byte[] outer = gzip(inner);
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyDecompressLayerLimit(1))) {
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            conversation.server("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: " + outer.length + "\r\n\r\n");
            conversation.send(1, outer);

            Seen seen = conversation.finish().getFirst();
            assertTrue(seen.events().contains("http.too_many_encoding_layers"));
            assertEquals(new String(inner, StandardCharsets.ISO_8859_1), seen.get(Buffer.HTTP_RESPONSE_BODY));
        }
    }

    @Test
    void shouldSlideOverALongBodyAndForgetWhatWasSeen() {
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(0)
                .responseBodyMinimalInspectSize(4096).responseBodyInspectWindow(1024))) {
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            StringBuilder whole = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                String piece = String.format("%05d", i) + "z".repeat(995);
                whole.append(piece);
                conversation.server(piece);
            }

            assertTrue(conversation.layer().memory().peak() < 64 * 1024);
            assertEquals(whole.toString(), conversation.finish().getFirst().get(Buffer.HTTP_RESPONSE_BODY));
        }
    }

    @Test
    void shouldCloseTheOldestTransactionWhenAFlowHasItsShare() {
        try (Conversation conversation = new Conversation(new AppSettings().transactionsPerFlow(10))) {
            for (int i = 0; i < 30; i++) {
                conversation.client("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
            }

            assertEquals(20, conversation.layer().counters().get(AppCounter.TRANSACTIONS_PER_FLOW_EXCEEDED));
            assertEquals(30, conversation.finish().size());
        }
    }

    @Test
    void shouldFollowThePolicyWhenTransactionsAreExhausted() {
        try (Conversation conversation = new Conversation(
                new AppSettings().transactions(4).errorPolicy(AppPolicy.DROP_FLOW))) {
            for (int i = 0; i < 6; i++) {
                conversation.client("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
            }

            assertEquals(AppPolicy.DROP_FLOW, conversation.policy());
            assertEquals(1, conversation.layer().counters().get(AppCounter.TRANSACTIONS_EXHAUSTED));
            assertEquals(1, conversation.layer().counters().get(AppCounter.PARSER_ERRORS));
        }
    }

    @Test
    void shouldSurviveWithoutBufferMemoryAndCountIt() {
        try (Conversation conversation = new Conversation(new AppSettings().memcap(1 << 20).responseBodyLimit(0)
                .responseBodyMinimalInspectSize(1 << 20))) {
            conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            conversation.server("HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 2000; i++) {
                conversation.server("q".repeat(1000));
            }

            assertTrue(conversation.layer().counters().get(AppCounter.MEMORY_REFUSED) > 0);
            conversation.finish();
            assertEquals(0, conversation.layer().memory().used());
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
