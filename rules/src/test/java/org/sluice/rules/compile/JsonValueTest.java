package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    private static String rewritten(String json) {
        return JsonValue.write(new JsonValue(json).next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"a\":1,\"b\":[true,false,null,-2.5]}", "\"\\\"\\\\\"", "{\"a\":{\"b\":{}}}"})
    void shouldWriteWhatItRead(String json) {
        assertEquals(json, rewritten(json));
    }

    @Test
    void shouldDropBlanksAndDecodeEscapes() {
        assertEquals("{\"é\":\"a/b\"}", rewritten(" { \"\\u00e9\" :\n \"a\\/b\" } "));
    }

    @Test
    void shouldReadOneDocumentAfterAnother() {
        JsonValue values = new JsonValue("{\"a\":1}\n{\"a\":2}\n");

        assertEquals("{\"a\":1}", JsonValue.write(values.next()));
        assertTrue(values.hasNext());
        assertEquals("{\"a\":2}", JsonValue.write(values.next()));
        assertFalse(values.hasNext());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "\"a", "{\"a\" 1}", "{a:1}", "tru", "1-2-3", "\"\\x\"", "\"\\u12g4\"", "\"\\"})
    void shouldSayTheLineOfWhatIsBroken(String json) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new JsonValue("\n" + json).next())
                .getMessage().startsWith("line "));
    }

    @Test
    void shouldRefuseToNestWithoutEnd() {
        assertThrows(IllegalArgumentException.class, () -> new JsonValue("[".repeat(10_000)).next());
    }
}
