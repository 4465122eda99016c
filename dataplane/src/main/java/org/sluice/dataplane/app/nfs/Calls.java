package org.sluice.dataplane.app.nfs;

/** Calls of a flow that wait for their replies. A fixed number; the oldest makes room. */
final class Calls {
    private static final int MOST = 64;

    private final boolean[] waits = new boolean[MOST];
    private final long[] xids = new long[MOST];
    private final int[] versions = new int[MOST];
    private final int[] procedures = new int[MOST];
    private final long[] offsets = new long[MOST];
    private final NfsTransaction[] transactions = new NfsTransaction[MOST];
    private final int[] incarnations = new int[MOST];
    private int next;

    void add(long xid, int version, int procedure, long offset, NfsTransaction transaction) {
        waits[next] = true;
        xids[next] = xid;
        versions[next] = version;
        procedures[next] = procedure;
        offsets[next] = offset;
        transactions[next] = transaction;
        incarnations[next] = transaction == null ? 0 : transaction.incarnation();
        next = (next + 1) % MOST;
    }

    /** The call of that number, which waits no more; -1 when there is none. */
    int take(long xid) {
        for (int i = 0; i < MOST; i++) {
            if (waits[i] && xids[i] == xid) {
                waits[i] = false;
                return i;
            }
        }
        return -1;
    }

    int version(int call) {
        return versions[call];
    }

    int procedure(int call) {
        return procedures[call];
    }

    /** Where in its file a READ begins. */
    long offset(int call) {
        return offsets[call];
    }

    /** What the call belongs to, or null when that is no more. */
    NfsTransaction transaction(int call) {
        NfsTransaction kept = transactions[call];
        return kept != null && kept.incarnation() == incarnations[call] ? kept : null;
    }

    void clear() {
        for (int i = 0; i < MOST; i++) {
            waits[i] = false;
            transactions[i] = null;
        }
        next = 0;
    }
}
