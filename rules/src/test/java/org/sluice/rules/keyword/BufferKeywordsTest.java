package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.rules.keyword.OneRule.assertMentions;
import static org.sluice.rules.keyword.OneRule.problem;
import static org.sluice.rules.keyword.OneRule.problemOf;
import static org.sluice.rules.keyword.OneRule.section;
import static org.sluice.rules.keyword.OneRule.tcp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Pcre;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;
import org.sluice.rules.model.Transform;

class BufferKeywordsTest {
    private static String text(Match match) {
        return new String(((Content) match).bytes(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource(value = Buffer.class, mode = EnumSource.Mode.EXCLUDE,
            names = {"PAYLOAD", "TLS_VERSION", "FILE_SIZE", "DCERPC_IFACE",
                "FILE_MD5", "FILE_SHA1", "FILE_SHA256"})
    void shouldLookAtEveryBufferByItsName(Buffer buffer) {
        Rule rule = tcp(buffer.ruleName() + "; content:\"1\";");

        assertEquals("1", text(section(rule, buffer).matches().getFirst()));
    }

    @Test
    void shouldGatherMatchesOnOneBufferInOneSection() {
        Rule rule = tcp("http.uri; content:\"a\"; http.host; content:\"b\"; http.uri; content:\"c\"; distance:0;");

        assertEquals(List.of(Buffer.HTTP_URI, Buffer.HTTP_HOST),
                rule.sections().stream().map(Section::buffer).toList());
        assertEquals(List.of("a", "c"), section(rule, Buffer.HTTP_URI).matches().stream().map(BufferKeywordsTest::text)
                .toList());
    }

    @Test
    void shouldOpenAnotherSectionEachTimeForBuffersOfWhichThereAreSeveral() {
        Rule rule = tcp("dns.query; content:\"a\"; dns.query; content:\"b\";");

        assertEquals(List.of(Buffer.DNS_QUERY, Buffer.DNS_QUERY),
                rule.sections().stream().map(Section::buffer).toList());
    }

    @Test
    void shouldReturnToThePayload() {
        Rule rule = tcp("http.method; content:\"GET\"; pkt_data; content:\"x\";");

        assertEquals("x", text(section(rule, Buffer.PAYLOAD).matches().getFirst()));
    }

    @ParameterizedTest
    @CsvSource({"http_uri,HTTP_URI", "http_raw_uri,HTTP_URI_RAW", "http_client_body,HTTP_REQUEST_BODY",
        "http_header,HTTP_HEADER", "http_cookie,HTTP_COOKIE", "http_stat_code,HTTP_STAT_CODE", "http_host,HTTP_HOST"})
    void shouldMoveTheContentBeforeAnOlderModifier(String modifier, Buffer buffer) {
        Rule rule = tcp("content:\"first\"; content:\"second\"; " + modifier + "; nocase;");

        assertEquals("first", text(section(rule, Buffer.PAYLOAD).matches().getFirst()));
        Content moved = (Content) section(rule, buffer).matches().getFirst();
        assertEquals("second", text(moved));
        assertTrue(moved.nocase());
    }

    @Test
    void shouldKeepRelativeContentsInOrderWhenTheyMove() {
        Rule rule = tcp("content:\"a\"; http_uri; content:\"b\"; distance:0; http_uri; byte_test:1,>,5,0,relative;");

        assertEquals(3, section(rule, Buffer.HTTP_URI).matches().size());
        assertEquals(1, rule.sections().size());
    }

    @Test
    void shouldTurnUricontentAndUrilenIntoTheUriBuffer() {
        Rule rule = tcp("uricontent:!\"/x\"; urilen:3<>20; urilen:>9,raw;");

        assertTrue(((Content) section(rule, Buffer.HTTP_URI).matches().getFirst()).negated());
        assertEquals(new Match.Bsize(IntegerTest.inside(4, 19)), section(rule, Buffer.HTTP_URI).matches().get(1));
        assertEquals(new Match.Bsize(IntegerTest.greater(9)), section(rule, Buffer.HTTP_URI_RAW).matches().getFirst());
    }

    @Test
    void shouldPutAnExpressionWhereItsModifierSays() {
        Rule rule = tcp("content:\"a\"; pcre:\"/b/Ui\";");

        assertEquals("b", ((Pcre) section(rule, Buffer.HTTP_URI).matches().getFirst()).pattern());
    }

    @Test
    void shouldKeepTransformsInOrder() {
        Rule rule = tcp("http.uri; url_decode; to_lowercase; xor:\"0D0a\"; content:\"a\";");

        assertEquals(List.of(new Transform(Transform.Kind.URL_DECODE, ""),
                new Transform(Transform.Kind.TO_LOWERCASE, ""),
                new Transform(Transform.Kind.XOR, "0d0a")), rule.sections().getFirst().transforms());
    }

    @Test
    void shouldLookAnewAfterATransformThatFollowsAContent() {
        Rule rule = tcp("http.uri; content:\"/?a=\"; from_base64:offset 4; content:\"x\";");

        assertEquals(2, rule.sections().size());
        assertEquals(List.of(), rule.sections().getFirst().transforms());
        assertEquals(new Transform(Transform.Kind.FROM_BASE64, "bytes 0,offset 4,mode rfc4648"),
                rule.sections().get(1).transforms().getFirst());
    }

    @Test
    void shouldSayWhichWayPacketsGoWhenABufferDoes() {
        assertEquals(FlowConstraint.Direction.TO_SERVER, tcp("http.uri; content:\"a\";").flow().direction());
        assertEquals(FlowConstraint.Direction.TO_CLIENT, tcp("http.stat_code; content:\"1\";").flow().direction());
        assertEquals(FlowConstraint.Direction.BOTH, tcp("http.header; content:\"a\";").flow().direction());
        assertEquals(FlowConstraint.Direction.BOTH, tcp("tls.cert_subject; content:\"a\";").flow().direction());
    }

    @Test
    void shouldRefuseBuffersOfBothSidesInOneRule() {
        assertMentions("a packet goes one way", problem("http.uri; content:\"a\"; http.stat_code; content:\"200\";"));
        OneRule.loaded("alert http any any => any any "
                + "(http.uri; content:\"a\"; http.stat_code; content:\"200\"; sid:1;)");
    }

    @Test
    void shouldRefuseABufferThatTheFlowsDirectionNeverFills() {
        assertMentions("never seen", problem("flow:to_client; http.uri; content:\"a\";"));
    }

    @Test
    void shouldRefuseABufferThatNothingIsAskedOf() {
        assertMentions("nothing is asked", problem("http.uri;"));
        assertMentions("nothing is asked", problem("http.uri; http.host; content:\"a\";"));
    }

    @Test
    void shouldRefuseAnOlderModifierAfterAStickyBuffer() {
        assertMentions("cannot follow the sticky buffer", problem("http.host; content:\"a\"; http_uri;"));
    }

    @Test
    void shouldRefuseTwoApplicationProtocols() {
        assertMentions("one application protocol", problem("http.uri; content:\"a\"; tls.sni; content:\"b\";"));
        assertMentions("one application protocol",
                problemOf("alert dns any any -> any any (http.uri; content:\"a\"; sid:1;)"));
    }

    @Test
    void shouldWriteDigestsAndSerialsAsTheBuffersHoldThem() {
        Rule rule = tcp("ja3.hash; content:\"ABCDEF\"; tls.sni; content:\"A\";");
        Rule serial = tcp("tls.cert_serial; content:\"5c19b7\";");

        assertEquals("abcdef", text(section(rule, Buffer.JA3_HASH).matches().getFirst()));
        assertEquals("A", text(section(rule, Buffer.TLS_SNI).matches().getFirst()));
        assertArrayEquals("5C:19:B7".getBytes(StandardCharsets.ISO_8859_1),
                ((Content) section(serial, Buffer.TLS_CERT_SERIAL).matches().getFirst()).bytes());
    }

    @Test
    void shouldTurnFileNamesIntoContents() {
        Rule rule = tcp("fileext:\"exe\"; filename:!\"setup\"; filestore;");

        assertEquals(List.of(new Match.Exists()), rule.sections().get(1).matches());
        Content end = (Content) section(rule, Buffer.FILE_NAME).matches().getFirst();
        assertEquals(".exe", new String(end.bytes(), StandardCharsets.ISO_8859_1));
        assertTrue(end.nocase() && end.endsWith() && !end.negated());
        Content name = (Content) section(rule, Buffer.FILE_NAME).matches().get(1);
        assertTrue(name.nocase() && !name.endsWith() && name.negated());
    }

    @Test
    void shouldAskForTheSizeOfAFileWhereOtherThingsOfItAreAsked() {
        Rule rule = tcp("filesize:>1kb; filemagic:\"executable\";");

        assertEquals(List.of(new Match.FileSize(IntegerTest.greater(1024))), section(rule, Buffer.FILE_SIZE).matches());
        assertTrue(((Content) section(rule, Buffer.FILE_MAGIC).matches().getFirst()).nocase());
    }

    @Test
    void shouldLeaveOutRulesOnBuffersTheEngineHasNot() {
        ParsedRules parsed =
                OneRule.parse("alert pop3 any any -> any any (pop3.command; content:\"a\"; nocase; sid:1;)");

        assertEquals(0, parsed.rules().size());
        assertEquals(1, parsed.unenforced().size());
        assertMentions("needs the pop3 parser", parsed.problems().getFirst());
    }
}
