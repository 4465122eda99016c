package org.sluice.bindings.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileDescriberTest {
    private static String describe(byte[] bytes, int capacity) {
        try (Arena arena = Arena.ofConfined()) {
            FileDescriber describer = new FileDescriber(arena);
            MemorySegment file = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, file, ValueLayout.JAVA_BYTE, 0, bytes.length);
            MemorySegment text = arena.allocate(256);
            int length = describer.describe(file.address(), bytes.length, text.address(), capacity);
            return new String(text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldNameKindsOfFiles() {
        assertEquals("GIF image data, version 89a, 3 x 2",
                describe("GIF89a\3\0\2\0".getBytes(StandardCharsets.ISO_8859_1), 256));
        assertTrue(describe("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1), 256)
                .startsWith("PDF document, version 1.7"));
        assertEquals("empty", describe(new byte[0], 256));
    }

    @Test
    void shouldCutADescriptionToItsRoom() {
        assertEquals("GIF image", describe("GIF89a\3\0\2\0".getBytes(StandardCharsets.ISO_8859_1), 9));
    }

    @Test
    void shouldDescribeAnything() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[random.nextInt(2 * FileDescriber.BYTES)];
            random.nextBytes(bytes);

            assertTrue(!describe(bytes, 256).isEmpty());
        }
    }
}
