package org.sluice.rules.compile;

import java.util.List;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;

/**
 * How many contents of a rule set hold each run of four bytes: what many rules look for ("User-Agent", "</title>") is
 * common in traffic, too, and a window on it would make candidates of all of them for most requests. Inverse document
 * frequency (Spärck Jones 1972), with the rules as the documents. Letters count as the same in either case.
 */
final class SharedGrams {
    private static final int GRAM_BYTES = 4;
    /** Four bytes are hashed to so many bits; a collision makes a gram look more common than it is. */
    private static final int HASH_BITS = 20;
    private static final int MULTIPLIER = 0x9E37_79B1;

    private final int[] counts = new int[1 << HASH_BITS];

    SharedGrams(List<Rule> rules) {
        for (Rule rule : rules) {
            for (Section section : rule.sections()) {
                for (Match match : section.matches()) {
                    if (match instanceof Content content && !content.negated()) {
                        add(content.bytes());
                    }
                }
            }
        }
    }

    private void add(byte[] bytes) {
        for (int at = 0; at + GRAM_BYTES <= bytes.length; at++) {
            counts[hash(bytes, at)]++;
        }
    }

    /**
     * How common a stretch of a content is, as the bits of the count of its rarest gram: 0 when no other content holds
     * it, 1 with two or three, 2 with four to seven. In powers of two, so that a few rules more or less change few
     * windows.
     */
    int bits(byte[] bytes, int from, int length) {
        int least = length < GRAM_BYTES ? 1 : Integer.MAX_VALUE;
        for (int at = from; at + GRAM_BYTES <= from + length; at++) {
            least = Math.min(least, counts[hash(bytes, at)]);
        }
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, least));
    }

    private static int hash(byte[] bytes, int at) {
        int gram = 0;
        for (int i = 0; i < GRAM_BYTES; i++) {
            byte value = bytes[at + i];
            gram = gram << 8 | (ByteRarity.isLetter(value) ? value | 0x20 : value & 0xff);
        }
        return gram * MULTIPLIER >>> Integer.SIZE - HASH_BITS;
    }
}
