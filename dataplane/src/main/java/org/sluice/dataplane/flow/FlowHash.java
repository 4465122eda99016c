package org.sluice.dataplane.flow;

/**
 * A keyed hash of a flow's addresses that is the same in both directions.
 *
 * <p>Each end is folded with secret words by 64 x 64 -> 128 bit multiplications; the two results are joined by
 * operations that do not care for their order, so no branch depends on which address is the smaller. The key is
 * random at each start and no hash leaves the process, so which addresses share a bucket cannot be computed outside.
 * (The multiply-and-fold step is that of the wyhash family, in the public domain.)
 */
final class FlowHash {
    /** Words of a key. */
    static final int KEY_WORDS = 6;

    private final long k0;
    private final long k1;
    private final long k2;
    private final long k3;
    private final long k4;
    private final long k5;

    FlowHash(long[] key) {
        k0 = key[0] | 1;
        k1 = key[1];
        k2 = key[2];
        k3 = key[3] | 1;
        k4 = key[4];
        k5 = key[5];
    }

    /** @param meta what is the same in both directions: protocol, IP version, VLANs */
    long hash(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort, long meta) {
        long a = end(aHigh, aLow, aPort);
        long b = end(bHigh, bLow, bPort);
        return fold((a + b) ^ k4, (a ^ b) ^ fold(meta ^ k5, k0));
    }

    private long end(long high, long low, int port) {
        return fold(fold(high ^ k0, low ^ k1) ^ port ^ k2, k3);
    }

    private static long fold(long x, long y) {
        return Math.unsignedMultiplyHigh(x, y) ^ (x * y);
    }
}
