package org.sluice.dataplane.detect;

/**
 * The matches of a packet until its verdict is known: by rule, then by context. Preallocated; a full queue is counted.
 */
final class AlertQueue {
    private final long[] keys;
    private final int[] flags;
    private final boolean[] reported;
    private int size;

    AlertQueue(int capacity) {
        keys = new long[capacity];
        flags = new int[capacity];
        reported = new boolean[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Adds a match in its place; one that is there already stays as it is. False when the queue is full. */
    boolean add(int rule, int context, int alertFlags) {
        long key = (long) rule << 32 | context;
        int at = size;
        while (at > 0 && keys[at - 1] >= key) {
            at--;
            if (keys[at] == key) {
                return true;
            }
        }
        if (size == keys.length) {
            return false;
        }
        for (int i = size; i > at; i--) {
            keys[i] = keys[i - 1];
            flags[i] = flags[i - 1];
        }
        size++;
        keys[at] = key;
        flags[at] = alertFlags;
        return true;
    }

    int rule(int i) {
        return (int) (keys[i] >>> 32);
    }

    int context(int i) {
        return (int) keys[i];
    }

    int flags(int i) {
        return flags[i];
    }

    void addFlags(int i, int more) {
        flags[i] |= more;
    }

    boolean isReported(int i) {
        return reported[i];
    }

    void report(int i, boolean report) {
        reported[i] = report;
    }

    /** Forgets all behind match {@code i}. */
    void cutAfter(int i) {
        size = i + 1;
    }
}
