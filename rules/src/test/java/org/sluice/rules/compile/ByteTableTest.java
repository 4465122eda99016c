package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.ImageWriter;

class ByteTableTest {
    @Test
    void shouldWriteRowsThatLieInSeveralChunksAsOneRun() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        ByteTable table = new ByteTable();
        int at = 0;
        for (int length : new int[] {0, 1, 65_535, 65_536, 100_000, 0, 68_928}) {
            table.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }

        try (Arena arena = Arena.ofConfined()) {
            ImageWriter writer = new ImageWriter();
            table.writeTo(writer, ImageSection.PCRES, ImageSection.PCRE_BYTES);
            MemorySegment image = writer.assemble(arena);

            assertEquals(7, table.size());
            assertEquals(bytes.length, at);
            assertArrayEquals(new int[] {0, 0, 1, 65_536, 131_072, 231_072, 231_072, 300_000},
                    section(image, ImageSection.PCRES).toArray(ValueLayout.JAVA_INT));
            assertArrayEquals(bytes, section(image, ImageSection.PCRE_BYTES).toArray(ValueLayout.JAVA_BYTE));
        }
    }

    /** By the image's own table: entries of offset and length, before the sections begin. */
    private static MemorySegment section(MemorySegment image, ImageSection section) {
        long entry = 56 + 16L * section.ordinal();
        return image.asSlice(image.get(ValueLayout.JAVA_LONG, entry), image.get(ValueLayout.JAVA_LONG, entry + 8));
    }
}
