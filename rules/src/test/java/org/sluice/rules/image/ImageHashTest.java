package org.sluice.rules.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageHashTest {
    private final byte[] bytes = new byte[3 * ImageHash.BLOCK_BYTES + 100];

    ImageHashTest() {
        new Random(1).nextBytes(bytes);
    }

    private static byte[] hash(byte[] of) {
        return ImageHash.of(MemorySegment.ofArray(of));
    }

    @Test
    void shouldBeTheSameForEqualBytes() {
        assertArrayEquals(hash(bytes), hash(bytes.clone()));
        assertEquals(ImageDescriptor.HASH_BYTES, hash(bytes).length);
    }

    @Test
    void shouldDifferWhicheverBlockDiffers() {
        for (int at = 0; at < bytes.length; at += ImageHash.BLOCK_BYTES) {
            byte[] other = bytes.clone();
            other[at]++;

            assertFalse(Arrays.equals(hash(bytes), hash(other)), "byte " + at);
        }
    }

    @Test
    void shouldDifferWhenBlocksChangePlaces() {
        byte[] exchanged = bytes.clone();
        System.arraycopy(bytes, 0, exchanged, ImageHash.BLOCK_BYTES, ImageHash.BLOCK_BYTES);
        System.arraycopy(bytes, ImageHash.BLOCK_BYTES, exchanged, 0, ImageHash.BLOCK_BYTES);

        assertFalse(Arrays.equals(hash(bytes), hash(exchanged)));
    }

    @Test
    void shouldDifferWhenTheEndIsCutOff() {
        byte[] shorter = Arrays.copyOf(bytes, 3 * ImageHash.BLOCK_BYTES);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);

        assertFalse(Arrays.equals(hash(bytes), hash(shorter)));
        assertFalse(Arrays.equals(hash(bytes), hash(padded)));
    }
}
