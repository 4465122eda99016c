package org.sluice.rules.image;

/**
 * The public suffixes (publicsuffix.org/list: names under which anyone may register) as a hash table that an image
 * carries, and the questions asked of it. Reads go through the words; nothing is copied.
 *
 * <pre>
 *   slots | slot 0 ... : offset of an entry's first byte in the words, 0 for none | entries
 *   entry: kind 1 byte | length 1 byte | the suffix's bytes, in small letters
 * </pre>
 *
 * <p>The list's algorithm: the rule with most labels prevails, an exception ({@code !}) over all others; where none fits,
 * the last label is the suffix.
 */
public final class PublicSuffixes {
    /** An entry's kind: the suffix itself is public. */
    public static final int NAMED = 1;
    /** An entry's kind: so is every name one label longer. */
    public static final int WILDCARD = 2;
    /** An entry's kind: it is none, although a wildcard says so. */
    public static final int EXCEPTION = 4;

    private static final int HASH_START = 0x811c9dc5;
    private static final int HASH_FACTOR = 0x01000193;
    /** Longest name there can be (RFC 1035, 2.3.4), and more labels than any rule has. */
    private static final int MAX_NAME = 255;
    private static final int MAX_LABELS = 10;

    /** The bytes of a name. */
    @FunctionalInterface
    public interface Name {
        /** Byte at {@code at}, 0 to 255. */
        int unsigned(int at);
    }

    private PublicSuffixes() {
    }

    /** The hash of a suffix, read from its end as a search meets its bytes; begins with {@link #emptyHash}. */
    public static int hash(int before, int smallLetter) {
        return (before ^ smallLetter) * HASH_FACTOR;
    }

    /** The hash of no bytes. */
    public static int emptyHash() {
        return HASH_START;
    }

    /** First slot to look at for a hash. */
    public static int slot(int hash, int slots) {
        return (hash ^ hash >>> 15) & slots - 1;
    }

    /** Whether the words are a table all of whose entries lie inside; no words are one, of no suffix. */
    public static boolean isSound(int[] words) {
        if (words.length == 0) {
            return true;
        }
        int slots = words[0];
        if (slots < 2 || Integer.bitCount(slots) != 1 || slots >= words.length) {
            return false;
        }
        boolean hole = false;
        for (int i = 1; i <= slots; i++) {
            int at = words[i];
            hole |= at == 0;
            if (at != 0 && (at < 4 * (slots + 1) || at > 4 * words.length - 2
                    || at + 2 + byteAt(words, at + 1) > 4 * words.length)) {
                return false;
            }
        }
        return hole;
    }

    /**
     * Where the public suffix of a name begins. A dot at the name's end belongs to the suffix.
     *
     * @param length bytes of the name
     * @return its first byte, or -1 when the name is none: empty, too long, or with an empty label there
     */
    public static int suffixStart(int[] words, Name name, int length) {
        int end = length > 0 && name.unsigned(length - 1) == '.' ? length - 1 : length;
        if (end == 0 || length > MAX_NAME || name.unsigned(end - 1) == '.' || words.length == 0) {
            return -1;
        }
        int found = -1;
        int right = end + 1;
        int hash = HASH_START;
        boolean wildcard = false;
        int labels = 0;
        for (int at = end - 1; at >= -1 && labels < MAX_LABELS; at--) {
            int letter = at < 0 ? '.' : small(name.unsigned(at));
            if (letter == '.') {
                int start = at + 1;
                if (start == right - 1) {
                    break;
                }
                int kind = kind(words, name, start, end, hash);
                if ((kind & EXCEPTION) != 0 && labels > 0) {
                    return right;
                }
                if (found < 0 || wildcard || (kind & NAMED) != 0) {
                    found = start;
                }
                wildcard = (kind & WILDCARD) != 0;
                right = start;
                labels++;
            }
            hash = hash(hash, letter);
        }
        return found;
    }

    /** Where the name that was registered begins: the public suffix and the label before it; -1 when there is none. */
    public static int domainStart(int[] words, Name name, int length) {
        int suffix = suffixStart(words, name, length);
        if (suffix < 2 || name.unsigned(suffix - 2) == '.') {
            return -1;
        }
        int start = suffix - 1;
        while (start > 0 && name.unsigned(start - 1) != '.') {
            start--;
        }
        return start;
    }

    private static int kind(int[] words, Name name, int start, int end, int hash) {
        int slots = words[0];
        int slot = slot(hash, slots);
        while (words[1 + slot] != 0) {
            int entry = words[1 + slot];
            if (byteAt(words, entry + 1) == end - start && equal(words, entry + 2, name, start, end)) {
                return byteAt(words, entry);
            }
            slot = slot + 1 & slots - 1;
        }
        return 0;
    }

    private static boolean equal(int[] words, int entry, Name name, int start, int end) {
        for (int i = start; i < end; i++) {
            if (byteAt(words, entry + i - start) != small(name.unsigned(i))) {
                return false;
            }
        }
        return true;
    }

    private static int byteAt(int[] words, int at) {
        return words[at >> 2] >>> 8 * (at & 3) & 0xff;
    }

    private static int small(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
    }
}
