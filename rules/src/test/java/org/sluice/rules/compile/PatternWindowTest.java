package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.rules.model.Content;

class PatternWindowTest {
    private static final SharedGrams NOTHING_SHARED = new SharedGrams(List.of());

    private static Content content(String text, boolean nocase) {
        return new Content(text.getBytes(StandardCharsets.ISO_8859_1), nocase, false, null, null, null, null, false, false,
                false, Content.FastPattern.NONE);
    }

    private static String window(String text, boolean nocase) {
        return new String(PatternWindow.of(content(text, nocase), NOTHING_SHARED).bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldCutAFloodAtTheEndOfAWindow() {
        assertEquals("\u0087\u0015\u0010\0\0", window("\u0087\u0015\u0010\0\0\0\0\0", false));
        assertEquals("whoamii", window("whoamiii", false));
        assertEquals("cn=askk", window("CN=askKK", true));
    }

    @Test
    void shouldTakeAWholeWindowWithoutAFloodWhereThereIsOne() {
        String window = window("\u0087\u0015\u0010\u00c8vector\0\0\0", false);

        assertEquals(PatternWindow.MAX_BYTES, window.length());
        assertFalse(window.endsWith("\0\0\0"), window);
    }

    @Test
    void shouldKeepWhatIsHardlyMoreThanAFlood() {
        assertEquals("AAAAAAAA", window("AAAAAAAA", false));
        assertEquals("@~~~", window("@~~~", false));
        assertEquals("92???", window("92???", false));
    }

    @Test
    void shouldTellCaseFromNoCase() {
        PatternWindow window = PatternWindow.of(content("KEYWORD=", true), NOTHING_SHARED);

        assertArrayEquals("keyword=".getBytes(StandardCharsets.ISO_8859_1), window.bytes());
        assertTrue(window.nocase());
        assertFalse(PatternWindow.of(content("1234", true), NOTHING_SHARED).nocase());
    }
}
