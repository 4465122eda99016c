package org.sluice.dataplane.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class HttpParserTest {
    private final Conversation conversation = new Conversation();

    @AfterEach
    void close() {
        conversation.close();
    }

    @Test
    void shouldFillEveryBufferOfAPlainExchange() {
        conversation.client("GET /a/b.html?x=1 HTTP/1.1\r\nHost: Example.COM:8080\r\nUser-Agent: test\r\nCookie: k=v\r\n"
                + "Referer: http://r/\r\n\r\n");
        conversation.server("HTTP/1.1 200 OK\r\nServer: s\r\nSet-Cookie: c=d\r\nContent-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: 5\r\n\r\nhello");

        Seen seen = conversation.finish().getFirst();

        assertEquals("/a/b.html?x=1", seen.get(Buffer.HTTP_URI));
        assertEquals("GET", seen.get(Buffer.HTTP_METHOD));
        assertEquals("example.com", seen.get(Buffer.HTTP_HOST));
        assertEquals("Example.COM:8080", seen.get(Buffer.HTTP_HOST_RAW));
        assertEquals("test", seen.get(Buffer.HTTP_USER_AGENT));
        assertEquals("k=v", seen.get(Buffer.HTTP_COOKIE, 0));
        assertEquals("c=d", seen.get(Buffer.HTTP_COOKIE, 1));
        assertEquals("Host: Example.COM:8080\r\nUser-Agent: test\r\nReferer: http://r/\r\n", seen.get(Buffer.HTTP_HEADER, 0));
        assertEquals("\r\nHost\r\nUser-Agent\r\nReferer\r\n\r\n", seen.get(Buffer.HTTP_HEADER_NAMES, 0));
        assertEquals("GET /a/b.html?x=1 HTTP/1.1", seen.get(Buffer.HTTP_REQUEST_LINE));
        assertEquals("HTTP/1.1 200 OK", seen.get(Buffer.HTTP_RESPONSE_LINE));
        assertEquals("200", seen.get(Buffer.HTTP_STAT_CODE));
        assertEquals("OK", seen.get(Buffer.HTTP_STAT_MSG));
        assertEquals("hello", seen.get(Buffer.HTTP_RESPONSE_BODY));
        assertEquals("hello", seen.get(Buffer.FILE_DATA, 1));
        assertEquals("/a/b.html", seen.get(Buffer.FILE_NAME, 1));
        assertEquals("{\"http\":{\"hostname\":\"example.com\",\"http_port\":8080,\"url\":\"/a/b.html?x=1\","
                + "\"http_user_agent\":\"test\",\"http_content_type\":\"text/html\",\"http_refer\":\"http://r/\","
                + "\"http_method\":\"GET\",\"protocol\":\"HTTP/1.1\",\"status\":200,\"length\":5},\"files\":[{\"filename\":\"/a/b.html\","
                + "\"gaps\":false,\"state\":\"CLOSED\",\"stored\":false,\"size\":5,\"tx_id\":0}]}", seen.metadata());
    }

    @Test
    void shouldPairPipelinedRequestsWithTheirResponses() {
        conversation.client("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\noneHTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\ntwo");

        List<Seen> seen = conversation.finish();

        assertEquals(2, seen.size());
        assertEquals("/1", seen.get(0).get(Buffer.HTTP_URI));
        assertEquals("one", seen.get(0).get(Buffer.HTTP_RESPONSE_BODY));
        assertEquals("/2", seen.get(1).get(Buffer.HTTP_URI));
        assertEquals("404", seen.get(1).get(Buffer.HTTP_STAT_CODE));
        assertEquals("two", seen.get(1).get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldUndoOverlongUtf8AndLeaveOtherCharactersAlone() {
        conversation.client("GET /a%c0%af..%e0%80%afb%c1%a4/%ef%bd%84%c3%a4%c0 HTTP/1.0\r\n\r\n");

        assertEquals("/bd/\u00ef\u00bd\u0084\u00c3\u00a4\u00c0", conversation.finish().getFirst().get(Buffer.HTTP_URI));
    }

    @Test
    void shouldMakeUtf8OneByteWhereServersDo() {
        try (Conversation bestFit = new Conversation(new AppSettings().bestFitPath(true))) {
            bestFit.client("GET /%ef%bd%84%e2%88%95x%c3%a4 HTTP/1.0\r\n\r\n");

            assertEquals("/d/x\u00e4", bestFit.finish().getFirst().get(Buffer.HTTP_URI));
        }
    }

    @Test
    void shouldKnowARequestBehindManyLineEndsAndOneOfAnOddMethod() {
        conversation.client("\r\n".repeat(40));
        conversation.client("\r\nX-1.0 /a HTTP/1.1\r\nHost: a\r\n\r\n");

        Seen seen = conversation.finish().getFirst();
        assertEquals("/a", seen.get(Buffer.HTTP_URI));
        assertEquals("X-1.0", seen.get(Buffer.HTTP_METHOD));
    }

    @Test
    void shouldNormaliseTheUriAndKeepItRaw() {
        conversation.client("GET /a/./b/../c%2fd\\e//f%41?q=%61%zz+b HTTP/1.0\r\n\r\n");

        Seen seen = conversation.finish().getFirst();

        assertEquals("/a/c/d/e/fA?q=a%zz+b", seen.get(Buffer.HTTP_URI));
        assertEquals("/a/./b/../c%2fd\\e//f%41?q=%61%zz+b", seen.get(Buffer.HTTP_URI_RAW));
    }

    @Test
    void shouldDecodeWideCharactersAndTellDoubleEncoding() {
        conversation.client("GET /%u0041%uFF0Fx%2541 HTTP/1.0\r\n\r\n");

        Seen seen = conversation.finish().getFirst();

        assertEquals("/A/x%41", seen.get(Buffer.HTTP_URI));
        assertTrue(seen.events().contains("http.double_encoded_uri"), seen.events()::toString);
    }

    @Test
    void shouldTakeTheHostOfAnAbsoluteTarget() {
        conversation.client("GET http://User@One.example/p HTTP/1.1\r\nHost: two.example\r\n\r\n");

        Seen seen = conversation.finish().getFirst();

        assertEquals("/p", seen.get(Buffer.HTTP_URI));
        assertEquals("one.example", seen.get(Buffer.HTTP_HOST));
        assertTrue(seen.events().contains("http.host_header_ambiguous"));
    }

    @Test
    void shouldUnfoldAndMergeFields() {
        conversation.client("GET / HTTP/1.1\r\nHost: a\r\nX-Long: one\r\n two\r\nX-Twice: 1\r\nx-twice:  2 \r\n\r\n");

        Seen seen = conversation.finish().getFirst();

        assertEquals("Host: a\r\nX-Long: one two\r\nX-Twice: 1, 2\r\n", seen.get(Buffer.HTTP_HEADER, 0));
        assertTrue(seen.events().contains("http.request_header_repetition"));
    }

    @Test
    void shouldReadChunkedRequestBodies() {
        conversation.client("POST /u HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n0a;ext=1\r\n0123456789\r\n0\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");

        List<Seen> seen = conversation.finish();

        assertEquals("abc0123456789", seen.get(0).get(Buffer.HTTP_REQUEST_BODY));
        assertEquals("abc0123456789", seen.get(0).get(Buffer.FILE_DATA, 0));
        assertTrue(seen.get(0).events().contains("http.request_chunk_extension"));
        assertEquals("/next", seen.get(1).get(Buffer.HTTP_URI));
    }

    @Test
    void shouldFindTheFilesOfAMultipartBody() {
        String body = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n"
                + "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"one.bin\"\r\n"
                + "Content-Type: x/y\r\n\r\nfirst\r\n--X not yet\r\n--XX\r\n"
                + "Content-Disposition: form-data; name=\"g\"; filename=two.bin\r\n\r\n\r\n\rsecond\r\n--XX--\r\n";
        conversation.client("POST /up HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=XX\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);

        Seen seen = conversation.finish().getFirst();

        assertEquals("first\r\n--X not yet", seen.buffers().get("file.data>"));
        assertEquals("\r\n\rsecond", seen.buffers().get("file.data>#1"));
        assertEquals("one.bin||two.bin", seen.get(Buffer.FILE_NAME, 0));
        assertEquals(body, seen.get(Buffer.HTTP_REQUEST_BODY));
    }

    @Test
    void shouldWaitForTheRealResponseAfterContinue() {
        conversation.client("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        conversation.server("HTTP/1.1 100 Continue\r\n\r\n");
        conversation.client("hi");
        conversation.server("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");

        List<Seen> seen = conversation.finish();

        assertEquals(1, seen.size());
        assertEquals("201", seen.getFirst().get(Buffer.HTTP_STAT_CODE));
    }

    @Test
    void shouldNotTakeTheNextResponseForTheBodyOfABodilessOne() {
        conversation.client("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET /c HTTP/1.1\r\nHost: a\r\n\r\nGET /d HTTP/1.1\r\nHost: a\r\n\r\n");
        conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");

        List<Seen> seen = conversation.finish();

        assertEquals(3, seen.size());
        assertNull(seen.get(0).get(Buffer.HTTP_RESPONSE_BODY));
        assertEquals("304", seen.get(1).get(Buffer.HTTP_STAT_CODE));
        assertNull(seen.get(1).get(Buffer.HTTP_RESPONSE_BODY));
        assertEquals("x", seen.get(2).get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldShowTheBodyThatABodilessResponseHasNeverthelss() {
        conversation.client("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        conversation.server("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\nHTTPsmugg");

        assertEquals("HTTPsmugg", conversation.finish().getFirst().get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldLookForAProtocolAnewInsideATunnel() {
        conversation.client("CONNECT inner:80 HTTP/1.1\r\nHost: inner\r\n\r\nGET /early HTTP/1.1\r\nHost: inner\r\n\r\n");
        conversation.server("HTTP/1.1 200 Connection established\r\n\r\n");
        conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        assertEquals(AppProtocol.HTTP, conversation.session().originalProtocol());
        List<Seen> seen = conversation.finish();
        assertEquals(2, seen.size());
        assertEquals("/early", seen.get(1).get(Buffer.HTTP_URI));
        assertEquals("ok", seen.get(1).get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldGoOnWithRequestsWhenATunnelIsRefused() {
        conversation.client("CONNECT inner:80 HTTP/1.1\r\nHost: inner\r\n\r\nGET /after HTTP/1.1\r\nHost: a\r\n\r\n");
        conversation.server("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny");

        List<Seen> seen = conversation.finish();

        assertEquals(2, seen.size());
        assertEquals("/after", seen.get(1).get(Buffer.HTTP_URI));
        assertEquals("y", seen.get(1).get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldTakeAResponseWithoutHeadAsBody() {
        conversation.client("GET /old\r\n\r\n");
        conversation.server("just text, no head").end(1);

        Seen seen = conversation.finish().getFirst();

        assertEquals("just text, no head", seen.get(Buffer.HTTP_RESPONSE_BODY));
        assertTrue(seen.events().contains("http.request_line_missing_protocol"));
    }

    @Test
    void shouldRecogniseHttpByTheServerAlone() {
        conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");

        assertEquals(AppProtocol.HTTP, conversation.session().protocol());
        Seen seen = conversation.finish().getFirst();
        assertEquals("hi", seen.get(Buffer.HTTP_RESPONSE_BODY));
        assertTrue(seen.events().contains("http.unable_to_match_response_to_request"));
    }

    @Test
    void shouldGoOnBehindAGapInABody() {
        conversation.client("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        conversation.gap(1, 4);
        conversation.server("hijHTTP/1.1 201 OK\r\nContent-Length: 1\r\n\r\nz");

        List<Seen> seen = conversation.finish();

        assertEquals("abchij", seen.get(0).get(Buffer.HTTP_RESPONSE_BODY));
        assertEquals("z", seen.get(1).get(Buffer.HTTP_RESPONSE_BODY));
    }

    @Test
    void shouldNotTakeOtherTextForHttp() {
        conversation.client("EHLO mail.example\r\n");

        assertFalse(conversation.session().protocol() == AppProtocol.HTTP);
        conversation.finish();
    }
}
