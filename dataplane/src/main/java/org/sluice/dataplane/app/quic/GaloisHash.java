package org.sluice.dataplane.app.quic;

/** GHASH (NIST SP 800-38D, 6.4), four bits at a time. */
final class GaloisHash {
    private static final long REDUCTION = 0xe100_0000_0000_0000L;

    private final long[] highs = new long[16];
    private final long[] lows = new long[16];
    private final long[] remainders = new long[16];
    private long high;
    private long low;
    private int filled;

    GaloisHash() {
        for (int i = 0; i < 16; i++) {
            long value = 0;
            for (int bit = 0; bit < 4; bit++) {
                // Bit that falls off the end at each of four shifts.
                value = (i >>> bit & 1) != 0 ? value ^ REDUCTION >>> 3 - bit : value;
            }
            remainders[i] = value;
        }
    }

    /** Begins, with the hash key: an encrypted block of zeros. */
    void begin(byte[] key) {
        long h = word(key, 0);
        long l = word(key, 8);
        highs[0] = 0;
        lows[0] = 0;
        for (int i = 8; i > 0; i >>= 1) {
            highs[i] = h;
            lows[i] = l;
            long carry = l & 1;
            l = l >>> 1 | h << 63;
            h = h >>> 1 ^ (carry != 0 ? REDUCTION : 0);
        }
        for (int i = 2; i < 16; i <<= 1) {
            for (int j = 1; j < i; j++) {
                highs[i + j] = highs[i] ^ highs[j];
                lows[i + j] = lows[i] ^ lows[j];
            }
        }
        high = 0;
        low = 0;
        filled = 0;
    }

    /** Takes a byte. */
    void add(int b) {
        if (filled < 8) {
            high ^= (long) (b & 0xff) << 56 - 8 * filled;
        } else {
            low ^= (long) (b & 0xff) << 120 - 8 * filled;
        }
        if (++filled == Aes128.BLOCK) {
            multiply();
        }
    }

    /** Fills the block at hand with zeros. */
    void pad() {
        if (filled > 0) {
            multiply();
        }
    }

    /** Takes the two lengths, in bytes, that end the input; writes the hash. */
    void end(long additional, long text, byte[] out) {
        pad();
        high ^= additional * 8;
        low ^= text * 8;
        multiply();
        for (int i = 0; i < 8; i++) {
            out[i] = (byte) (high >>> 56 - 8 * i);
            out[8 + i] = (byte) (low >>> 56 - 8 * i);
        }
    }

    private void multiply() {
        long h = 0;
        long l = 0;
        for (int i = 31; i >= 0; i--) {
            int nibble = (int) (i >= 16 ? low >>> 4 * (31 - i) : high >>> 4 * (15 - i)) & 15;
            if (i < 31) {
                int out = (int) l & 15;
                l = l >>> 4 | h << 60;
                h = h >>> 4 ^ remainders[out];
            }
            h ^= highs[nibble];
            l ^= lows[nibble];
        }
        high = h;
        low = l;
        filled = 0;
    }

    private static long word(byte[] bytes, int at) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}
