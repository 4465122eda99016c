package org.sluice.rules.compile;

import java.util.Arrays;
import org.sluice.rules.image.ScanGroup;
import org.sluice.rules.model.Content;

/**
 * The part of a content that is searched for in everything: at most 8 bytes, the rarest that there are. A hit makes its
 * rules candidates, whose whole content is then verified.
 *
 * @param bytes the part; letters small when {@code nocase}
 * @param nocase letters match in either case
 * @param tenths how rare it is, in tenths of a bit
 */
record PatternWindow(byte[] bytes, boolean nocase, int tenths) implements Comparable<PatternWindow> {
    /** Most bytes of a window: longer ones make the search slower, not sharper. */
    static final int MAX_BYTES = 8;
    /**
     * A window lies within so many bytes of its content's end. When a stream brings the last byte of a content, its
     * window is then among so many bytes before, which are scanned again: see {@link ScanGroup#SEAM_BYTES}.
     */
    private static final int SEAM_BYTES = ScanGroup.SEAM_BYTES;
    /** What each doubling of the rules that look for the same costs a window. */
    private static final int SHARED_TENTHS = 20;
    /** Windows shorter than this are not worth a search. */
    static final int WEAK_BYTES = 3;
    /**
     * A run of one byte that is so long is a flood to Vectorscan. It searches for a literal that ends in one, after at
     * least {@link #FLOOD_LEAD_BYTES} others, by the others, and checks the flood later; a single one of them takes
     * its whole database from the fast way for literals alone to the general one, and the compilation takes five to ten
     * times as long.
     */
    private static final int FLOOD_BYTES = 3;
    private static final int FLOOD_LEAD_BYTES = 3;

    /** The best window of a content, inside the part that {@code fast_pattern:offset,length} chose where it did. */
    static PatternWindow of(Content content, SharedGrams shared) {
        int from = 0;
        int to = content.bytes().length;
        if (content.fastPattern().kind() == Content.FastPattern.Kind.CHOP) {
            from = Math.min(content.fastPattern().offset(), to);
            to = Math.min(from + content.fastPattern().length(), to);
        }
        from = Math.max(from, Math.min(content.bytes().length - SEAM_BYTES, to - MAX_BYTES));
        int length = Math.min(MAX_BYTES, to - from);
        byte[] text = content.nocase() ? lowered(content.bytes()) : content.bytes();
        int best = from;
        int bestEnd = from;
        int bestTenths = -1;
        for (int at = from; at + length <= to; at++) {
            int end = withoutFlood(text, at, at + length);
            int tenths = Math.max(0, tenths(text, at, end - at, content.nocase())
                    - SHARED_TENTHS * shared.bits(text, at, end - at));
            if (tenths > bestTenths) {
                best = at;
                bestEnd = end;
                bestTenths = tenths;
            }
        }
        byte[] bytes = Arrays.copyOfRange(text, best, bestEnd);
        return new PatternWindow(bytes, content.nocase() && hasLetter(bytes), bestTenths);
    }

    /** Where a window ends when a flood at its end is cut until it is none. */
    private static int withoutFlood(byte[] bytes, int from, int to) {
        int run = 1;
        while (to - run > from && bytes[to - run - 1] == bytes[to - 1]) {
            run++;
        }
        boolean flood = run >= FLOOD_BYTES && to - from - run >= FLOOD_LEAD_BYTES;
        return flood ? to - run + FLOOD_BYTES - 1 : to;
    }

    /** Repeated bytes tell less than different ones: runs of one byte are common. */
    private static int tenths(byte[] bytes, int from, int length, boolean nocase) {
        int sum = 0;
        for (int i = from; i < from + length; i++) {
            int tenths = ByteRarity.tenths(bytes[i], nocase);
            sum += i > from && bytes[i] == bytes[i - 1] ? tenths / 3 : tenths;
        }
        return sum;
    }

    private static byte[] lowered(byte[] bytes) {
        byte[] lowered = bytes.clone();
        for (int i = 0; i < lowered.length; i++) {
            if (lowered[i] >= 'A' && lowered[i] <= 'Z') {
                lowered[i] |= 0x20;
            }
        }
        return lowered;
    }

    private static boolean hasLetter(byte[] bytes) {
        for (byte value : bytes) {
            if (ByteRarity.isLetter(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is better not to search for it at all. */
    boolean isWeak() {
        return bytes.length < WEAK_BYTES;
    }

    /** As an expression: every byte as {@code \xHH}. */
    String expression() {
        StringBuilder text = new StringBuilder(4 * bytes.length);
        for (byte value : bytes) {
            text.append("\\x").append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        return text.toString();
    }

    @Override
    public int compareTo(PatternWindow that) {
        return Integer.compare(tenths, that.tenths);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatternWindow that && nocase == that.nocase && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Boolean.hashCode(nocase);
    }
}
