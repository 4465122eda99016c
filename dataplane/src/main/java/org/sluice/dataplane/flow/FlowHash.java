package org.sluice.dataplane.flow;

/**
 * A keyed hash of a flow that is the same in both directions, and of each of its ends.
 *
 * <p>Each end is folded with secret words by a 64 x 64 -> 128 bit multiplication; the two results are joined by
 * operations that do not care for their order, so no branch depends on which address is the smaller. The key is random
 * at each start and no hash leaves the process, so neither which flows share a bucket nor which would share all 64 bits
 * can be computed outside. (The multiply-and-fold step is that of the wyhash family, in the public domain.)
 */
final class FlowHash {
    /** Words of a key. */
    static final int KEY_WORDS = 4;

    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final long k0;
    private final long k1;
    private final long k2;
    private final long k3;

    FlowHash(long[] key) {
        k0 = key[0];
        k1 = key[1];
        k2 = key[2];
        k3 = key[3];
    }

    /** Hash of one end. */
    long end(long high, long low, int port) {
        return fold(high ^ port * SPREAD ^ k0, low ^ k1);
    }

    /**
     * Hash of the flow.
     *
     * @param meta what is the same in both directions: protocol, IP version, VLANs
     */
    long join(long oneEnd, long otherEnd, long meta) {
        return fold((oneEnd + otherEnd) ^ meta ^ k2, oneEnd ^ otherEnd ^ k3);
    }

    private static long fold(long x, long y) {
        return Math.unsignedMultiplyHigh(x, y) ^ (x * y);
    }
}
