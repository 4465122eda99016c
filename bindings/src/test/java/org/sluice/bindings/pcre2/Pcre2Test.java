package org.sluice.bindings.pcre2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Pcre2Test {
    private final Arena arena = Arena.ofConfined();
    private final MatchContext context = new MatchContext(4, 3_500, 250, 1_024, 256 * 1024);

    @AfterEach
    void close() {
        context.close();
        arena.close();
    }

    @Test
    void shouldGiveOffsetsOfTheMatchAndItsGroups() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("id=(\\d+)(x)?", 0)) {
            int result = match(pattern, "user id=42;", 0);

            assertEquals(2, result);
            assertEquals(5, context.groupStart(0));
            assertEquals(10, context.groupEnd(0));
            assertEquals(8, context.groupStart(1));
            assertEquals(10, context.groupEnd(1));
            assertTrue(pattern.jitSizeBytes() > 0);
        }
    }

    @Test
    void shouldMarkAGroupThatTookNoPart() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("(a)?(b)", 0)) {
            assertEquals(3, match(pattern, "b", 0));
            assertEquals(-1, context.groupStart(1));
            assertEquals(0, context.groupStart(2));
        }
    }

    @Test
    void shouldStartWhereToldAndLookBehindBeforeIt() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("(?<=a)b", 0)) {
            assertEquals(1, match(pattern, "ab ab", 1));
            assertEquals(1, context.groupStart(0));
            assertEquals(1, match(pattern, "ab ab", 2));
            assertEquals(4, context.groupStart(0));
        }
    }

    @Test
    void shouldTellNoMatchFromALimit() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("(a+)+$", 0)) {
            int none = match(pattern, "bbb", 0);
            int limit = match(pattern, "a".repeat(40) + "!", 0);

            assertEquals(0, none);
            assertEquals(Pcre2.ERROR_MATCH_LIMIT, limit);
            assertTrue(Pcre2.isLimit(limit));
            assertFalse(Pcre2.isLimit(none));
            assertTrue(Pcre2.errorText(limit).contains("limit"), Pcre2.errorText(limit));
        }
    }

    @Test
    void shouldHitTheFixedJitStackRatherThanGrowIt() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("^(?:(a)|b|c)*+(?:((?:x|y)+)z)*$", 0);
                MatchContext small = new MatchContext(1, 100_000_000, 1_000_000, 1_024, 32 * 1024)) {
            MemorySegment subject = bytes("xy".repeat(200_000));

            int result = small.match(pattern, subject.address(), (int) subject.byteSize(), 0);

            assertTrue(result <= 0, "result " + result);
            assertTrue(result == 0 || Pcre2.isLimit(result), Pcre2.errorText(result));
        }
    }

    @Test
    void shouldClampToTheGroupsItKeeps() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("(a)(b)(c)(d)(e)", 0)) {
            assertEquals(5, pattern.captureCount());
            assertEquals(4, match(pattern, "abcde", 0));
            assertEquals(2, context.groupStart(3));
        }
    }

    @Test
    void shouldFindGroupsByName() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("(x)(?<host>y)", 0)) {
            assertEquals(2, pattern.groupNumber("host"));
            assertEquals(-1, pattern.groupNumber("port"));
        }
    }

    @Test
    void shouldPointAtTheErrorInAPattern() {
        PatternSyntaxException refused = assertThrows(PatternSyntaxException.class, () -> Pcre2.compile("ab(c", 0));

        assertEquals(4, refused.offset());
        assertTrue(refused.getMessage().contains("parenthesis"), refused.getMessage());
    }

    @Test
    void shouldMatchBytesAboveAscii() throws PatternSyntaxException {
        try (CompiledPattern pattern = Pcre2.compile("\\xff\u00fe\\x00", 0)) {
            assertEquals(1, match(pattern, "\u00ff\u00fe\0", 0));
        }
    }

    private int match(CompiledPattern pattern, String subject, int start) {
        MemorySegment bytes = bytes(subject);
        return context.match(pattern, bytes.address(), (int) bytes.byteSize(), start);
    }

    private MemorySegment bytes(String text) {
        return arena.allocate(text.length()).copyFrom(
                MemorySegment.ofArray(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
