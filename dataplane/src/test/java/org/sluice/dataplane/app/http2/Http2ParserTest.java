package org.sluice.dataplane.app.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class Http2ParserTest {
    private static final String[] GET = {":method", "GET", ":scheme", "http", ":path", "/a%20b?c", ":authority",
        "Example.com:80", "user-agent", "test", "cookie", "a=b"};

    private Conversation conversation = new Conversation();

    @AfterEach
    void close() {
        conversation.close();
    }

    private Seen stream(int index) {
        return conversation.finish().stream().filter(seen -> seen.metadata().contains("\"stream_id\":" + index + ","))
                .findFirst().orElseThrow();
    }

    private void send(int direction, Http2Frames frames) {
        conversation.send(direction, frames.bytes());
    }

    @Test
    void shouldGiveHttpsBuffersOfAStream() {
        send(0, Http2Frames.client().headers(5, 1, GET));
        send(1, Http2Frames.server().headers(4, 1, ":status", "200", "server", "x").data(0, 1, "hel").data(1, 1, "lo"));

        Seen seen = stream(1);
        assertEquals("GET", seen.get(Buffer.HTTP_METHOD));
        assertEquals("/a b?c", seen.get(Buffer.HTTP_URI));
        assertEquals("/a%20b?c", seen.get(Buffer.HTTP_URI_RAW));
        assertEquals("example.com", seen.get(Buffer.HTTP_HOST));
        assertEquals("Example.com:80", seen.get(Buffer.HTTP_HOST_RAW));
        assertEquals("test", seen.get(Buffer.HTTP_USER_AGENT));
        assertEquals("a=b", seen.get(Buffer.HTTP_COOKIE));
        assertEquals("GET /a%20b?c HTTP/2\r\n", seen.get(Buffer.HTTP_REQUEST_LINE));
        assertEquals("HTTP/2", seen.get(Buffer.HTTP_PROTOCOL));
        assertEquals("\r\n:method\r\n:scheme\r\n:path\r\n:authority\r\nuser-agent\r\n\r\n",
                seen.get(Buffer.HTTP_HEADER_NAMES, 0));
        assertEquals(":status||server", seen.get(Buffer.HTTP2_HEADER_NAME, 1));
        assertEquals(":status: 200||server: x", seen.get(Buffer.HTTP_RESPONSE_HEADER, 1));
        assertEquals("200", seen.get(Buffer.HTTP_STAT_CODE));
        assertEquals("x", seen.get(Buffer.HTTP_SERVER));
        assertEquals("hello", seen.get(Buffer.FILE_DATA, 1));
        assertEquals(List.of(), seen.events());
    }

    @Test
    void shouldKeepStreamsApartThatAreSentByTurns() {
        send(0, Http2Frames.client().headers(5, 1, GET).headers(5, 3, ":method", "GET", ":path", "/3"));
        send(1, Http2Frames.server().headers(4, 3, ":status", "403").headers(4, 1, ":status", "200").data(0, 1, "o")
                .data(1, 3, "three").data(1, 1, "ne"));

        List<Seen> all = conversation.finish();
        assertEquals("one", all.stream().filter(s -> "/a b?c".equals(s.get(Buffer.HTTP_URI))).findFirst().orElseThrow()
                .get(Buffer.HTTP_RESPONSE_BODY));
        assertEquals("three", all.stream().filter(s -> "/3".equals(s.get(Buffer.HTTP_URI))).findFirst().orElseThrow()
                .get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldPutHeaderBlocksTogetherAndLeavePaddingAndPriorityOut() {
        byte[] block = Http2Frames.block(GET);
        byte[] first = new byte[6 + 10 + 3];
        first[0] = 3;
        first[5] = 42;
        System.arraycopy(block, 0, first, 6, 10);
        send(0, Http2Frames.client().frame(1, 0x1 | 0x8 | 0x20, 1, first)
                .frame(9, 0, 1, Arrays.copyOfRange(block, 10, 20)).frame(9, 4, 1,
                Arrays.copyOfRange(block, 20, block.length)));

        Seen seen = stream(1);
        assertEquals("/a b?c", seen.get(Buffer.HTTP_URI));
        assertEquals("42", seen.buffers().get("HTTP2_PRIORITY>"));
    }

    @Test
    void shouldUndoContentCodingAndTellUploadedFiles() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("plain".getBytes(StandardCharsets.US_ASCII));
        }
        send(0, Http2Frames.client().headers(4, 1, ":method", "POST", ":path", "/up", "content-type",
                "multipart/form-data; boundary=B").frame(0, 0x8 | 0x1, 1, padded(
                        "--B\r\nContent-Disposition: form-data; filename=\"f\"\r\n\r\nfile\r\n--B--\r\n")));
        send(1, Http2Frames.server().headers(4, 1, ":status", "200", "content-encoding", "gzip")
                .frame(0, 1, 1, packed.toByteArray()));

        Seen seen = stream(1);
        assertEquals("file", seen.get(Buffer.FILE_DATA, 0));
        assertEquals("f", seen.get(Buffer.FILE_NAME, 0));
        assertEquals("plain", seen.get(Buffer.FILE_DATA, 1));
    }

    @Test
    void shouldUndoBrotliInBothDirections() {
        byte[] coded = HexFormat.of().parseHex("1b3c00c01c0936ae702fe77819f602576e7909d2c2030e3970f892340b230c3c64297c26e8d008"
                + "4d91c7da1602fb0a7101363911");
        String plain = "<html>an evil-payload in a body, an evil-payload again</html>";

        send(0, Http2Frames.client().headers(4, 1, ":method", "POST", ":path", "/up", "content-encoding", "br")
                .frame(0, 1, 1, coded));
        send(1, Http2Frames.server().headers(4, 1, ":status", "200", "content-encoding", "br").frame(0, 1, 1, coded));

        Seen seen = stream(1);
        assertEquals(plain, seen.get(Buffer.HTTP_REQUEST_BODY));
        assertEquals(plain, seen.get(Buffer.FILE_DATA, 0));
        assertEquals(plain, seen.get(Buffer.FILE_DATA, 1));
    }

    private static byte[] padded(String text) {
        byte[] bytes = new byte[1 + text.length() + 7];
        bytes[0] = 7;
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 1, text.length());
        return bytes;
    }

    @Test
    void shouldForgetInterimResponses() {
        send(0, Http2Frames.client().headers(5, 1, GET));
        send(1, Http2Frames.server().headers(4, 1, ":status", "103", "link", "x").headers(5, 1, ":status", "204"));

        Seen seen = stream(1);
        assertEquals("204", seen.get(Buffer.HTTP_STAT_CODE));
        assertEquals(":status", seen.get(Buffer.HTTP2_HEADER_NAME, 1));
    }

    @Test
    void shouldNoteWhatFramesOfTheConnectionSay() {
        send(0, Http2Frames.client().frame(8, 0, 0, new byte[] {0, 0, 1, 0}));
        send(1, Http2Frames.server().frame(7, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, 2}));

        List<Seen> all = conversation.finish();
        assertEquals(4, all.size());
        assertEquals("256", all.get(1).buffers().get("HTTP2_WINDOW>"));
        assertEquals(Long.toString(3L << 32 | 100), all.get(2).buffers().get("HTTP2_SETTINGS<"));
        assertTrue(all.get(2).metadata().contains("{\"settings_id\":\"SETTINGSMAXCONCURRENTSTREAMS\",\"settings_value\":100}"));
        assertTrue(all.get(3).metadata().contains("\"error_code\":\"INTERNALERROR\""));
    }

    @Test
    void shouldEndAStreamThatIsReset() {
        send(0, Http2Frames.client().headers(4, 1, GET).frame(3, 0, 1, new byte[] {0, 0, 0, 8}));

        Seen seen = conversation.ended().getLast();
        assertEquals("8", seen.buffers().get("HTTP2_ERRORCODE>"));
        assertEquals("/a b?c", seen.get(Buffer.HTTP_URI));
    }

    @Test
    void shouldFollowAnUpgradeFromHttp1() {
        conversation.client("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n");
        conversation.send(1, join("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1),
                Http2Frames.server().headers(4, 1, ":status", "200").data(1, 1, "body").bytes()));
        send(0, Http2Frames.client().headers(5, 3, GET));

        assertEquals(AppProtocol.HTTP2, conversation.session().protocol());
        assertEquals(AppProtocol.HTTP, conversation.session().originalProtocol());
        List<Seen> all = conversation.finish();
        assertTrue(all.stream().anyMatch(s -> "body".equals(s.get(Buffer.HTTP_RESPONSE_BODY, 1))));
        assertTrue(all.stream().anyMatch(s -> "/a b?c".equals(s.get(Buffer.HTTP_URI))));
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void shouldReadDnsInsideOfHttp() {
        byte[] query = HexFormat.of().parseHex("00000100000100000000000003777777076578616d706c6503636f6d0000010001");
        send(0, Http2Frames.client().headers(4, 1, ":method", "POST", ":path", "/dns-query", "content-type",
                "application/dns-message").frame(0, 1, 1, query)
                .headers(5, 3, ":method", "GET", "accept", "application/dns-message", ":path",
                        "/dns-query?dns=AAABAAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB"));

        assertEquals(AppProtocol.DOH2, conversation.session().protocol());
        Seen seen = stream(1);
        assertEquals("doh2", seen.protocol());
        assertEquals("www.example.com", seen.get(Buffer.DNS_QUERY));
        assertEquals("0", seen.buffers().get("DNS_OPCODE>"));
        assertTrue(seen.metadata().contains("\"dns\":{"));
        assertEquals("www.example.com", conversation.ended().stream().filter(s -> s.metadata().contains("\"stream_id\":3"))
                .findFirst().orElseThrow().get(Buffer.DNS_QUERY));
    }

    @Test
    void shouldAgreeOnDnsInsideOfHttpWhenTheServerSpeaksLater() {
        send(0, Http2Frames.client().headers(5, 1, ":method", "GET", "accept", "application/dns-message", ":path",
                "/dns-query?dns=AAABAAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB"));
        send(1, Http2Frames.server());

        assertEquals(AppProtocol.DOH2, conversation.session().protocol(1));
        conversation.finish();
        assertEquals(List.of(), conversation.sessionEvents());
    }

    @Test
    void shouldSayThatARequestNamesTwoHosts() {
        send(0, Http2Frames.client().headers(5, 1, ":method", "GET", ":path", "/", ":authority", "u@a", "host", "b"));

        assertEquals(List.of("http2.authority_host_mismatch", "http2.userinfo_in_uri"), stream(1).events());
    }

    @Test
    void shouldRaiseWhatFramesDoWrong() {
        send(0, Http2Frames.client().frame(6, 0, 0, new byte[7]).frame(4, 0, 5, new byte[6]).data(1, 0, "x"));

        List<String> events = conversation.finish().stream().flatMap(s -> s.events().stream()).toList();
        assertEquals(List.of("http2.invalid_frame_length", "http2.invalid_frame_header", "http2.data_stream_zero"),
                events);
    }

    @Test
    void shouldGiveUpOnAHeaderBlockThatNeverEnds() {
        send(0, Http2Frames.client().frame(1, 0, 1, new byte[0]));
        for (int i = 0; i < 70 && conversation.layer().counters().get(AppCounter.PARSER_ERRORS) == 0; i++) {
            send(0, Http2Frames.none().frame(9, 0, 1, new byte[1000]));
        }

        assertTrue(conversation.session().parserFailed());
        assertTrue(conversation.finish().stream().anyMatch(s -> s.events().contains("http2.reassembly_limit_reached")));
        assertTrue(conversation.layer().memory().peak() < 1 << 18);
    }

    @Test
    void shouldBoundTheStreamsOfAFlow() {
        conversation.close();
        conversation = new Conversation(new AppSettings().transactionsPerFlow(8));
        Http2Frames frames = Http2Frames.client();
        for (int stream = 1; stream < 100; stream += 2) {
            frames.headers(4, stream, GET);
        }
        send(0, frames);

        assertEquals(8, conversation.session().transactions().size());
        assertTrue(conversation.layer().counters().get(AppCounter.TRANSACTIONS_PER_FLOW_EXCEEDED) >= 42);
        assertTrue(conversation.finish().getLast().events().contains("http2.too_many_streams"));
        assertEquals(0, conversation.layer().memory().used());
    }

    @Test
    void shouldFindEachStreamAmongMany() {
        Http2Frames requests = Http2Frames.client();
        Http2Frames answers = Http2Frames.server();
        for (int stream = 1; stream < 80; stream += 2) {
            requests.headers(5, stream, ":method", "GET", ":path", "/" + stream);
            answers.headers(4, 80 - stream, ":status", "200").data(1, 80 - stream, "answer " + (80 - stream));
        }
        send(0, requests);
        send(1, answers);

        List<Seen> answered = conversation.finish().stream().filter(s -> s.get(Buffer.HTTP_URI) != null).toList();
        assertEquals(40, answered.size());
        for (Seen seen : answered) {
            assertEquals("answer " + seen.get(Buffer.HTTP_URI).substring(1), seen.get(Buffer.HTTP_RESPONSE_BODY));
        }
    }

    @Test
    void shouldReadARequestThatTheServerPromises() {
        byte[] block = Http2Frames.block(":method", "GET", ":path", "/pushed");
        byte[] promise = new byte[4 + block.length];
        promise[3] = 2;
        System.arraycopy(block, 0, promise, 4, block.length);
        send(0, Http2Frames.client().headers(5, 1, GET));
        send(1, Http2Frames.server().frame(5, 4, 1, promise).headers(5, 1, ":status", "200")
                .headers(4, 2, ":status", "200").data(1, 2, "pushed"));
        send(0, Http2Frames.none().frame(4, 1, 0, new byte[0]));

        Seen seen = conversation.ended().stream().filter(s -> s.metadata().contains("\"stream_id\":2")).findFirst()
                .orElseThrow();
        assertEquals("/pushed", seen.get(Buffer.HTTP_URI));
        assertEquals("pushed", seen.get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldNotTakeHttp1ForHttp2() {
        conversation.client("PRINT / HTTP/1.1\r\nHost: x\r\n\r\n");

        assertEquals(AppProtocol.HTTP, conversation.session().protocol());
        assertNull(conversation.finish().getFirst().get(Buffer.HTTP2_HEADER_NAME));
    }
}
