package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.rules.keyword.OneRule.assertMentions;
import static org.sluice.rules.keyword.OneRule.payload;
import static org.sluice.rules.keyword.OneRule.problem;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Operand;
import org.sluice.rules.text.Reason;

class ContentKeywordsTest {
    private static Content content(String options) {
        return (Content) payload(options);
    }

    @Test
    void shouldMixTextHexadecimalAndEscapes() {
        Content content = content("content:\"a|00 0D,0a|\\\"\\;\\:\\\\b\";");

        assertArrayEquals(new byte[] {'a', 0, 13, 10, '"', ';', ':', '\\', 'b'}, content.bytes());
    }

    @Test
    void shouldKeepBytesAboveAsciiAsTheyAre() {
        Content content = content("content:\"\u00e4\u00ff\";");

        assertArrayEquals(new byte[] {(byte) 0xe4, (byte) 0xff}, content.bytes());
    }

    @Test
    void shouldTakeAllModifiersOfAnAbsoluteContent() {
        Content content = content("content:!\"abc\"; nocase; offset:4; depth:10; endswith; rawbytes;");

        assertTrue(content.negated() && content.nocase() && content.endsWith() && content.rawBytes());
        assertEquals(Operand.of(4), content.offset());
        assertEquals(Operand.of(10), content.depth());
        assertNull(content.distance());
        assertFalse(content.relative());
    }

    @Test
    void shouldTakePlacesFromVariables() {
        Content content = content("byte_extract:1,0,len; content:\"abc\"; distance:-3; within:len;");

        assertEquals(Operand.of(-3), content.distance());
        assertEquals(Operand.variable("len"), content.within());
    }

    @ParameterizedTest
    @CsvSource({"fast_pattern,CHOSEN,0,0", "fast_pattern:only,ONLY,0,0", "'fast_pattern:1,2',CHOP,1,2"})
    void shouldKnowTheFormsOfFastPattern(String option, Content.FastPattern.Kind kind, int offset, int length) {
        Content content = content("content:\"abcd\"; " + option + ";");

        assertEquals(new Content.FastPattern(kind, offset, length), content.fastPattern());
    }

    @Test
    void shouldRaiseADepthThatCannotHoldTheContent() {
        var parsed = OneRule.parse("alert tcp any any -> any any (content:\"abcdef\"; depth:3; sid:1;)");

        assertEquals(1, parsed.rules().size());
        assertMentions("warning: depth is less", parsed.problems().getFirst());
        Content content = (Content) OneRule.section(parsed.rules().getFirst(), Buffer.PAYLOAD).matches().getFirst();
        assertEquals(Operand.of(6), content.depth());
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"offset:1; distance:1;", "distance:1; depth:9;", "startswith; offset:1;", "offset:1; startswith;",
        "within:9; startswith;", "nocase; nocase;", "within:2;", "fast_pattern:2,3;", "fast_pattern:only; within:9;"})
    void shouldRefuseModifiersThatContradictEachOther(String modifiers) {
        assertMentions("error", problem("content:\"abc\"; " + modifiers));
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"nocase;", "offset:1;", "depth:1;", "distance:1;", "within:1;", "fast_pattern;", "startswith;",
        "endswith;", "rawbytes;", "http_uri;"})
    void shouldRefuseAModifierWithoutContent(String modifier) {
        assertEquals(Reason.COMBINATION, problem(modifier).reason());
    }

    @Test
    void shouldRefuseASecondFastPattern() {
        assertMentions("one fast pattern", problem("content:\"a\"; fast_pattern; content:\"b\"; fast_pattern;"));
    }

    @Test
    void shouldRefuseAPlacedNegatedFastPattern() {
        assertMentions("negated", problem("content:!\"abc\"; offset:3; fast_pattern;"));
    }

    @Test
    void shouldRefuseAContentBeyondTheDsize() {
        assertMentions("cannot be there", problem("dsize:<5; content:\"abcdef\";"));
    }

    @Test
    void shouldRefuseAContentBeyondTheBsize() {
        assertMentions("cannot be there", problem("http.uri; bsize:3; content:\"abcdef\";"));
    }

    @ParameterizedTest
    @CsvSource({"content:abc;,in quotes", "content:\"\";,empty", "content:\"|0g|\";,hexadecimal digit",
            "content:\"|0|\";,two"
        + " digits", "content:\"|00\";,no second", "content:\"a\\n\";,backslash must be",
                "content:\"a\"b\";,a quote inside"})
    void shouldExplainWhatIsWrongWithAContent(String option, String message) {
        assertMentions(message, problem(option));
    }

    @Test
    void shouldPointAtTheWrongByte() {
        var problem = problem("content:\"ab|0g|\";");

        assertEquals('g', problem.source().charAt(problem.column() - 1));
    }

    @Test
    void shouldTellSnort3ContentsApart() {
        assertEquals(Reason.SNORT3, problem("content:\"abc\",nocase;").reason());
    }

    @Test
    void shouldRefuseVariablesThatAreNotDefinedYet() {
        assertMentions("not defined", problem("content:\"abc\"; offset:len;"));
    }

    @Test
    void shouldReportOneMistakeOnceAndNotItsConsequences() {
        assertMentions("hexadecimal", problem("content:\"|zz|\"; nocase; depth:3;"));
    }

    @Property
    void shouldReadBackTheBytesItPrints(@ForAll @Size(min = 1, max = 300) byte[] bytes) {
        Word printed = new Word(ContentBytes.print(bytes), 0);

        assertArrayEquals(bytes, ContentBytes.parse(printed));
    }
}
