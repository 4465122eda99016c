package org.sluice.dataplane.app.http2;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.NativeBytes;

/**
 * HPACK's Huffman code (RFC 7541, appendix B). It is canonical: the lengths say it all. Codes of one length are
 * consecutive numbers, so a code is found by comparing it with the first of its length.
 */
final class HpackHuffman {
    private static final int END_OF_STRING = 256;
    private static final int LONGEST = 30;
    private static final int SHORTEST = 5;
    /** Bits of the code of each symbol, 0 to 256. */
    private static final byte[] LENGTHS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7,
        8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19,
        13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13,
        28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21,
        22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23,
        22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25,
        25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
    };
    private static final int[] FIRST = new int[LONGEST + 1];
    private static final int[] COUNT = new int[LONGEST + 1];
    private static final int[] START = new int[LONGEST + 1];
    private static final short[] SYMBOLS = new short[LENGTHS.length];

    static {
        int code = 0;
        int symbols = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            FIRST[length] = code;
            START[length] = symbols;
            for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
                if (LENGTHS[symbol] == length) {
                    SYMBOLS[symbols++] = (short) symbol;
                    code++;
                }
            }
            COUNT[length] = symbols - START[length];
        }
    }

    private HpackHuffman() {
    }

    /** Appends what the bytes mean; false when they are no such code, or are padded with anything but ones. */
    static boolean decode(MemorySegment memory, long offset, int length, NativeBytes out) {
        int code = 0;
        int bits = 0;
        for (long at = offset; at < offset + length; at++) {
            int b = memory.get(ValueLayout.JAVA_BYTE, at);
            for (int shift = 7; shift >= 0; shift--) {
                code = code << 1 | b >>> shift & 1;
                bits++;
                int index = code - FIRST[bits];
                if (bits >= SHORTEST && index < COUNT[bits]) {
                    int symbol = SYMBOLS[START[bits] + index];
                    if (symbol == END_OF_STRING) {
                        return false;
                    }
                    out.append((byte) symbol);
                    code = 0;
                    bits = 0;
                }
            }
        }
        return bits < 8 && code == (1 << bits) - 1;
    }
}
