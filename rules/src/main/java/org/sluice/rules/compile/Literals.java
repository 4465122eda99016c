package org.sluice.rules.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sluice.rules.model.Content;

/**
 * The contents of all rules as words, each stored once: the bytes, small letters where case does not matter, then as
 * many words of case masks: 0x20 under each such letter. A buffer's word {@code w} matches when
 * {@code (w | mask) == value}.
 */
final class Literals {
    private record Key(byte[] bytes, boolean nocase) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && nocase == that.nocase && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + Boolean.hashCode(nocase);
        }
    }

    private final Map<Key, Integer> offsets = new HashMap<>();
    private long[] words = new long[1024];
    private int size;

    /** Offset of a content's first word. */
    int add(Content content) {
        return add(content.bytes(), content.nocase());
    }

    int add(byte[] bytes, boolean nocase) {
        return offsets.computeIfAbsent(new Key(bytes, nocase), this::store);
    }

    private int store(Key key) {
        int count = (key.bytes.length + 7) / 8;
        int at = size;
        if (size + 2 * count > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, size + 2 * count));
        }
        for (int i = 0; i < key.bytes.length; i++) {
            byte value = key.bytes[i];
            boolean masked = key.nocase && ByteRarity.isLetter(value);
            long stored = (masked ? value | 0x20 : value) & 0xffL;
            words[at + i / 8] |= stored << 8 * (i % 8);
            words[at + count + i / 8] |= (masked ? 0x20L : 0L) << 8 * (i % 8);
        }
        size += 2 * count;
        return at;
    }

    long[] toArray() {
        return Arrays.copyOf(words, size);
    }
}
