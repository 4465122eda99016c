package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluice.bindings.pcre2.CompiledPattern;
import org.sluice.bindings.pcre2.PatternSyntaxException;
import org.sluice.bindings.pcre2.Pcre2;

class ExpressionsTest {
    private final Expressions expressions = new Expressions();

    @Test
    void shouldCompileAnExpressionOnceForAllWhoTakeIt() throws PatternSyntaxException {
        CompiledPattern first = expressions.take(row(0, "(a)b"));

        CompiledPattern second = expressions.take(row(0, "(a)b"));

        assertSame(first, second);
        assertEquals(1, expressions.size());
        expressions.give(first);
        expressions.give(second);
    }

    @Test
    void shouldTellApartTheSameTextWithOtherOptions() throws PatternSyntaxException {
        CompiledPattern exact = expressions.take(row(0, "ab"));

        CompiledPattern caseless = expressions.take(row(Pcre2.CASELESS, "ab"));

        assertNotSame(exact, caseless);
        expressions.give(exact);
        expressions.give(caseless);
    }

    @Test
    void shouldKeepAnExpressionUntilTheLastGivesItBack() throws PatternSyntaxException {
        CompiledPattern pattern = expressions.take(row(0, "(a)b"));
        expressions.take(row(0, "(a)b"));

        expressions.give(pattern);
        int groups = pattern.captureCount();
        expressions.give(pattern);

        assertEquals(1, groups);
        assertEquals(0, expressions.size());
        assertThrows(IllegalStateException.class, pattern::captureCount);
    }

    @Test
    void shouldRefuseWhatIsNoExpression() {
        assertThrows(PatternSyntaxException.class, () -> expressions.take(row(0, "(a")));

        assertEquals(0, expressions.size());
    }

    private static byte[] row(int options, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] row = new byte[4 + bytes.length];
        for (int i = 0; i < 4; i++) {
            row[i] = (byte) (options >>> 8 * i);
        }
        System.arraycopy(bytes, 0, row, 4, bytes.length);
        return row;
    }
}
