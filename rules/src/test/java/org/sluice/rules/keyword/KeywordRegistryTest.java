package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.image.DecoderEvent;
import org.sluice.rules.image.StreamEvent;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.RuleFile;

class KeywordRegistryTest {
    private static final Set<String> NEED_CONTENT =
            Set.of("nocase", "offset", "depth", "distance", "within", "startswith",
            "endswith", "rawbytes", "fast_pattern");
    private static final Set<String> NEED_BUFFER = Set.of("absent", "dataset", "datarep", "compress_whitespace",
            "strip_whitespace", "to_lowercase", "to_uppercase", "to_md5", "to_sha1", "to_sha256", "dotprefix",
            "url_decode",
            "header_lowercase", "strip_pseudo_headers", "xor", "pcrexform", "from_base64", "gunzip", "zlib_deflate",
            "domain", "tld");

    static List<Keyword> enforced() {
        return KeywordRegistry.standard().keywords().stream().filter(Keyword::isEnforced)
                .filter(keyword -> !keyword.name().equals("pkt_data")).toList();
    }

    @ParameterizedTest
    @MethodSource("enforced")
    void shouldLoadTheExampleOfEveryKeyword(Keyword keyword) {
        String before = NEED_CONTENT.contains(keyword.name()) || keyword.name().startsWith("http_")
                ? "content:\"abcdefgh\"; " : NEED_BUFFER.contains(keyword.name()) ? "http.header; " : "";
        String after = NEED_BUFFER.contains(keyword.name()) ? " content:\"a\";" : "";
        String sid = keyword.name().equals("sid") ? "" : " sid:1;";

        OneRule.loaded("alert tcp any any -> any any (" + before + keyword.example() + after + sid + ")");
    }

    @Test
    void shouldKnowEveryKeywordOfTheGuide() throws IOException {
        String names;
        try (InputStream in = KeywordRegistryTest.class.getResourceAsStream("/guide-keywords.txt")) {
            names = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }

        List<String> unknown = Stream.of(names.trim().split("\\s+"))
                .filter(name -> KeywordRegistry.standard().find(name).isEmpty()).toList();

        assertEquals(List.of(), unknown);
    }

    @Test
    void shouldExplainEveryKeyword() {
        for (Keyword keyword : KeywordRegistry.standard().keywords()) {
            assertTrue(keyword.summary().length() > 3, keyword.name());
            assertTrue(keyword.example().endsWith(";"), keyword.name());
            assertTrue(keyword.syntax().startsWith(keyword.name()), keyword.name());
        }
    }

    @Test
    void shouldWriteTheReferenceOfAllKeywords() {
        String guide = KeywordGuide.markdown(KeywordRegistry.standard());

        for (Keyword keyword : KeywordRegistry.standard().keywords()) {
            assertTrue(guide.contains("### `" + keyword.name() + "`\n"), keyword.name());
        }
        assertTrue(guide.contains("- Not enforced: needs the pop3 parser"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decoder-events", "stream-events", "demo"})
    void shouldShipRulesThatLoad(String name) {
        ParsedRules parsed = RuleParser.parseFiles(List.of(RuleFile.shipped(name)), RuleSettings.defaults());

        assertEquals(List.of(), parsed.problems().stream().map(Problem::render).toList());
        assertFalse(parsed.rules().isEmpty());
    }

    @Test
    void shouldShipARuleForNearlyEveryEvent() {
        long decoder = events("decoder-events").stream().filter(Match.DecodeEvent.class::isInstance).count();
        long stream = events("stream-events").stream().filter(Match.StreamEvent.class::isInstance).count();

        assertTrue(decoder >= DecoderEvent.values().length * 9 / 10, () -> "of decoder events: " + decoder);
        assertTrue(stream >= StreamEvent.values().length * 3 / 4, () -> "of stream events: " + stream);
    }

    private static List<Match> events(String name) {
        return RuleParser.parseFiles(List.of(RuleFile.shipped(name)), RuleSettings.defaults()).rules().stream()
                .map(Rule::matches).map(List::getFirst).toList();
    }
}
