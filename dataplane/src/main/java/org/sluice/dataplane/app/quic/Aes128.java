package org.sluice.dataplane.app.quic;

/** AES with keys of 128 bits (FIPS 197), encryption of single blocks. The keys here are public: time may tell them. */
final class Aes128 {
    static final int BLOCK = 16;
    private static final int ROUNDS = 10;
    private static final int POLYNOMIAL = 0x1b;
    private static final int[] BOX = new int[256];
    /** What a byte of the first row contributes to a column, substitution and mixing done; other rows are rotations. */
    private static final int[] MIXED = new int[256];

    static {
        int p = 1;
        int q = 1;
        do {
            p = (p ^ p << 1 ^ ((p & 0x80) != 0 ? POLYNOMIAL : 0)) & 0xff;
            q = q ^ q << 1;
            q = q ^ q << 2;
            q = (q ^ q << 4) & 0xff;
            q ^= (q & 0x80) != 0 ? 0x09 : 0;
            BOX[p] = (q ^ rotate8(q, 1) ^ rotate8(q, 2) ^ rotate8(q, 3) ^ rotate8(q, 4) ^ 0x63) & 0xff;
        } while (p != 1);
        BOX[0] = 0x63;
        for (int i = 0; i < 256; i++) {
            int s = BOX[i];
            int doubled = (s << 1 ^ ((s & 0x80) != 0 ? POLYNOMIAL : 0)) & 0xff;
            MIXED[i] = doubled << 24 | s << 16 | s << 8 | doubled ^ s;
        }
    }

    private final int[] schedule = new int[4 * (ROUNDS + 1)];

    private static int rotate8(int value, int by) {
        return value << by | value >>> 8 - by;
    }

    /** Takes a key of 16 bytes. */
    void key(byte[] key) {
        for (int i = 0; i < 4; i++) {
            schedule[i] = word(key, 4 * i);
        }
        int constant = 1;
        for (int i = 4; i < schedule.length; i++) {
            int before = schedule[i - 1];
            if (i % 4 == 0) {
                before = substitute(Integer.rotateLeft(before, 8)) ^ constant << 24;
                constant = (constant << 1 ^ ((constant & 0x80) != 0 ? POLYNOMIAL : 0)) & 0xff;
            }
            schedule[i] = schedule[i - 4] ^ before;
        }
    }

    /** Encrypts a block; {@code in} and {@code out} may be the same. */
    void encrypt(byte[] in, byte[] out) {
        int a = word(in, 0) ^ schedule[0];
        int b = word(in, 4) ^ schedule[1];
        int c = word(in, 8) ^ schedule[2];
        int d = word(in, 12) ^ schedule[3];
        for (int round = 1; round < ROUNDS; round++) {
            int k = 4 * round;
            int nextA = column(a, b, c, d) ^ schedule[k];
            int nextB = column(b, c, d, a) ^ schedule[k + 1];
            int nextC = column(c, d, a, b) ^ schedule[k + 2];
            d = column(d, a, b, c) ^ schedule[k + 3];
            a = nextA;
            b = nextB;
            c = nextC;
        }
        int k = 4 * ROUNDS;
        put(out, 0, last(a, b, c, d) ^ schedule[k]);
        put(out, 4, last(b, c, d, a) ^ schedule[k + 1]);
        put(out, 8, last(c, d, a, b) ^ schedule[k + 2]);
        put(out, 12, last(d, a, b, c) ^ schedule[k + 3]);
    }

    private static int column(int a, int b, int c, int d) {
        return MIXED[a >>> 24] ^ Integer.rotateRight(MIXED[b >>> 16 & 0xff], 8)
                ^ Integer.rotateRight(MIXED[c >>> 8 & 0xff], 16) ^ Integer.rotateRight(MIXED[d & 0xff], 24);
    }

    private static int last(int a, int b, int c, int d) {
        return BOX[a >>> 24] << 24 | BOX[b >>> 16 & 0xff] << 16 | BOX[c >>> 8 & 0xff] << 8 | BOX[d & 0xff];
    }

    private static int substitute(int word) {
        return last(word, word, word, word);
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    private static void put(byte[] bytes, int at, int word) {
        bytes[at] = (byte) (word >>> 24);
        bytes[at + 1] = (byte) (word >>> 16);
        bytes[at + 2] = (byte) (word >>> 8);
        bytes[at + 3] = (byte) word;
    }
}
